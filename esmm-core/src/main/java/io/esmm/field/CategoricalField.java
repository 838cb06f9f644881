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
        @Nullable Integer dimension)
    implements VocabularyField {
  public CategoricalField {
    FieldRules.check(name, minCount, sharesVocabularyWith, dimension);
    minCount = minCount == null ? Integer.valueOf(1) : minCount;
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
}
