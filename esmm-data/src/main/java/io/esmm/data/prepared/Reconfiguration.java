package io.esmm.data.prepared;

import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.CrossIds;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.field.NumericField;
import io.esmm.field.ReadField;
import io.esmm.field.SequenceField;
import java.util.List;

/** What was learnt for a schema's fields, under other configurations of the same fields. */
final class Reconfiguration {
  private Reconfiguration() {}

  /**
   * The fields asked for, in that order; their {@link DecisiveProperties} are those of the schema.
   */
  static FeatureSchema of(FeatureSchema schema, List<? extends FieldConfig> asked) {
    return FeatureSchema.of(
        asked,
        config -> field(schema.fields().get(schema.indexOf(config.name())), config),
        (config, _) -> cross(schema.fields().get(schema.indexOf(config.name()))));
  }

  private static EncodedField field(EncodedField field, ReadField config) {
    return switch (field) {
      case EncodedField.Categorical f ->
          new EncodedField.Categorical((CategoricalField) config, f.vocabulary(), f.shares());
      case EncodedField.Bag f -> new EncodedField.Bag((BagField) config, f.vocabulary());
      case EncodedField.Sequence f ->
          new EncodedField.Sequence((SequenceField) config, f.vocabulary());
      case EncodedField.Bucketized f ->
          new EncodedField.Bucketized((NumericField) config, f.buckets(), f.shares());
      case EncodedField.Number f -> new EncodedField.Number((NumericField) config, f.scale());
      case EncodedField.Cross f -> throw new IllegalArgumentException("a cross is not read");
    };
  }

  private static CrossIds cross(EncodedField field) {
    return ((EncodedField.Cross) field).ids();
  }
}
