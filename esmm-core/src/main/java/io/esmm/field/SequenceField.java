package io.esmm.field;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * A behavior sequence: ids in order of time, oldest first. Pooled like a bag unless a tower attends
 * to it.
 */
@JsonClassDescription("ids in order of time, oldest first")
public record SequenceField(
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
    @JsonPropertyDescription(
            "sum or mean, where a tower takes the sequence as one vector; default mean")
        @Nullable Pooling pooling,
    @JsonPropertyDescription("only the latest ids are kept; default 50")
        @Nullable Integer maxLength)
    implements VocabularyField {
  /**
   * Fills in the defaults: {@code minCount} 1, {@code pooling} mean, {@code maxLength} 50.
   *
   * @throws IllegalArgumentException if a property is out of its range, or the pooling is weighted:
   *     a sequence has no weights
   */
  public SequenceField {
    FieldRules.check(name, minCount, sharesVocabularyWith, dimension);
    minCount = minCount == null ? Integer.valueOf(1) : minCount;
    pooling = pooling == null ? Pooling.MEAN : pooling;
    maxLength = maxLength == null ? Integer.valueOf(50) : maxLength;
    if (pooling == Pooling.WEIGHTED) {
      throw new IllegalArgumentException(
          "pooling [weighted] needs weights, a sequence has none; use sum or mean");
    }
    if (maxLength < 1) {
      throw new IllegalArgumentException("maxLength [" + maxLength + "] must be at least 1");
    }
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

  /** Never null: the default stands where none was given. */
  @Override
  public Integer maxLength() {
    return requireNonNull(maxLength);
  }

  /** A sequence of another field's values, everything else by default. */
  public static SequenceField of(String name, Level level, String sharesVocabularyWith) {
    return new SequenceField(name, level, null, sharesVocabularyWith, null, null, null);
  }
}
