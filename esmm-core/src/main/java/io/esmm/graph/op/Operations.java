package io.esmm.graph.op;

import io.esmm.field.EncodedField;
import io.esmm.field.Pooling;
import io.esmm.graph.Graph;
import io.esmm.graph.Initializer;
import io.esmm.graph.Op;
import io.esmm.graph.Parameter;
import io.esmm.graph.Rows;
import io.esmm.graph.Tensor;
import io.esmm.numerics.ElementFunction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** The embeddings of a sequence's elements: one table row for each element. */
  public Tensor elements(int field, EncodedField.Sequence encoded, Parameter table) {
    return apply(new SequenceLookup(Rows.elements(field, encoded), table));
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
   * The parts side by side. Parts with different rows give a tensor with the coarsest rows that all
   * lift to, such as impressions for requests and impressions; a {@link #dense} layer over it never
   * copies the coarser parts.
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
    return lift(x, Rows.IMPRESSIONS);
  }

  /** Each row of x for all the finer rows that belong to it; x itself if it has them already. */
  public Tensor lift(Tensor x, Rows to) {
    return x.shape().rows().equals(to) ? x : apply(new Lift(x, to));
  }

  /**
   * y[n,h] = activation(x w + b). Where x is a concatenation of parts with different rows this is
   * one product for each kind of rows, lifted and added: the part that belongs to a request is
   * computed once per request. The rows of the weight stand in the order of the parts of x, those
   * with coarser rows first.
   *
   * @param name the prefix of the parameters' names: name/weight [d,h] and name/bias [1,h]
   */
  public Tensor dense(String name, Tensor x, int width, ElementFunction activation) {
    Parameter bias =
        new Parameter(name + "/bias", 1, width, Initializer.ZEROS, Parameter.Kind.DENSE);
    return layer(name, x, width, bias, activation);
  }

  /**
   * y[n,h] = x w, as {@link #dense} without bias and activation.
   *
   * @param name the prefix of the parameter's name: name/weight [d,h]
   */
  public Tensor linear(String name, Tensor x, int width) {
    return layer(name, x, width, null, ElementFunction.IDENTITY);
  }

  private Tensor layer(
      String name, Tensor x, int width, @Nullable Parameter bias, ElementFunction activation) {
    int d = x.width();
    Parameter weight =
        new Parameter(
            name + "/weight", d, width, Initializer.glorot(d, width), Parameter.Kind.DENSE);
    if (x.op() instanceof Concat mixed && mixed.kinds().size() > 1) {
      return products(mixed, weight, bias, activation);
    }
    return apply(new Dense(x, List.of(), weight, 0, bias, activation));
  }

  /** A product waits until it is the base of one with finer rows. */
  private Tensor products(
      Concat mixed, Parameter weight, @Nullable Parameter bias, ElementFunction activation) {
    List<Tensor> waiting = new ArrayList<>();
    int firstRow = 0;
    for (Rows kind : mixed.kinds()) {
      Tensor part = concat(mixed.at(kind));
      List<Tensor> bases =
          waiting.stream().filter(base -> base.shape().rows().liftsTo(kind)).toList();
      waiting.removeAll(bases);
      boolean last = firstRow + part.width() == weight.rows();
      boolean whole = last && waiting.isEmpty();
      waiting.add(
          apply(
              new Dense(
                  part,
                  bases,
                  weight,
                  firstRow,
                  last ? bias : null,
                  whole ? activation : ElementFunction.IDENTITY)));
      firstRow += part.width();
    }
    // Two are left if no part has the rows of the whole: then only their sum does.
    return waiting.size() == 1
        ? waiting.getFirst()
        : activate(activation, add(waiting.get(0), waiting.get(1)));
  }

  /** activation(x), element by element. */
  public Tensor activate(ElementFunction activation, Tensor x) {
    return apply(new Activate(activation, x));
  }

  /** e^x divided by its sum along each row. */
  public Tensor softmax(Tensor x) {
    return apply(new Softmax(x));
  }

  /** The sum of a * b along each row: [n, 1]; operands with coarser rows are lifted. */
  public Tensor dot(Tensor a, Tensor b) {
    Rows rows = Rows.common(a.shape().rows(), b.shape().rows());
    return apply(new Dot(lift(a, rows), lift(b, rows)));
  }

  /**
   * The sum over k of weights[n,k] parts[k][n,h]: [n, h]. Operands with coarser rows are lifted.
   */
  public Tensor mix(Tensor weights, List<Tensor> parts) {
    Rows rows = weights.shape().rows();
    for (Tensor part : parts) {
      rows = Rows.common(rows, part.shape().rows());
    }
    Rows all = rows;
    return apply(new Mixture(lift(weights, all), parts.stream().map(p -> lift(p, all)).toList()));
  }

  /** a + b, element by element; operands with coarser rows are lifted. */
  public Tensor add(Tensor a, Tensor b) {
    Rows rows = Rows.common(a.shape().rows(), b.shape().rows());
    return apply(new Add(lift(a, rows), lift(b, rows)));
  }

  /** a * b, element by element; operands with coarser rows are lifted. */
  public Tensor multiply(Tensor a, Tensor b) {
    Rows rows = Rows.common(a.shape().rows(), b.shape().rows());
    return apply(new Multiply(lift(a, rows), lift(b, rows)));
  }
}
