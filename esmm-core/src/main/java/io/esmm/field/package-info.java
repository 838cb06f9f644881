/**
 * Fields: the named inputs of a model, as configured ({@link io.esmm.field.FieldConfig}) and as
 * learnt from the training rows ({@link io.esmm.field.EncodedField}: vocabulary, scale or buckets).
 * A {@link io.esmm.field.FeatureSchema} is all of a model's encoded fields; it is saved with the
 * model, and preparing data and scoring a request encode raw values through the same objects. A
 * {@link io.esmm.field.CrossField} has no raw value: {@link io.esmm.field.Combinations} computes it
 * from the ids of other fields.
 *
 * <p>Start at {@link io.esmm.field.FieldConfig}. A new kind of field is a new permitted record
 * there.
 */
@NullMarked
package io.esmm.field;

import org.jspecify.annotations.NullMarked;
