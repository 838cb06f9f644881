package io.esmm.embedding;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The embedding tables. */
@JsonClassDescription("the embedding tables")
public record EmbeddingConfig(
    @JsonPropertyDescription("width of an embedding where a field gives none, 1 to 4096")
        Integer dimension,
    @JsonPropertyDescription(
            "all: one set of tables for all towers, as in ESMM; none: each tower has its own, as in"
                + " ESMM-NS")
        Sharing sharing,
    @JsonPropertyDescription(
            "standard deviation of the uniform distribution that tables start from; 0 starts at"
                + " zero")
        Double initialDeviation,
    @JsonPropertyDescription(
            "strength of the penalty on table rows; a step's gradient of each row w that occurs in"
                + " its batch gets l2 w / n, where n counts the row's occurrences in the training"
                + " set; default 0")
        Double l2) {

  /** Without a penalty; null stands for the default. */
  public EmbeddingConfig(
      @Nullable Integer dimension, @Nullable Sharing sharing, @Nullable Double initialDeviation) {
    this(dimension, sharing, initialDeviation, null);
  }

  /** Null stands for the default: 18, {@code ALL}, 0.01, 0. */
  public EmbeddingConfig(
      @Nullable Integer dimension,
      @Nullable Sharing sharing,
      @Nullable Double initialDeviation,
      @Nullable Double l2) {
    this.l2 = l2 == null ? 0 : l2;
    if (!(this.l2 >= 0 && this.l2 < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("l2 [" + l2 + "] must be at least 0");
    }
    this.dimension = dimension == null ? 18 : dimension;
    this.sharing = sharing == null ? Sharing.ALL : sharing;
    this.initialDeviation = initialDeviation == null ? 0.01 : initialDeviation;
    if (this.dimension < 1 || this.dimension > 4096) {
      throw new IllegalArgumentException("dimension [" + dimension + "] must be in [1, 4096]");
    }
    if (!(this.initialDeviation >= 0 && this.initialDeviation <= 1)) {
      throw new IllegalArgumentException(
          "initialDeviation [" + initialDeviation + "] must be in [0, 1]");
    }
  }

  /** All defaults. */
  public static EmbeddingConfig defaults() {
    return new EmbeddingConfig(null, null, null);
  }

  /** Embeddings of this width, everything else by default. */
  public static EmbeddingConfig of(int dimension) {
    return new EmbeddingConfig(dimension, null, null);
  }

  /** The same, shared by other towers. */
  public EmbeddingConfig with(Sharing chosen) {
    return new EmbeddingConfig(dimension, chosen, initialDeviation, l2);
  }
}
