package io.esmm.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.eval.metric.Metric;
import io.esmm.eval.metric.MetricValue;
import io.esmm.funnel.Funnel;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.Predictions;
import io.esmm.train.InMemorySet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldOutRowsTest {
  private static final InMemorySet SET = SmallModel.rows(6000);

  @Test
  void probabilitiesAreTheScorersBitForBit() {
    FunnelPredictions collected =
        HeldOutRows.of(SmallModel.FUNNEL, SET).predict(SmallModel.scorer());
    int[] requests = new int[SET.requests()];
    for (int r = 0; r < requests.length; r++) {
      requests[r] = r;
    }
    Batch batch = SET.newBatch();
    SET.read(requests, 0, requests.length, batch);
    Predictions expected = SmallModel.scorer().predict(batch);
    assertThat(collected.rows()).isEqualTo(expected.size());
    for (String event : SmallModel.FUNNEL.names()) {
      EventPredictions actual = collected.event(event);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(actual.conditional().get(i)).isEqualTo(expected.conditional(event, i));
        assertThat(actual.joint().get(i)).isEqualTo(expected.joint(event, i));
        assertThat(actual.labels()[i]).isEqualTo(batch.labels(batch.events().indexOf(event))[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void theNumberOfThreadsChangesNothing(int threads) {
    HeldOutRows rows = HeldOutRows.of(SmallModel.FUNNEL, SET).groupedBy(Grouping.byField("user"));
    FunnelEvaluation expected = FunnelEvaluation.of(rows.predict(SmallModel.scorer()));
    assertThat(FunnelEvaluation.of(rows.onThreads(threads).predict(SmallModel.scorer())))
        .isEqualTo(expected);
  }

  @Test
  void progressCountsUpToAllRows() {
    List<Integer> seen = new ArrayList<>();
    HeldOutRows.of(SmallModel.FUNNEL, SET).onThreads(2).predict(SmallModel.scorer(), seen::add);
    assertThat(seen).hasSizeGreaterThan(1).isSorted().last().isEqualTo((int) SET.impressions());
  }

  @Test
  void theTrueModelIsCalibrated() {
    FunnelEvaluation evaluation =
        FunnelEvaluation.of(HeldOutRows.of(SmallModel.FUNNEL, SET).predict(SmallModel.scorer()));
    for (String name : new String[] {"joint.pcoc:click", "conditional.pcoc:conversion"}) {
      assertThat(MetricName.parse(name).of(evaluation).orElseThrow()).isCloseTo(1, within(0.05));
    }
  }

  @Test
  void logLossStaysFiniteAndExactWhereProbabilitiesRoundToOne() {
    HeldOutRows rows = HeldOutRows.of(SmallModel.FUNNEL, SET);
    FunnelPredictions sure = rows.predict(SmallModel.scorer(1e4f));
    MetricName loss = MetricName.parse("joint.logLoss:conversion");
    // most logits are in the thousands, and so is the loss of a wrong row
    assertThat(loss.of(sure).orElseThrow()).isBetween(100.0, 20_000.0);
    double plain = loss.of(rows.predict(SmallModel.scorer())).orElseThrow();
    assertThat(plain).isBetween(0.1, 1.0);
  }

  @Test
  void groupsAreUsersAndUnknownUsersAreGroupedByRequest() {
    HeldOutRows rows = HeldOutRows.of(SmallModel.FUNNEL, SET);
    int[] users =
        rows.groupedBy(Grouping.byField("user"))
            .predict(SmallModel.scorer())
            .joint("click")
            .groups()
            .orElseThrow();
    assertThat(users).contains(2, 3, 4).doesNotContain(0, 1);
    assertThat(Arrays.stream(users).min().orElseThrow()).isNegative();
    int[] requests =
        rows.groupedBy(Grouping.byRequest())
            .predict(SmallModel.scorer())
            .joint("click")
            .groups()
            .orElseThrow();
    assertThat(requests).startsWith(-1).endsWith(-SET.requests());
  }

  @Test
  void groupingNeedsACategoricalField() {
    HeldOutRows rows = HeldOutRows.of(SmallModel.FUNNEL, SET);
    assertThatThrownBy(() -> rows.groupedBy(Grouping.byField("usr")).predict(SmallModel.scorer()))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "field [usr] to group by is unknown; did you mean [user]? known: [price, user]");
    assertThatThrownBy(() -> rows.groupedBy(Grouping.byField("price")).predict(SmallModel.scorer()))
        .hasMessage("field [price] to group by is not categorical; group by a categorical field");
  }

  @Test
  void everyEventNeedsLabels() {
    Funnel other =
        new Funnel("impression", List.of(new Funnel.Event("like", Funnel.SPACE, "like")));
    assertThatThrownBy(() -> HeldOutRows.of(other, SET))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "event [like] has no labels in the rows; labels are given of [conversion, click]");
  }

  @Test
  void validationMeasuresSoThatLargerIsBetter() {
    HeldOutRows rows = HeldOutRows.of(SmallModel.FUNNEL, SET);
    for (Metric metric : List.of(Metric.AUC, Metric.LOG_LOSS, Metric.ECE)) {
      MetricValidation validation =
          new MetricValidation(rows, MetricName.parse("joint." + metric.key() + ":click"));
      double right = validation.measure(SmallModel.scorer());
      double sure = validation.measure(SmallModel.scorer(20));
      assertThat(right).isGreaterThanOrEqualTo(sure);
    }
    MetricValidation loss = new MetricValidation(rows, MetricName.parse("joint.logLoss:click"));
    assertThat(loss.value(SmallModel.scorer()))
        .isEqualTo(MetricValue.of(-loss.measure(SmallModel.scorer())));
  }

  @Test
  void anUndefinedMetricIsNoImprovement() {
    InMemorySet nothing = new InMemorySet(SET.schema(), SET.events());
    MetricValidation validation =
        new MetricValidation(
            HeldOutRows.of(SmallModel.FUNNEL, nothing), MetricName.parse("joint.auc:click"));
    assertThat(validation.measure(SmallModel.scorer())).isNaN();
  }

  @Test
  void validationMetricsAreChecked() {
    HeldOutRows rows = HeldOutRows.of(SmallModel.FUNNEL, SET);
    assertThatThrownBy(() -> new MetricValidation(rows, MetricName.parse("joint.auc:clicks")))
        .hasMessage(
            "metric [joint.auc:clicks] is of an unknown event; did you mean [click]? known: [click,"
                + " conversion]");
    assertThatThrownBy(() -> new MetricValidation(rows, MetricName.parse("joint.gauc:click")))
        .hasMessage(
            "metric [joint.gauc:click] needs groups; group the rows by user, or choose auc");
  }
}
