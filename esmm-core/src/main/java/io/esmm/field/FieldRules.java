package io.esmm.field;

import org.jspecify.annotations.Nullable;

/** What every kind of field demands of its properties. */
final class FieldRules {
  private FieldRules() {}

  static void check(
      String name,
      @Nullable Integer minCount,
      @Nullable String sharesVocabularyWith,
      @Nullable Integer dimension) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name must not be blank");
    }
    if (minCount != null && minCount < 1) {
      throw new IllegalArgumentException("minCount [" + minCount + "] must be at least 1");
    }
    if (name.equals(sharesVocabularyWith)) {
      throw new IllegalArgumentException(
          "sharesVocabularyWith [" + name + "] is the field itself; name another field");
    }
    if (dimension != null && (dimension < 1 || dimension > 4096)) {
      throw new IllegalArgumentException("dimension [" + dimension + "] must be in [1, 4096]");
    }
  }
}
