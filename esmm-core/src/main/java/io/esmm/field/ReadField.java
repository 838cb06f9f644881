package io.esmm.field;

/** A field whose values are read from raw rows or requests, where a cross is computed. */
public sealed interface ReadField extends FieldConfig permits VocabularyField, NumericField {}
