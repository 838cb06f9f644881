package io.esmm.graph.op;

import io.esmm.field.EncodedField;
import io.esmm.field.Level;
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
  /** As in the paper of PReLU. */
  private static final double PRELU_SLOPE = 0.25;

  private final Graph graph;

  /** Operations that add their tensors and parameters to this graph. */
  public Operations(Graph graph) {
    this.graph = graph;
  }

  Tensor apply(Op op) {
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
    return apply(
        new Pool(
            field,
            encoded.name(),
            encoded.level(),
            pooling,
            encoded instanceof EncodedField.Sequence,
            table));
  }

  /** The sum of a weight for each id of some fields of one level. */
  public Tensor linear(Level level, List<SparseLinear.Term> terms) {
    return apply(new SparseLinear(level, terms));
  }

  /** x w, without a bias. */
  public Tensor product(Tensor x, Parameter weight) {
    return apply(
        new Dense(
            x,
            List.of(),
            weight,
            List.of(new Dense.Fold(0, 0, x.width(), 1)),
            null,
            ElementFunction.IDENTITY));
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
   * computed once per request. So are lifted parts, and the sums and differences of parts with
   * different rows. The rows of the weight stand in the order of the parts of x, those with coarser
   * rows first.
   *
   * @param name the prefix of the parameters' names: name/weight [d,h] and name/bias [1,h]
   */
  public Tensor dense(String name, Tensor x, int width, ElementFunction activation) {
    return dense(name, x, width, activation, 0);
  }

  /**
   * A dense layer whose weight has a penalty.
   *
   * @param l2 the penalty l2 / 2 times the sum of the squared weights is added to the mean loss of
   *     an impression; not of the bias
   */
  public Tensor dense(String name, Tensor x, int width, ElementFunction activation, double l2) {
    Parameter bias =
        new Parameter(name + "/bias", 1, width, Initializer.ZEROS, Parameter.Kind.DENSE);
    return layer(name, x, width, bias, activation, l2);
  }

  /**
   * y[n,h] = x w, as {@link #dense} without bias and activation.
   *
   * @param name the prefix of the parameter's name: name/weight [d,h]
   */
  public Tensor linear(String name, Tensor x, int width) {
    return linear(name, x, width, 0);
  }

  /** The same with a penalty on its weight. */
  public Tensor linear(String name, Tensor x, int width, double l2) {
    return layer(name, x, width, null, ElementFunction.IDENTITY, l2);
  }

  private Tensor layer(
      String name,
      Tensor x,
      int width,
      @Nullable Parameter bias,
      ElementFunction activation,
      double l2) {
    int d = x.width();
    Parameter weight =
        new Parameter(
                name + "/weight", d, width, Initializer.glorot(d, width), Parameter.Kind.DENSE)
            .withL2(l2);
    if (x.op() instanceof Dice dice && width == 1 && activation == ElementFunction.IDENTITY) {
      return apply(new DiceProduct(dice, weight, bias));
    }
    return new DenseParts(x).layer(this, weight, bias, activation);
  }

  /** activation(x), element by element. */
  public Tensor activate(ElementFunction activation, Tensor x) {
    return apply(new Activate(activation, x));
  }

  /** factor * x, element by element; the factor is not learnt. */
  public Tensor scale(double factor, Tensor x) {
    return apply(new Scale(factor, x));
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

  /** a - b, element by element; operands with coarser rows are lifted. */
  public Tensor subtract(Tensor a, Tensor b) {
    Rows rows = Rows.common(a.shape().rows(), b.shape().rows());
    return apply(new Subtract(lift(a, rows), lift(b, rows)));
  }

  /**
   * a * b, element by element; operands with coarser rows are lifted, and those of pairs multiplied
   * without.
   */
  public Tensor multiply(Tensor a, Tensor b) {
    Rows rows = Rows.common(a.shape().rows(), b.shape().rows());
    if (arePairs(a, b)) {
      return apply(new PairProduct(a, b));
    }
    if (arePairs(b, a)) {
      return apply(new PairProduct(b, a));
    }
    return apply(new Multiply(lift(a, rows), lift(b, rows)));
  }

  private static boolean arePairs(Tensor a, Tensor b) {
    return a.shape().rows() instanceof Rows.Elements
        && b.shape().rows().equals(Rows.IMPRESSIONS)
        && a.width() == b.width();
  }

  /** The sum of the elements of each impression's sequence, weighted: [impressions, e]. */
  public Tensor weightedSum(Tensor weights, Tensor elements) {
    return apply(new WeightedSum(perImpression(weights), elements));
  }

  /** A softmax over the elements of each impression's sequence, column by column. */
  public Tensor sequenceSoftmax(Tensor pairs) {
    return apply(new SequenceSoftmax(perImpression(pairs)));
  }

  /** What is the same for all impressions of a request stands once for each of them. */
  private Tensor perImpression(Tensor x) {
    return x.shape().rows() instanceof Rows.Elements elements ? lift(x, Rows.pairs(elements)) : x;
  }

  /** x where x is positive, else a slope for each column, name/slope, times x. */
  public Tensor prelu(String name, Tensor x) {
    return apply(new Prelu(x, vector(name + "/slope", x, PRELU_SLOPE, Parameter.Kind.DENSE)));
  }

  /** Dice, with name/slope and the statistics name/mean and name/variance. */
  public Tensor dice(String name, Tensor x) {
    Parameter slope = vector(name + "/slope", x, 0, Parameter.Kind.DENSE);
    return apply(new Dice(x, slope, mean(name, x), variance(name, x)));
  }

  /** The Gaussian error linear unit, element by element. */
  public Tensor gelu(Tensor x) {
    return apply(new Gelu(x));
  }

  /**
   * Each column to mean 0 and variance 1, then a gain and a bias, name/gain and name/bias, with the
   * statistics name/mean and name/variance.
   */
  public Tensor batchNorm(String name, Tensor x) {
    Parameter gain = vector(name + "/gain", x, 1, Parameter.Kind.DENSE);
    Parameter bias = vector(name + "/bias", x, 0, Parameter.Kind.DENSE);
    return apply(new BatchNorm(x, gain, bias, mean(name, x), variance(name, x)));
  }

  /** Each row to mean 0 and variance 1, then a gain and a bias, name/gain and name/bias. */
  public Tensor layerNorm(String name, Tensor x) {
    Parameter gain = vector(name + "/gain", x, 1, Parameter.Kind.DENSE);
    return apply(new LayerNorm(x, gain, vector(name + "/bias", x, 0, Parameter.Kind.DENSE)));
  }

  /** In training, elements at random to zero; the name decides, with the step, which. */
  public Tensor dropout(String name, Tensor x, double rate) {
    return rate == 0 ? x : apply(new Dropout(x, rate, name));
  }

  private static Parameter mean(String name, Tensor x) {
    return vector(name + "/mean", x, 0, Parameter.Kind.STATISTIC);
  }

  private static Parameter variance(String name, Tensor x) {
    return vector(name + "/variance", x, 1, Parameter.Kind.STATISTIC);
  }

  private static Parameter vector(String name, Tensor x, double value, Parameter.Kind kind) {
    return new Parameter(name, 1, x.width(), Initializer.constant(value), kind);
  }
}
