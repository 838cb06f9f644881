package io.esmm.eval.truth;

import io.esmm.eval.metric.Better;
import io.esmm.eval.metric.MetricValue;
import java.util.function.Function;

/** All metrics of predicted against true probabilities, with their names in JSON and in tables. */
public enum TruthMetric {
  MEAN_ABSOLUTE_ERROR("meanAbsoluteError", "MAE", Better.SMALLER, MeanAbsoluteError::of),
  ROOT_MEAN_SQUARED_ERROR("rootMeanSquaredError", "RMSE", Better.SMALLER, RootMeanSquaredError::of),
  PCOC("pcocAgainstTruth", "PCOC vs truth", Better.CLOSER_TO_ONE, PredictedOverTrue::of),
  PEARSON("pearson", "Pearson", Better.LARGER, Correlation::pearson),
  SPEARMAN("spearman", "Spearman", Better.LARGER, Correlation::spearman),
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

  public Better better() {
    return better;
  }

  public MetricValue of(ProbabilityPairs pairs) {
    return definition.apply(pairs);
  }
}
