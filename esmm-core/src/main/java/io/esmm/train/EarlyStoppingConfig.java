package io.esmm.train;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ends training when a validation metric no longer improves; the best weights are kept. */
@JsonClassDescription(
    "ends training when a metric on the validation rows no longer improves; the best weights are"
        + " kept")
public record EarlyStoppingConfig(
    @JsonPropertyDescription(
            "the metric on the validation rows, probability.metric:event, such as"
                + " joint.auc:conversion")
        String metric,
    @JsonPropertyDescription("evaluations in a row without improvement that are borne; default 1")
        Integer patience,
    @JsonPropertyDescription("steps between evaluations; without it, one at the end of each epoch")
        @Nullable Integer everySteps,
    @JsonPropertyDescription("a change up to this counts as no improvement; default 0")
        Double minDelta) {
  private static final Pattern METRIC =
      Pattern.compile("(joint|conditional)\\.[A-Za-z][A-Za-z0-9]*:[A-Za-z][A-Za-z0-9_-]*");

  /** Null stands for the default: patience 1, every epoch, 0. */
  public EarlyStoppingConfig(
      String metric,
      @Nullable Integer patience,
      @Nullable Integer everySteps,
      @Nullable Double minDelta) {
    this.metric = metric;
    this.patience = patience == null ? 1 : patience;
    this.everySteps = everySteps;
    this.minDelta = minDelta == null ? 0 : minDelta;
    if (!METRIC.matcher(metric).matches()) {
      throw new IllegalArgumentException(
          "metric ["
              + metric
              + "] must be joint or conditional, a dot, a metric, a colon and an event, such as"
              + " joint.auc:conversion");
    }
    if (this.patience < 1) {
      throw new IllegalArgumentException("patience [" + patience + "] must be at least 1");
    }
    if (everySteps != null && everySteps < 1) {
      throw new IllegalArgumentException("everySteps [" + everySteps + "] must be at least 1");
    }
    if (!(this.minDelta >= 0 && this.minDelta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("minDelta [" + minDelta + "] must be at least 0");
    }
  }

  /** The event that the metric is about. */
  public String event() {
    return metric.substring(metric.indexOf(':') + 1);
  }
}
