package io.esmm.funnel;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.tower.TowerConfig;
import org.jspecify.annotations.Nullable;

/**
 * The delay of an event, learnt beside its probability (Chapelle, KDD 2014): with it, rows whose
 * label is open train too, as {@link Delay} says.
 */
@JsonClassDescription(
    "a model of the delay, by which rows with an open label train too (Chapelle, KDD 2014)")
public record DelayConfig(
    @JsonPropertyDescription(
            "column with the time from the event before this one to this one, in the unit of"
                + " elapsed; needed where the event happened")
        String column,
    @JsonPropertyDescription(
            "a usual delay, in the unit of elapsed: the mean delay where the tower's logit is 0;"
                + " default: a tenth of length")
        @Nullable Double typical,
    @JsonPropertyDescription(
            "the network that gives the logit s of the rate, which is softplus(s) / (typical ln"
                + " 2); type chooses it")
        TowerConfig tower) {
  /** Checks that the column has a name and the typical delay is a positive number. */
  public DelayConfig {
    if (column.isBlank()) {
      throw new IllegalArgumentException("the column of the delay is blank; name it");
    }
    if (typical != null && !(typical >= Float.MIN_NORMAL && typical <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "typical [" + typical + "] must be greater than 0 and finite");
    }
  }
}
