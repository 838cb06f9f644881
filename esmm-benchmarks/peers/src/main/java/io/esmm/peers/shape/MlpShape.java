package io.esmm.peers.shape;

import io.esmm.config.EsmmConfig;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.graph.Parameter;
import io.esmm.graph.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of towers of type mlp, as far as others must know it to compute the same.
 *
 * @param fields in the order in which a tower's first layer reads them
 * @param towers for each event its layers, first layer first
 */
public record MlpShape(List<Input> fields, List<List<Layer>> towers) {

  /** Copies the lists. */
  public MlpShape {
    fields = List.copyOf(fields);
    towers = towers.stream().map(List::copyOf).toList();
  }

  /**
   * A field and its table.
   *
   * @param column its place in a batch
   * @param level where its rows live
   * @param kind one id a row, or a bag, or one whose ids have weights
   * @param table its embedding
   */
  public record Input(int column, Level level, Kind kind, Parameter table) {}

  /**
   * A dense layer.
   *
   * @param weight [d, h]
   * @param bias [1, h]
   */
  public record Layer(Parameter weight, Parameter bias) {}

  /** What a row of a field is. */
  public enum Kind {
    /** One id. */
    ID,
    /** Any number of ids, whose embeddings are added. */
    BAG,
    /** The same, each times its weight. */
    WEIGHTED_BAG
  }

  /**
   * The shape of a model.
   *
   * @param config towers of type mlp without regularization
   * @param schema its fields
   * @param weights whose parameters the shape names
   * @throws IllegalArgumentException if a field is neither categorical nor a bag that is summed
   */
  public static MlpShape of(EsmmConfig config, FeatureSchema schema, Weights weights) {
    List<Input> fields = new ArrayList<>();
    for (Level level : List.of(Level.REQUEST, Level.IMPRESSION)) {
      for (int f = 0; f < schema.fields().size(); f++) {
        EncodedField field = schema.fields().get(f);
        if (field.level() == level) {
          fields.add(new Input(f, level, kind(field), named(weights, "embedding/" + field.name())));
        }
      }
    }
    List<List<Layer>> towers =
        config.funnel().events().stream().map(event -> layers(weights, event.name())).toList();
    return new MlpShape(fields, towers);
  }

  private static Kind kind(EncodedField field) {
    return switch (field) {
      case EncodedField.Categorical _ -> Kind.ID;
      case EncodedField.Bag bag when bag.config().pooling() == Pooling.SUM -> Kind.BAG;
      case EncodedField.Bag bag when bag.config().pooling() == Pooling.WEIGHTED ->
          Kind.WEIGHTED_BAG;
      default ->
          throw new IllegalArgumentException(
              "field [" + field.name() + "] is neither categorical nor a bag that is summed");
    };
  }

  private static List<Layer> layers(Weights weights, String event) {
    long count =
        weights.parameters().stream()
            .filter(p -> p.name().matches(event + "/dense[0-9]+/weight"))
            .count();
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String layer = event + "/dense" + i;
      layers.add(new Layer(named(weights, layer + "/weight"), named(weights, layer + "/bias")));
    }
    return layers;
  }

  private static Parameter named(Weights weights, String name) {
    return weights.parameters().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no parameter [" + name + "]"));
  }

  /** Whether any field is a bag. */
  public boolean hasBags() {
    return fields.stream().anyMatch(field -> field.kind() != Kind.ID);
  }

  /** The width of an embedding. */
  public int width() {
    return fields.getFirst().table().columns();
  }

  /** The first row of each field's table, if one table holds all. */
  public int[] firstRows() {
    int[] first = new int[fields.size()];
    for (int f = 1; f < first.length; f++) {
      first[f] = first[f - 1] + fields.get(f - 1).table().rows();
    }
    return first;
  }

  /** The rows of all tables. */
  public int rows() {
    return fields.stream().mapToInt(field -> field.table().rows()).sum();
  }
}
