package io.esmm.field;

import org.jspecify.annotations.Nullable;

/** A field whose values are read from raw rows or requests, where a cross is computed. */
public sealed interface ReadField extends FieldConfig permits VocabularyField, NumericField {

  /**
   * The event behind which the field's value exists, such as an impression for its position; null
   * if it exists from the beginning.
   */
  default @Nullable String knownAfter() {
    return null;
  }

  /** The value that stands for one that is not known yet; null for none. */
  default @Nullable String assume() {
    return null;
  }

  /** Whether probabilities are averaged over the field's values where it is not known yet. */
  default boolean marginalizes() {
    return false;
  }
}
