package io.esmm.embedding;

import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.CrossField;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.NumericField;
import io.esmm.field.Pooling;
import io.esmm.field.SequenceField;
import io.esmm.graph.Initializer;
import io.esmm.graph.Parameter;
import io.esmm.graph.Tensor;
import io.esmm.graph.UpdateRule;
import io.esmm.graph.op.Operations;
import io.esmm.graph.op.SparseLinear;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a model as tensors: embedded fields looked up or pooled in their tables, numbers as
 * they are. With {@code sharing: all} there is one table per vocabulary for all events (ESMM,
 * section 2.3 of the paper); with {@code none} each event has tables of its own (ESMM-NS). Not
 * thread-safe, as the graph that it adds to is not.
 */
public final class EmbeddingTables {
  private final Operations operations;
  private final FeatureSchema schema;
  private final EmbeddingConfig config;

  /** Tables for the fields of a schema, declared in the graph when a tower first reads them. */
  public EmbeddingTables(Operations operations, FeatureSchema schema, EmbeddingConfig config) {
    this.operations = operations;
    this.schema = schema;
    this.config = config;
  }

  /** The fields, in the order that their places follow. */
  public FeatureSchema schema() {
    return schema;
  }

  /** The field at this place of the schema, as the tower of an event sees it. */
  public Tensor input(String event, int field) {
    EncodedField encoded = schema.fields().get(field);
    return switch (encoded) {
      case EncodedField.Number number -> operations.number(field, number);
      case EncodedField.Embedded f -> {
        @Nullable Pooling pooling = pooling(f);
        yield pooling == null
            ? operations.lookup(field, f, table(event, f))
            : operations.pool(field, f, pooling, table(event, f));
      }
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

  /**
   * A linear model over fields: the sum of a weight for each of their ids, and of a weight times
   * each number. The weights begin at 0 and are the caller's own, whatever the embeddings share.
   *
   * @param name what the parameters' names begin with, followed by the field's name
   * @param fields places of fields in the schema, at least one, none twice
   * @param update how the weights follow their gradient
   */
  public Tensor linear(String name, List<Integer> fields, UpdateRule update) {
    Map<Level, List<SparseLinear.Term>> terms = new EnumMap<>(Level.class);
    List<Tensor> sums = new ArrayList<>();
    for (int field : fields) {
      EncodedField encoded = schema.fields().get(field);
      String weights = name + "/" + encoded.name();
      switch (encoded) {
        case EncodedField.Number f ->
            sums.add(
                operations.product(
                    operations.number(field, f),
                    new Parameter(weights, 1, 1, Initializer.ZEROS, Parameter.Kind.DENSE, update)));
        case EncodedField.Embedded f ->
            terms
                .computeIfAbsent(f.level(), _ -> new ArrayList<>())
                .add(
                    new SparseLinear.Term(
                        field,
                        f.name(),
                        pooling(f),
                        new Parameter(
                            weights,
                            f.tableRows(),
                            1,
                            Initializer.ZEROS,
                            Parameter.Kind.TABLE,
                            update)));
      }
    }
    terms.forEach((level, each) -> sums.add(operations.linear(level, each)));
    return sums.stream()
        .reduce(operations::add)
        .orElseThrow(() -> new IllegalArgumentException("a linear model needs a field"));
  }

  /** How a field's ids in one row are pooled; null if there is one id. */
  private static @Nullable Pooling pooling(EncodedField.Embedded field) {
    return switch (field) {
      case EncodedField.Bag f -> f.config().pooling();
      case EncodedField.Sequence f -> f.config().pooling();
      case EncodedField.Cross f -> f.config().pooling();
      case EncodedField.Categorical f -> null;
      case EncodedField.Bucketized f -> null;
    };
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
            Parameter.Kind.TABLE)
        .withL2(config.l2());
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
