package io.esmm.field;

import org.jspecify.annotations.Nullable;

/** A field whose values are tokens, numbered by a vocabulary of its own or of another field. */
public sealed interface VocabularyField extends ReadField
    permits CategoricalField, BagField, SequenceField {

  /**
   * Tokens seen fewer times in the training rows share the unknown id; the owner's count decides.
   */
  Integer minCount();

  /** The field whose vocabulary this one uses, or null for its own. */
  @Nullable String sharesVocabularyWith();
}
