package io.esmm.field;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Any number of ids per row, in no order, with or without weights. */
@JsonClassDescription("any number of ids per row, in no order, with or without weights")
public record BagField(
    @JsonPropertyDescription("unique name of the field") String name,
    @JsonPropertyDescription(
            "request: one value for all impressions of a request; impression: one each")
        Level level,
    @JsonPropertyDescription(
            "values seen fewer times in the training rows share the unknown id; default 1")
        @Nullable Integer minCount,
    @JsonPropertyDescription("name of the field whose vocabulary and embedding table this one uses")
        @Nullable String sharesVocabularyWith,
    @JsonPropertyDescription("width of the embedding; default: embedding.dimension")
        @Nullable Integer dimension,
    @JsonPropertyDescription("sum, mean or weighted; default mean") @Nullable Pooling pooling)
    implements VocabularyField {
  /**
   * Fills in the defaults: {@code minCount} 1, {@code pooling} mean.
   *
   * @throws IllegalArgumentException if the name or a number is not as it must be, or the field
   *     shares its own vocabulary
   */
  public BagField {
    FieldRules.check(name, minCount, sharesVocabularyWith, dimension);
    minCount = minCount == null ? Integer.valueOf(1) : minCount;
    pooling = pooling == null ? Pooling.MEAN : pooling;
  }

  /** Never null: the default stands where none was given. */
  @Override
  public Integer minCount() {
    return requireNonNull(minCount);
  }

  /** Never null: the default stands where none was given. */
  @Override
  public Pooling pooling() {
    return requireNonNull(pooling);
  }

  /** A field with a vocabulary of its own, everything else by default. */
  public static BagField of(String name, Level level) {
    return new BagField(name, level, null, null, null, null);
  }
}
