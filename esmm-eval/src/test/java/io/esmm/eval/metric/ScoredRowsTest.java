package io.esmm.eval.metric;

import static io.esmm.eval.metric.SimulatedRows.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoredRowsTest {
  @Test
  void nanIsAnErrorThatNamesTheRow() {
    assertThatThrownBy(() -> ScoredRows.of(new float[] {0.1f, Float.NaN}, labels(0, 1)))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "row 1: probability [NaN] is not a finite number of 0 or more; "
                + "the model has diverged or an input is NaN");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
  void logitsAreNotProbabilities(double logit) {
    assertThatThrownBy(() -> ScoredRows.of(new double[] {logit}, labels(0)))
        .isInstanceOf(ProblemException.class)
        .hasMessageEndingWith("evaluate probabilities, not logits");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, -1, 127, -128})
  void labelsOutsideZeroAndOneAreErrors(int label) {
    assertThatThrownBy(() -> ScoredRows.of(new double[] {0.1, 0.2}, labels(0, label)))
        .isInstanceOf(ProblemException.class)
        .hasMessage("row 1: label [" + label + "] is neither 0 nor 1; labels are 0 or 1");
  }

  @Test
  void lengthsMustAgree() {
    assertThatThrownBy(() -> ScoredRows.of(new double[2], new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("labels: 3 rows, probabilities: 2");
    assertThatThrownBy(() -> ScoredRows.of(new double[2], new byte[2]).withGroups(new int[1]))
        .hasMessage("groups: 1 rows, probabilities: 2");
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void everyMetricIsUndefinedWithoutRowsAndDefinedOnGoodRows(Metric metric) {
    ScoredRows none = ScoredRows.of(new double[0], new byte[0]).withGroups(new int[0]);
    assertThat(metric.of(none)).hasToString("undefined (no rows)");
    ScoredRows good = SimulatedRows.of(3, 100, 50).withGroups(new int[100]);
    assertThat(metric.of(good).isDefined()).isTrue();
  }

  @Test
  void undefinedNeverPassesForANumber() {
    assertThatThrownBy(() -> MetricValue.undefined("no positives").orElseThrow())
        .hasMessage("undefined (no positives)");
    assertThatThrownBy(() -> MetricValue.of(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRatioIsBetterTheCloserItIsToOneInLogarithms() {
    assertThat(Better.CLOSER_TO_ONE.isBetter(0.9, 1.2)).isTrue();
    assertThat(Better.CLOSER_TO_ONE.isBetter(2, 0.5)).isFalse();
    assertThat(Better.CLOSER_TO_ONE.isBetter(1.9, 0.5)).isTrue();
  }
}
