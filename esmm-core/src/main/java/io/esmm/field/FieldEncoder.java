package io.esmm.field;

import org.jspecify.annotations.Nullable;

/**
 * Turns one field's raw values into rows of its column; preparing data and scoring a request do it
 * here, so one value has one encoding.
 *
 * <ul>
 *   <li>categorical: the token's id; missing gives id 0, a value outside the vocabulary id 1
 *   <li>numeric: the scaled number, 0 if missing; with buckets the bucket's id, 0 if missing
 *   <li>bag: the ids of the tokens in their order, with their weights if the pooling is weighted;
 *       missing tokens are left out
 *   <li>sequence: the same without weights, only the latest {@code maxLength} ids
 * </ul>
 *
 * <p>A missing value of a field that {@link ReadField#assume assumes} one is encoded as that one.
 *
 * <p>A cross is no value's encoding: {@code io.esmm.batch.CrossColumns} computes it from its parts.
 *
 * <p>Immutable and thread-safe; the column and the value are the caller's.
 */
public final class FieldEncoder {
  private final EncodedField field;
  private final ReadField config;

  /** What stands for a value that is missing, if the field is assumed to have one. */
  private final @Nullable RawValue assumed;

  /**
   * An encoder of one field, by what was learnt for it.
   *
   * @throws IllegalArgumentException if the field is a cross
   */
  public FieldEncoder(EncodedField field) {
    this.field = field;
    this.config =
        switch (field.config()) {
          case ReadField read -> read;
          case CrossField cross ->
              throw new IllegalArgumentException(
                  "field [" + cross.name() + "] is a cross; it is computed from its parts");
        };
    String assume = config.assume();
    if (assume == null) {
      this.assumed = null;
    } else {
      this.assumed = new RawValue();
      this.assumed.add(assume);
    }
  }

  /** The field that this one encodes, with the vocabulary, buckets or scale that it goes by. */
  public EncodedField field() {
    return field;
  }

  /** What is wrong with the value, naming it, or null if {@link #encode} takes it. */
  public @Nullable String problem(RawValue value) {
    String problem = ValueCheck.problem(config, value);
    if (problem == null && field instanceof EncodedField.Number f) {
      double x = value.toNumber();
      if (!Float.isFinite(f.scale().apply(x))) {
        return "number [" + x + "] is outside the range of a float once scaled";
      }
    }
    return problem;
  }

  /**
   * Appends one row.
   *
   * @param value a value without a {@link #problem}; else the row's content is not defined
   * @param out the column of this field, as {@link io.esmm.batch.Batch} makes it
   * @throws ClassCastException if the column is of another kind
   */
  public void encode(RawValue value, Column out) {
    if (assumed != null && value.isMissing()) {
      encodeGiven(assumed, out);
    } else {
      encodeGiven(value, out);
    }
  }

  private void encodeGiven(RawValue value, Column out) {
    switch (field) {
      case EncodedField.Categorical f -> ((Column.Ids) out).add(single(f.vocabulary(), value));
      case EncodedField.Bucketized f -> ((Column.Ids) out).add(f.buckets().id(value.toNumber()));
      case EncodedField.Number f -> ((Column.Numbers) out).add(f.scale().apply(value.toNumber()));
      case EncodedField.Bag f -> bag(f.vocabulary(), value, 0, (Column.Bags) out);
      case EncodedField.Sequence f ->
          bag(
              f.vocabulary(),
              value,
              value.firstOfLatest(f.config().maxLength()),
              (Column.Bags) out);
      case EncodedField.Cross f -> throw new IllegalStateException("a cross has no value");
    }
  }

  private static int single(Vocabulary vocabulary, RawValue value) {
    if (value.isNumber()) {
      return vocabulary.id(value.numberToken());
    }
    return value.size() == 0 ? Vocabulary.MISSING : vocabulary.id(value, 0);
  }

  private static void bag(Vocabulary vocabulary, RawValue value, int first, Column.Bags out) {
    if (value.isNumber()) {
      add(vocabulary.id(value.numberToken()), 1f, out);
    }
    for (int i = first; i < value.size(); i++) {
      add(vocabulary.id(value, i), value.weight(i), out);
    }
    out.endRow();
  }

  private static void add(int id, float weight, Column.Bags out) {
    if (id != Vocabulary.MISSING) {
      out.add(id, weight);
    }
  }
}
