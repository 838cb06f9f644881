package io.esmm.data.vocabulary;

import io.esmm.field.EncodedField;
import io.esmm.field.NumberScale;
import io.esmm.field.NumericField;
import io.esmm.field.RawValue;

/**
 * Mean and deviation of a field's numbers, after the logarithm if the field takes it. One pass, as
 * in B. P. Welford, "Note on a method for calculating corrected sums of squares and products",
 * Technometrics 4 (1962). Numbers that are all the same, or none, give a deviation of 1.
 */
final class ScaleLearner implements FieldLearner {
  private final NumericField field;
  private final NumberScale logarithm;
  private long count;
  private double mean;
  private double squares;

  ScaleLearner(NumericField field) {
    this.field = field;
    this.logarithm = new NumberScale(field.log(), 0, 1);
  }

  @Override
  public void see(RawValue value) {
    double x = value.toNumber();
    if (Double.isNaN(x) || !field.standardize()) {
      return;
    }
    double logged = logarithm.logged(x);
    count++;
    double distance = logged - mean;
    mean += distance / count;
    squares += distance * (logged - mean);
  }

  @Override
  public EncodedField finish() {
    if (count == 0) {
      return new EncodedField.Number(field, logarithm);
    }
    double deviation = Math.sqrt(squares / count);
    return new EncodedField.Number(
        field, new NumberScale(field.log(), mean, deviation > 0 ? deviation : 1));
  }
}
