package io.esmm.tower;

import io.esmm.embedding.EmbeddingTables;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.graph.Tensor;
import io.esmm.graph.op.Operations;
import io.esmm.problem.Suggestion;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a tower or trunk is given to describe its network: the fields as tensors, and operations on
 * tensors. Shape letters: n rows (requests, impressions, elements or pairs, as the tensor says), d
 * input width, h output width.
 *
 * <p>Each layer's parameters are named after the network (the event of a tower, {@code trunk}) and
 * the order of the layers, so the order of the calls is part of a model's format. A network of many
 * parts gives them names of their own with {@link #part}. Not thread-safe.
 */
public class NetworkScope {
  private final String name;
  private final String owner;
  private final Operations operations;
  private final EmbeddingTables tables;
  private final FieldReading reading;
  private int layers;
  private int activations;
  private int normalizations;
  private int dropouts;

  /**
   * @param name what the names of the parameters begin with
   * @param owner whose embedding tables are read, where each has its own
   * @param reading which fields are known to the network
   */
  NetworkScope(
      String name,
      String owner,
      Operations operations,
      EmbeddingTables tables,
      FieldReading reading) {
    this.reading = reading;
    this.name = name;
    this.owner = owner;
    this.operations = operations;
    this.tables = tables;
  }

  /**
   * The same for a part of the network, whose parameters are named after it: {@code
   * trunk/expert0/dense0/weight} for the part {@code expert0} of the trunk. Each call begins anew
   * to count the part's layers: ask once, or again where the same layers are to be applied to
   * something else with the same weights.
   */
  public NetworkScope part(String part) {
    return new NetworkScope(name + "/" + part, owner, operations, tables, reading);
  }

  /**
   * The names of all fields that are known where the network's result is wanted, in the order of
   * the configuration: not those that are known only after a later event.
   */
  public List<String> fields() {
    return known().map(EncodedField::name).toList();
  }

  private Stream<EncodedField> known() {
    return tables.schema().fields().stream().filter(field -> reading.isKnown(field.name()));
  }

  /**
   * What the network reads if its configuration says nothing else: every one of {@link #fields} as
   * a tensor, embedded, pooled, or a number.
   */
  public List<Tensor> inputs() {
    return fields().stream().map(this::input).toList();
  }

  /**
   * What the network reads: the fields that its configuration names, or {@link #inputs()} if it
   * names none.
   *
   * @param fields names of fields; null for the default
   */
  public List<Tensor> inputs(@Nullable List<String> fields) {
    return fields == null ? inputs() : fields.stream().map(this::input).toList();
  }

  /**
   * What the network reads beside fields that it takes in another way, such as attended sequences:
   * as {@link #inputs(List)}, without those.
   */
  public List<Tensor> inputsBeside(List<String> taken, @Nullable List<String> fields) {
    List<String> names = fields == null ? fields() : fields;
    return names.stream().filter(name -> !taken.contains(name)).map(this::input).toList();
  }

  /**
   * The elements of a sequence, one embedding each: [elements, e]. Where they meet a tensor with a
   * row for each impression the result has a row for each pair of the two.
   *
   * @throws IllegalArgumentException if the field is not declared or not a sequence
   */
  public Tensor elements(String field) {
    return tables.elements(owner, index(field));
  }

  /** One field as a tensor: [n, e] if it is embedded or pooled, [n, 1] if it is a number. */
  public Tensor input(String field) {
    return tables.input(owner, index(field));
  }

  /**
   * One embedded field as a tensor: [n, e].
   *
   * @throws IllegalArgumentException if the field is not declared or is a plain number
   */
  public Tensor embedding(String field) {
    if (tables.schema().fields().get(index(field)) instanceof EncodedField.Embedded) {
      return input(field);
    }
    throw new IllegalArgumentException(
        "field ["
            + field
            + "] is a number, not an embedding; name a categorical field, or give it buckets");
  }

  /**
   * A linear model over fields: the sum of a weight for each of their ids (a bag's counted as its
   * pooling says) and of a weight times each number, [n, 1]. The weights begin at 0; a field's are
   * named after the network and the field, so give it a {@link #part} of its own.
   *
   * @param fields names of fields, at least one, none twice
   * @param optimizer of the weights
   */
  public Tensor linearOver(List<String> fields, UpdateConfig optimizer) {
    return tables.linear(name, fields.stream().map(this::index).toList(), optimizer.rule());
  }

  /** The names of the fields that have ids, crosses among them: all but numbers without buckets. */
  public List<String> fieldsWithIds() {
    return known().filter(EncodedField.Embedded.class::isInstance).map(EncodedField::name).toList();
  }

  /** The names of the fields that are read, which are all but the crosses. */
  public List<String> fieldsWithoutCrosses() {
    return known()
        .filter(field -> !(field instanceof EncodedField.Cross))
        .map(EncodedField::name)
        .toList();
  }

  private int index(String field) {
    FeatureSchema schema = tables.schema();
    int index = schema.indexOf(field);
    if (index < 0) {
      throw new IllegalArgumentException(
          "field ["
              + field
              + "] is not declared; "
              + Suggestion.remedy(
                  field, schema.fields().stream().map(EncodedField::name).toList()));
    }
    reading.read(field);
    return index;
  }

  /**
   * The parts side by side: [n, d1 + d2 + ...], with the coarsest rows that all parts lift to:
   * impressions, if some parts have a row for each request and some for each impression.
   */
  public Tensor concat(List<Tensor> parts) {
    return operations.concat(parts);
  }

  /** activation(x w + b): [n, d] to [n, width], with a weight and bias of its own. */
  public Tensor dense(Tensor x, int width, Activation activation) {
    return dense(x, width, activation, 0);
  }

  /** x w: [n, d] to [n, width], with a weight of its own and no bias. */
  public Tensor linear(Tensor x, int width) {
    return linear(x, width, 0);
  }

  /**
   * The same with a penalty on its weight, as that of {@link #dense(Tensor, int, Activation,
   * double)}.
   */
  public Tensor linear(Tensor x, int width, double l2) {
    return operations.linear(name + "/linear" + layers++, x, width, l2);
  }

  /**
   * activation(x w + b): [n, d] to [n, width], with a weight and bias of its own.
   *
   * @param l2 the penalty l2 / 2 times the sum of the squared weights is added to the mean loss of
   *     an impression; the bias has none
   */
  public Tensor dense(Tensor x, int width, Activation activation, double l2) {
    return activation.ofDense(operations, name + "/dense" + layers++, x, width, l2);
  }

  /** activation(x), [n, d] to [n, d]. */
  public Tensor activate(Activation activation, Tensor x) {
    return activation.of(operations, name + "/activation" + activations++, x);
  }

  /** The columns or rows of x brought to mean 0 and variance 1: [n, d] to [n, d]. */
  public Tensor normalize(Normalization normalization, Tensor x) {
    return switch (normalization) {
      case NONE -> x;
      case BATCH -> operations.batchNorm(name + "/normalization" + normalizations++, x);
      case LAYER -> operations.layerNorm(name + "/normalization" + normalizations++, x);
    };
  }

  /**
   * In training each element is dropped with probability {@code rate}, else divided by 1 - rate;
   * when scoring nothing happens.
   *
   * @param rate in [0, 1); 0 gives x itself
   */
  public Tensor dropout(Tensor x, double rate) {
    return operations.dropout(name + "/dropout" + dropouts++, x, rate);
  }

  /** a + b, element by element. */
  public Tensor add(Tensor a, Tensor b) {
    return operations.add(a, b);
  }

  /** a - b, element by element. */
  public Tensor subtract(Tensor a, Tensor b) {
    return operations.subtract(a, b);
  }

  /** a * b, element by element. */
  public Tensor multiply(Tensor a, Tensor b) {
    return operations.multiply(a, b);
  }

  /** factor * x, element by element; the factor is a number that is not learnt. */
  public Tensor scale(double factor, Tensor x) {
    return operations.scale(factor, x);
  }

  /** The sum of a * b along each row: [n, d] and [n, d] to [n, 1]. */
  public Tensor dot(Tensor a, Tensor b) {
    return operations.dot(a, b);
  }

  /** e^x divided by its sum along each row: [n, k] to [n, k]. */
  public Tensor softmax(Tensor x) {
    return operations.softmax(x);
  }

  /**
   * The sum over k of weights[n,k] parts[k][n,h]: a weight [n, k] for each of k parts [n, h] to [n,
   * h].
   */
  public Tensor mix(Tensor weights, List<Tensor> parts) {
    return operations.mix(weights, parts);
  }

  /**
   * A softmax over the elements of each impression's sequence, column by column: [pairs, d] to
   * [pairs, d].
   */
  public Tensor sequenceSoftmax(Tensor pairs) {
    return operations.sequenceSoftmax(pairs);
  }

  /**
   * The sum of the elements of each impression's sequence, weighted: zeros for an empty one.
   *
   * @param weights [pairs, 1]
   * @param elements [elements, e]
   * @return [impressions, e]
   */
  public Tensor weightedSum(Tensor weights, Tensor elements) {
    return operations.weightedSum(weights, elements);
  }
}
