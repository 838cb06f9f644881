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

  static void checkKnownAfter(
      String name,
      Level level,
      @Nullable String knownAfter,
      @Nullable String assume,
      @Nullable Boolean marginalize) {
    boolean marginalizes = Boolean.TRUE.equals(marginalize);
    if (knownAfter == null) {
      if (assume != null || marginalizes) {
        throw new IllegalArgumentException(
            (assume != null ? "assume" : "marginalize")
                + " is for a field that is not known from the beginning; name the event in"
                + " knownAfter");
      }
      return;
    }
    if (level != Level.IMPRESSION) {
      throw new IllegalArgumentException(
          "field ["
              + name
              + "] is known after ["
              + knownAfter
              + "], so each candidate has its own; its level must be [impression]");
    }
    if ((assume != null) == marginalizes) {
      throw new IllegalArgumentException(
          "field ["
              + name
              + "] is known after ["
              + knownAfter
              + "]; say what stands for it before that: either assume a value or marginalize");
    }
    if (assume != null && assume.isBlank()) {
      throw new IllegalArgumentException("assume is blank; give a value of the field");
    }
  }
}
