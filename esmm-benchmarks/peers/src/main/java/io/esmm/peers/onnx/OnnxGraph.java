package io.esmm.peers.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes an ONNX model: values have names, and a node reads some and gives one. Numbers of fields
 * and types are those of ONNX's onnx.proto.
 */
final class OnnxGraph {
  private static final int IR_VERSION = 8;
  private static final int OPERATORS = 13;

  private final ProtoMessage graph = new ProtoMessage().put(Graph.NAME, "esmm");
  private int values;

  private static final class Model {
    static final int IR_VERSION = 1;
    static final int GRAPH = 7;
    static final int OPERATOR_SETS = 8;
  }

  private static final class OperatorSet {
    static final int DOMAIN = 1;
    static final int VERSION = 2;
  }

  private static final class Graph {
    static final int NODES = 1;
    static final int NAME = 2;
    static final int INITIALIZERS = 5;
    static final int INPUTS = 11;
    static final int OUTPUTS = 12;
  }

  private static final class Node {
    static final int INPUTS = 1;
    static final int OUTPUTS = 2;
    static final int OPERATOR = 4;
    static final int ATTRIBUTES = 5;
  }

  private static final class Attribute {
    static final int NAME = 1;
    static final int INTEGER = 3;
    static final int TYPE = 20;
    static final int TYPE_INTEGER = 2;
  }

  private static final class Tensor {
    static final int DIMENSIONS = 1;
    static final int TYPE = 2;
    static final int NAME = 8;
    static final int RAW = 9;
  }

  private static final class Value {
    static final int NAME = 1;
    static final int TYPE = 2;
    static final int TENSOR = 1;
    static final int ELEMENT = 1;
    static final int SHAPE = 2;
    static final int DIMENSIONS = 1;
    static final int SIZE = 1;
    static final int SIZE_NAME = 2;
  }

  /** Types of elements. */
  enum Element {
    FLOAT(1),
    INT64(7);

    private final int number;

    Element(int number) {
      this.number = number;
    }
  }

  /** An input with a row for each of n impressions; -1 stands for a size that a call chooses. */
  String input(String name, Element element, int... sizes) {
    graph.put(Graph.INPUTS, value(name, element, sizes));
    return name;
  }

  /** Gives a value of floats, [n, 1], to the caller. */
  void output(String name) {
    graph.put(Graph.OUTPUTS, value(name, Element.FLOAT, 1));
  }

  private static ProtoMessage value(String name, Element element, int... sizes) {
    ProtoMessage shape = new ProtoMessage();
    shape.put(Value.DIMENSIONS, new ProtoMessage().put(Value.SIZE_NAME, "n"));
    for (int size : sizes) {
      ProtoMessage dimension = new ProtoMessage();
      shape.put(
          Value.DIMENSIONS,
          size < 0
              ? dimension.put(Value.SIZE_NAME, name + "_size")
              : dimension.put(Value.SIZE, size));
    }
    ProtoMessage tensor =
        new ProtoMessage().put(Value.ELEMENT, element.number).put(Value.SHAPE, shape);
    return new ProtoMessage()
        .put(Value.NAME, name)
        .put(Value.TYPE, new ProtoMessage().put(Value.TENSOR, tensor));
  }

  /** A constant of floats. */
  String constant(String name, float[] values, int... sizes) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return constant(name, Element.FLOAT, raw.array(), sizes);
  }

  /** A constant of integers, [values.length]. */
  String constant(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return constant(name, Element.INT64, raw.array(), values.length);
  }

  private String constant(String name, Element element, byte[] raw, int... sizes) {
    ProtoMessage tensor = new ProtoMessage();
    for (int size : sizes) {
      tensor.put(Tensor.DIMENSIONS, size);
    }
    graph.put(
        Graph.INITIALIZERS,
        tensor.put(Tensor.TYPE, element.number).put(Tensor.NAME, name).put(Tensor.RAW, raw));
    return name;
  }

  /** What an operator makes of these values. */
  String node(String operator, List<String> inputs) {
    return node(operator, inputs, operator + "_" + values++, new ProtoMessage());
  }

  /** The same, given another name. */
  void name(String name, String value) {
    node("Identity", List.of(value), name, new ProtoMessage());
  }

  /** What an operator makes of these values along an axis. */
  String node(String operator, int axis, List<String> inputs) {
    ProtoMessage attribute =
        new ProtoMessage()
            .put(Attribute.NAME, "axis")
            .put(Attribute.INTEGER, axis)
            .put(Attribute.TYPE, Attribute.TYPE_INTEGER);
    return node(
        operator,
        inputs,
        operator + "_" + values++,
        new ProtoMessage().put(Node.ATTRIBUTES, attribute));
  }

  private String node(String operator, List<String> inputs, String output, ProtoMessage node) {
    inputs.forEach(input -> node.put(Node.INPUTS, input));
    graph.put(Graph.NODES, node.put(Node.OUTPUTS, output).put(Node.OPERATOR, operator));
    return output;
  }

  /** The model, as a file holds it. */
  byte[] bytes() {
    return new ProtoMessage()
        .put(Model.IR_VERSION, IR_VERSION)
        .put(Model.GRAPH, graph)
        .put(
            Model.OPERATOR_SETS,
            new ProtoMessage().put(OperatorSet.DOMAIN, "").put(OperatorSet.VERSION, OPERATORS))
        .bytes();
  }
}
