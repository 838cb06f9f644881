package io.esmm.tower;

import io.esmm.embedding.EmbeddingTables;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.graph.Tensor;
import io.esmm.graph.op.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a tower is given to describe its network: the fields as tensors, and operations on tensors.
 * Shape letters: n rows (requests, impressions, elements or pairs, as the tensor says), d input
 * width, h output width.
 *
 * <p>Each layer's parameters are named after the event and the order of the layers, so the order of
 * the calls is part of a model's format. Not thread-safe.
 */
public final class TowerScope {
  private final String event;
  private final Operations operations;
  private final EmbeddingTables tables;
  private int layers;

  /**
   * @param event the event whose logit is described
   * @param operations of the graph that all towers share
   * @param tables the fields as tensors
   */
  public TowerScope(String event, Operations operations, EmbeddingTables tables) {
    this.event = event;
    this.operations = operations;
    this.tables = tables;
  }

  /** The event whose logit is described. */
  public String event() {
    return event;
  }

  /** Every field as a tensor, in the order of the configuration: embedded, pooled, or a number. */
  public List<Tensor> inputs() {
    List<Tensor> inputs = new ArrayList<>();
    for (int f = 0; f < tables.schema().fields().size(); f++) {
      inputs.add(tables.input(event, f));
    }
    return inputs;
  }

  /**
   * The elements of a sequence, one embedding each: [elements, e]. Where they meet a tensor with a
   * row for each impression the result has a row for each pair of the two.
   *
   * @throws IllegalArgumentException if the field is not declared or not a sequence
   */
  public Tensor elements(String field) {
    return tables.elements(event, index(field));
  }

  /** One field as a tensor: [n, e] if it is embedded or pooled, [n, 1] if it is a number. */
  public Tensor input(String field) {
    return tables.input(event, index(field));
  }

  private int index(String field) {
    FeatureSchema schema = tables.schema();
    int index = schema.indexOf(field);
    if (index < 0) {
      throw new IllegalArgumentException(
          "field ["
              + field
              + "] is not declared; known: "
              + schema.fields().stream().map(EncodedField::name).collect(Collectors.joining(", ")));
    }
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
    return operations.dense(event + "/dense" + layers++, x, width, activation.function());
  }

  /** activation(x), element by element. */
  public Tensor activate(Activation activation, Tensor x) {
    return operations.activate(activation.function(), x);
  }

  /** a + b, element by element. */
  public Tensor add(Tensor a, Tensor b) {
    return operations.add(a, b);
  }

  /** a * b, element by element. */
  public Tensor multiply(Tensor a, Tensor b) {
    return operations.multiply(a, b);
  }
}
