package io.esmm.eval.truth;

import io.esmm.eval.metric.Better;
import io.esmm.eval.metric.MetricValue;
import java.util.function.Function;

/** All metrics of predicted against true probabilities, with their names in JSON and in tables. */
public enum TruthMetric {
  /** {@link MeanAbsoluteError}: the mean distance from the truth. */
  MEAN_ABSOLUTE_ERROR("meanAbsoluteError", "MAE", Better.SMALLER, MeanAbsoluteError::of),
  /** {@link RootMeanSquaredError}: large distances count more. */
  ROOT_MEAN_SQUARED_ERROR("rootMeanSquaredError", "RMSE", Better.SMALLER, RootMeanSquaredError::of),
  /** {@link PredictedOverTrue}: predicted over expected events. */
  PCOC("pcocAgainstTruth", "PCOC vs truth", Better.CLOSER_TO_ONE, PredictedOverTrue::of),
  /** {@link Correlation#pearson}: how linear the relation is. */
  PEARSON("pearson", "Pearson", Better.LARGER, Correlation::pearson),
  /** {@link Correlation#spearman}: how well the rows are ordered. */
  SPEARMAN("spearman", "Spearman", Better.LARGER, Correlation::spearman),
  /** {@link ExpectedAuc}: the AUC to expect of labels drawn from the truth. */
  AUC("aucAgainstTruth", "AUC vs truth", Better.LARGER, ExpectedAuc::of);

  private final String key;
  private final String title;
  private final Better better;

  @SuppressWarnings("ImmutableEnumChecker") // method references without state
  private final Function<ProbabilityPairs, MetricValue> definition;

  TruthMetric(
      String key, String title, Better better, Function<ProbabilityPairs, MetricValue> definition) {
    this.key = key;
    this.title = title;
    this.better = better;
    this.definition = definition;
  }

  /** The name in configurations and JSON: {@code meanAbsoluteError}. */
  public String key() {
    return key;
  }

  /** The name at the head of a table's column: {@code MAE}. */
  public String title() {
    return title;
  }

  /** Which of two values on the same rows is better. */
  public Better better() {
    return better;
  }

  /** Computes the metric; undefined, with the reason, where the rows do not allow it. */
  public MetricValue of(ProbabilityPairs pairs) {
    return definition.apply(pairs);
  }
}
