package io.esmm.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.eval.metric.Better;
import io.esmm.eval.metric.Metric;
import io.esmm.objective.Probability;
import io.esmm.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricNameTest {
  @Test
  void readsProbabilityMetricAndEvent() {
    MetricName name = MetricName.parse("conditional.logLoss:add-to-cart");
    assertThat(name)
        .isEqualTo(new MetricName(Probability.CONDITIONAL, Metric.LOG_LOSS, "add-to-cart"));
    assertThat(name.better()).isEqualTo(Better.SMALLER);
    assertThat(MetricName.parse("joint.auc:conversion").better()).isEqualTo(Better.LARGER);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void everyMetricIsWrittenAsItIsRead(Metric metric) {
    for (Probability probability : Probability.values()) {
      MetricName name = new MetricName(probability, metric, "conversion");
      assertThat(MetricName.parse(name.toString())).isEqualTo(name);
    }
  }

  @Test
  void computesWhatTheFullEvaluationHolds() {
    FunnelPredictions predictions = ClickFunnel.simulated(500, 0.3);
    FunnelEvaluation evaluation = FunnelEvaluation.of(predictions);
    for (Metric metric : Metric.values()) {
      for (Probability probability : Probability.values()) {
        for (String event : new String[] {"click", "conversion"}) {
          MetricName name = new MetricName(probability, metric, event);
          assertThat(name.of(predictions)).isEqualTo(name.of(evaluation));
        }
      }
    }
  }

  @Test
  void unknownMetricListsKnownMetrics() {
    assertThatThrownBy(() -> MetricName.parse("joint.logloss:click"))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "metric [joint.logloss:click] is of an unknown metric [logloss]; "
                + "did you mean [logLoss]? known: [auc, brier, ece, gauc, logLoss, "
                + "normalizedEntropy, pcoc, prAuc]");
  }

  @Test
  void unknownProbabilityListsBoth() {
    assertThatThrownBy(() -> MetricName.parse("marginal.auc:click"))
        .hasMessage(
            "metric [marginal.auc:click] has an unknown probability [marginal]; "
                + "known: [conditional, joint]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "auc", "joint.auc", "auc:click", "joint.auc:", "joint:auc.click"})
  void otherFormsAreExplained(String text) {
    assertThatThrownBy(() -> MetricName.parse(text))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("is not of the form probability.metric:event; for instance");
  }

  @Test
  void unknownEventListsKnownEvents() {
    assertThatThrownBy(() -> MetricName.parse("joint.auc:like").of(ClickFunnel.small()))
        .isInstanceOf(ProblemException.class)
        .hasMessage("event [like] unknown; known: [click, conversion]");
  }
}
