package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * A factor that each row of a term has of its own, such as an inverse propensity that was estimated
 * elsewhere. The term stays a sum over rows divided by all rows of the batch: factors are not
 * normalised.
 */
@JsonClassDescription("a factor of each row of a term")
public record RowWeightConfig(
    @JsonPropertyDescription(
            "column of the raw rows, which need not be a field: greater than 0 and finite on each"
                + " row where what over names happened")
        String column) {
  /** Checks that the column has a name. */
  public RowWeightConfig {
    if (column.isBlank()) {
      throw new IllegalArgumentException("the column of rowWeight is blank; name it");
    }
  }
}
