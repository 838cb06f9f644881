package io.esmm.peers.onnx;

import io.esmm.graph.Parameter;
import io.esmm.graph.Weights;
import io.esmm.numerics.Matrix;
import io.esmm.peers.onnx.OnnxGraph.Element;
import io.esmm.peers.shape.MlpShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a model of towers of type mlp as ONNX. Rows are flat, as most who export have them: n
 * impressions with the ids of all fields each. A field of single ids is the input {@code f0}, [n];
 * a bag is {@code f1}, [n, size], and the weights of its ids {@code f1_weights}, [n, 1, size],
 * where weights of 0 fill up shorter bags. Outputs are the conditional and the joint probability of
 * each event, {@code conditional_0}, {@code joint_0}, ..., [n, 1].
 */
final class OnnxExport {
  private final OnnxGraph onnx = new OnnxGraph();
  private final MlpShape shape;
  private final Weights weights;

  private OnnxExport(MlpShape shape, Weights weights) {
    this.shape = shape;
    this.weights = weights;
  }

  /** The model, as a file holds it. */
  static byte[] of(MlpShape shape, Weights weights) {
    return new OnnxExport(shape, weights).write();
  }

  /** The name of a field's ids. */
  static String ids(int field) {
    return "f" + field;
  }

  /** The name of the weights of a bag's ids. */
  static String idWeights(int field) {
    return "f" + field + "_weights";
  }

  /** The name of an event's probability given what it comes after. */
  static String conditional(int event) {
    return "conditional_" + event;
  }

  /** The name of an event's probability over all impressions. */
  static String joint(int event) {
    return "joint_" + event;
  }

  private byte[] write() {
    String axis = onnx.constant("axis", 1L);
    List<String> parts = new ArrayList<>();
    for (int f = 0; f < shape.fields().size(); f++) {
      MlpShape.Input field = shape.fields().get(f);
      String table = constant(field.table());
      if (field.kind() == MlpShape.Kind.ID) {
        String ids = onnx.input(ids(f), Element.INT64);
        parts.add(onnx.node("Gather", 0, List.of(table, ids))); // [n, e]
      } else {
        String ids = onnx.input(ids(f), Element.INT64, -1);
        String idWeights = onnx.input(idWeights(f), Element.FLOAT, 1, -1);
        String rows = onnx.node("Gather", 0, List.of(table, ids)); // [n, size, e]
        String pooled = onnx.node("MatMul", List.of(idWeights, rows)); // [n, 1, e]
        parts.add(onnx.node("Squeeze", List.of(pooled, axis))); // [n, e]
      }
    }
    String x = onnx.node("Concat", 1, parts); // [n, d]
    String joint = "";
    for (int e = 0; e < shape.towers().size(); e++) {
      String conditional = onnx.node("Sigmoid", List.of(logit(x, shape.towers().get(e))));
      joint = e == 0 ? conditional : onnx.node("Mul", List.of(joint, conditional));
      onnx.name(conditional(e), conditional);
      onnx.name(joint(e), joint);
      onnx.output(conditional(e));
      onnx.output(joint(e));
    }
    return onnx.bytes();
  }

  private String logit(String x, List<MlpShape.Layer> layers) {
    String y = x;
    for (int l = 0; l < layers.size(); l++) {
      MlpShape.Layer layer = layers.get(l);
      String bias =
          onnx.constant(layer.bias().name(), values(layer.bias()), layer.bias().columns());
      y = onnx.node("Gemm", List.of(y, constant(layer.weight()), bias)); // [n, h]
      if (l + 1 < layers.size()) {
        y = onnx.node("Relu", List.of(y));
      }
    }
    return y;
  }

  private String constant(Parameter parameter) {
    return onnx.constant(
        parameter.name(), values(parameter), parameter.rows(), parameter.columns());
  }

  private float[] values(Parameter parameter) {
    Matrix matrix = weights.of(parameter);
    float[] values = new float[matrix.rows() * matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      System.arraycopy(
          matrix.floats(), matrix.rowStart(r), values, r * matrix.columns(), matrix.columns());
    }
    return values;
  }
}
