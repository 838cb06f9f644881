package io.esmm.graph.op;

import io.esmm.field.EncodedField;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.graph.Graph;
import io.esmm.graph.Initializer;
import io.esmm.graph.Op;
import io.esmm.graph.Parameter;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * The operations as methods, applied to tensors of one graph. Shapes are checked at once. Not
 * thread-safe.
 */
public final class Operations {
  private final Graph graph;

  public Operations(Graph graph) {
    this.graph = graph;
  }

  private Tensor apply(Op op) {
    return graph.apply(op);
  }

  /** The embedding of a categorical or bucketized field: one table row for each row. */
  public Tensor lookup(int field, EncodedField encoded, Parameter table) {
    return apply(new Lookup(field, encoded.name(), encoded.level(), table));
  }

  /** The pooled embeddings of a bag or sequence. */
  public Tensor pool(int field, EncodedField encoded, Pooling pooling, Parameter table) {
    return apply(new Pool(field, encoded.name(), encoded.level(), pooling, table));
  }

  /** A numeric field as a column of width 1. */
  public Tensor number(int field, EncodedField encoded) {
    return apply(new NumberInput(field, encoded.name(), encoded.level()));
  }

  /**
   * The parts side by side. Parts of both levels give a tensor at impression level; a {@link
   * #dense} layer over it never copies the request part to the impressions.
   */
  public Tensor concat(List<Tensor> parts) {
    List<Tensor> flat = new ArrayList<>();
    for (Tensor part : parts) {
      if (part.op() instanceof Concat inner) {
        flat.addAll(inner.parts());
      } else {
        flat.add(part);
      }
    }
    return flat.size() == 1 ? flat.get(0) : apply(new Concat(flat));
  }

  /** The tensor at impression level: each request's row stands for all its impressions. */
  public Tensor lift(Tensor x) {
    return switch (x.shape().level()) {
      case REQUEST -> apply(new Lift(x));
      case IMPRESSION -> x;
    };
  }

  /**
   * y[n,h] = activation(x w + b). Where x is a concatenation of request and impression parts this
   * is two products and a lift. The rows of the weight stand in the order of the parts of x, those
   * of the request first.
   *
   * @param name the prefix of the parameters' names: name/weight [d,h] and name/bias [1,h]
   */
  public Tensor dense(String name, Tensor x, int width, Activation activation) {
    int d = x.width();
    Parameter weight =
        new Parameter(
            name + "/weight", d, width, Initializer.glorot(d, width), Parameter.Kind.DENSE);
    Parameter bias =
        new Parameter(name + "/bias", 1, width, Initializer.ZEROS, Parameter.Kind.DENSE);
    if (x.op() instanceof Concat mixed && mixed.levels().size() > 1) {
      Tensor request = concat(mixed.at(Level.REQUEST));
      Tensor impression = concat(mixed.at(Level.IMPRESSION));
      Tensor base = apply(Dense.product(request, weight, 0));
      return apply(Dense.onBase(impression, base, weight, request.width(), bias, activation));
    }
    return apply(Dense.layer(x, weight, bias, activation));
  }

  /** activation(x), element by element. */
  public Tensor activate(Activation activation, Tensor x) {
    return apply(new Activate(activation, x));
  }

  /** a + b, element by element; a request-level operand is lifted if the other one is not. */
  public Tensor add(Tensor a, Tensor b) {
    boolean same = a.shape().level() == b.shape().level();
    return apply(new Add(same ? a : lift(a), same ? b : lift(b)));
  }

  /** a * b, element by element; a request-level operand is lifted if the other one is not. */
  public Tensor multiply(Tensor a, Tensor b) {
    boolean same = a.shape().level() == b.shape().level();
    return apply(new Multiply(same ? a : lift(a), same ? b : lift(b)));
  }
}
