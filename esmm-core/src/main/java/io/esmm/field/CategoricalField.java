package io.esmm.field;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** One id per row: user, item, category, hour. Looked up in an embedding table. */
@JsonClassDescription("one id per row: user, item, category, hour")
public record CategoricalField(
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
            "the event after which the value is known, such as impression for a position; only"
                + " towers of events behind that one read the field")
        @Nullable String knownAfter,
    @JsonPropertyDescription(
            "with knownAfter: the value that counts where none is given; this or marginalize")
        @Nullable String assume,
    @JsonPropertyDescription(
            "with knownAfter: where no value is given, probabilities are averaged over the values"
                + " of the training rows on which that event happened; for one field of a model")
        @Nullable Boolean marginalize)
    implements VocabularyField {
  /**
   * Fills in the default: {@code minCount} 1.
   *
   * @throws IllegalArgumentException if a property is out of its range, or does not go with {@code
   *     knownAfter}
   */
  public CategoricalField {
    FieldRules.check(name, minCount, sharesVocabularyWith, dimension);
    FieldRules.checkKnownAfter(name, level, knownAfter, assume, marginalize);
    minCount = minCount == null ? Integer.valueOf(1) : minCount;
  }

  /** A field that is known from the beginning. */
  public CategoricalField(
      String name,
      Level level,
      @Nullable Integer minCount,
      @Nullable String sharesVocabularyWith,
      @Nullable Integer dimension) {
    this(name, level, minCount, sharesVocabularyWith, dimension, null, null, null);
  }

  /** Never null: the default stands where none was given. */
  @Override
  public Integer minCount() {
    return requireNonNull(minCount);
  }

  /** A field with a vocabulary of its own, everything else by default. */
  public static CategoricalField of(String name, Level level) {
    return new CategoricalField(name, level, null, null, null);
  }

  @Override
  public boolean marginalizes() {
    return Boolean.TRUE.equals(marginalize);
  }
}
