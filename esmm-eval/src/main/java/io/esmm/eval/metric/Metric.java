package io.esmm.eval.metric;

import java.util.function.Function;

/** All metrics of probabilities against labels, under the names they have in JSON and in tables. */
public enum Metric {
  /** {@link Auc}: how well positives are ranked above negatives. */
  AUC("auc", "AUC", Better.LARGER, Auc::of),
  /** {@link Gauc}: the same within each group. */
  GAUC("gauc", "GAUC", Better.LARGER, Gauc::of),
  /** {@link PrAuc}: precision averaged over recall. */
  PR_AUC("prAuc", "PR-AUC", Better.LARGER, PrAuc::of),
  /** {@link LogLoss}: mean cross-entropy. */
  LOG_LOSS("logLoss", "log loss", Better.SMALLER, LogLoss::of),
  /** {@link NormalizedEntropy}: log loss beside that of a constant. */
  NORMALIZED_ENTROPY("normalizedEntropy", "NE", Better.SMALLER, NormalizedEntropy::of),
  /** {@link Pcoc}: predicted over observed events. */
  PCOC("pcoc", "PCOC", Better.CLOSER_TO_ONE, Pcoc::of),
  /** {@link CalibrationError} over {@link Binning#DEFAULT}. */
  ECE("ece", "ECE", Better.SMALLER, CalibrationError::of),
  /** {@link Brier}: mean squared difference. */
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

  /** Which of two values on the same rows is better. */
  public Better better() {
    return better;
  }

  /** Computes the metric; undefined, with the reason, where the rows do not allow it. */
  public MetricValue of(ScoredRows rows) {
    return definition.apply(rows);
  }
}
