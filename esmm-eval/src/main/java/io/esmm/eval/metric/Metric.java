package io.esmm.eval.metric;

import java.util.function.Function;

/** All metrics of probabilities against labels, under the names they have in JSON and in tables. */
public enum Metric {
  AUC("auc", "AUC", Better.LARGER, Auc::of),
  GAUC("gauc", "GAUC", Better.LARGER, Gauc::of),
  PR_AUC("prAuc", "PR-AUC", Better.LARGER, PrAuc::of),
  LOG_LOSS("logLoss", "log loss", Better.SMALLER, LogLoss::of),
  NORMALIZED_ENTROPY("normalizedEntropy", "NE", Better.SMALLER, NormalizedEntropy::of),
  PCOC("pcoc", "PCOC", Better.CLOSER_TO_ONE, Pcoc::of),
  ECE("ece", "ECE", Better.SMALLER, CalibrationError::of),
  BRIER("brier", "Brier", Better.SMALLER, Brier::of);

  private final String key;
  private final String title;
  private final Better better;

  @SuppressWarnings("ImmutableEnumChecker") // method references without state
  private final Function<ScoredRows, MetricValue> definition;

  Metric(String key, String title, Better better, Function<ScoredRows, MetricValue> definition) {
    this.key = key;
    this.title = title;
    this.better = better;
    this.definition = definition;
  }

  /** The name in configurations and JSON: {@code prAuc}. */
  public String key() {
    return key;
  }

  /** The name at the head of a table's column: {@code PR-AUC}. */
  public String title() {
    return title;
  }

  public Better better() {
    return better;
  }

  public MetricValue of(ScoredRows rows) {
    return definition.apply(rows);
  }
}
