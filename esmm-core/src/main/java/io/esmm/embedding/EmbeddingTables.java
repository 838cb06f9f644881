package io.esmm.embedding;

import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.CrossField;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.NumericField;
import io.esmm.field.SequenceField;
import io.esmm.graph.Initializer;
import io.esmm.graph.Parameter;
import io.esmm.graph.Tensor;
import io.esmm.graph.op.Operations;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a model as tensors: embedded fields looked up or pooled in their tables, numbers as
 * they are. With {@code sharing: all} there is one table per vocabulary for all events (ESMM,
 * section 2.3 of the paper); with {@code none} each event has tables of its own (ESMM-NS).
 */
public final class EmbeddingTables {
  private final Operations operations;
  private final FeatureSchema schema;
  private final EmbeddingConfig config;

  public EmbeddingTables(Operations operations, FeatureSchema schema, EmbeddingConfig config) {
    this.operations = operations;
    this.schema = schema;
    this.config = config;
  }

  public FeatureSchema schema() {
    return schema;
  }

  /** The field at this place of the schema, as the tower of an event sees it. */
  public Tensor input(String event, int field) {
    EncodedField encoded = schema.fields().get(field);
    return switch (encoded) {
      case EncodedField.Number number -> operations.number(field, number);
      case EncodedField.Categorical f -> operations.lookup(field, f, table(event, f));
      case EncodedField.Bucketized f -> operations.lookup(field, f, table(event, f));
      case EncodedField.Bag f -> operations.pool(field, f, f.config().pooling(), table(event, f));
      case EncodedField.Sequence f ->
          operations.pool(field, f, f.config().pooling(), table(event, f));
      case EncodedField.Cross f when f.config().pooling() != null ->
          operations.pool(field, f, f.config().pooling(), table(event, f));
      case EncodedField.Cross f -> operations.lookup(field, f, table(event, f));
    };
  }

  /**
   * The elements of the sequence at this place of the schema, as the tower of an event sees them.
   *
   * @throws IllegalArgumentException if the field is not a sequence
   */
  public Tensor elements(String event, int field) {
    if (schema.fields().get(field) instanceof EncodedField.Sequence sequence) {
      return operations.elements(field, sequence, table(event, sequence));
    }
    throw new IllegalArgumentException(
        "field ["
            + schema.fields().get(field).name()
            + "] is not a sequence, so it has no elements; declare it as kind [sequence]");
  }

  private Parameter table(String event, EncodedField.Embedded field) {
    String prefix =
        switch (config.sharing()) {
          case ALL -> "";
          case NONE -> event + "/";
        };
    return new Parameter(
        prefix + "embedding/" + field.table(),
        field.tableRows(),
        dimension(field),
        Initializer.withDeviation(config.initialDeviation()),
        Parameter.Kind.TABLE);
  }

  /** The width of a field's embedding: that of the field that owns the table, else the default. */
  private int dimension(EncodedField.Embedded field) {
    int owner = schema.indexOf(field.table());
    Integer own = declared(schema.fields().get(owner < 0 ? schema.indexOf(field.name()) : owner));
    Integer asked = declared(field);
    if (asked != null && own != null && !asked.equals(own)) {
      throw new IllegalArgumentException(
          "field ["
              + field.name()
              + "] asks for dimension ["
              + asked
              + "] but shares the table of ["
              + field.table()
              + "], whose dimension is ["
              + own
              + "]; drop one of the two");
    }
    Integer chosen = own != null ? own : asked;
    return chosen != null ? chosen : config.dimension();
  }

  private static @Nullable Integer declared(EncodedField field) {
    return switch (field.config()) {
      case CategoricalField c -> c.dimension();
      case BagField c -> c.dimension();
      case SequenceField c -> c.dimension();
      case NumericField c -> c.dimension();
      case CrossField c -> c.dimension();
    };
  }
}
