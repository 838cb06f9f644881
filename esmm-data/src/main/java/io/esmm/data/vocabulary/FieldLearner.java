package io.esmm.data.vocabulary;

import io.esmm.field.EncodedField;
import io.esmm.field.RawValue;

/** Learns what one field needs for its encoding. */
interface FieldLearner {

  /** Takes in the field's value in one training row. */
  void see(RawValue value);

  /** The field with what was learnt. */
  EncodedField finish();
}
