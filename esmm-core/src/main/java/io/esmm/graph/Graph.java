package io.esmm.graph;

import io.esmm.field.EncodedField;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.graph.op.Activate;
import io.esmm.graph.op.Add;
import io.esmm.graph.op.Concat;
import io.esmm.graph.op.Dense;
import io.esmm.graph.op.Lift;
import io.esmm.graph.op.Lookup;
import io.esmm.graph.op.Multiply;
import io.esmm.graph.op.NumberInput;
import io.esmm.graph.op.Pool;
import io.esmm.numerics.Activation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A description in the making: operations are applied to tensors, shapes are checked at once, and equal
 * operations on equal inputs give one tensor, so what several towers compute alike is computed once.
 * Not thread-safe.
 */
public final class Graph {
  private final Map<Op, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  /** The tensor of an operation. */
  public Tensor apply(Op op) {
    Tensor known = tensors.get(op);
    if (known != null) {
      return known;
    }
    for (Parameter parameter : op.parameters()) {
      Parameter other = parameters.putIfAbsent(parameter.name(), parameter);
      if (other != null && !other.equals(parameter)) {
        throw new IllegalArgumentException(
            "parameter [" + parameter.name() + "] is declared twice: " + other + " and " + parameter);
      }
    }
    Tensor made = new Tensor(tensors.size(), op);
    tensors.put(op, made);
    return made;
  }

  /** All parameters in the order of their first use. */
  public List<Parameter> parameters() {
    return List.copyOf(parameters.values());
  }

  /** All tensors, inputs before what is made of them. */
  public List<Tensor> tensors() {
    return List.copyOf(tensors.values());
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
   * The parts side by side. Parts of both levels give a tensor at impression level; a {@link #dense}
   * layer over it never copies the request part to the impressions.
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
   * y[n,h] = activation(x w + b). Where x is a concatenation of request and impression parts this is
   * two products and a lift. The rows of the weight stand in the order of the parts of x, those of
   * the request first.
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
