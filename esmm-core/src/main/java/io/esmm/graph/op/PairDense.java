package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Parameter;
import io.esmm.graph.Rows;
import io.esmm.graph.SequenceIndex;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.ElementFunction;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A layer over each element e of a request's sequence, each of its impressions x, and their
 * product, which makes neither the product nor a copy of what is the same for many pairs:
 *
 * <pre>
 * y[p] = activation(base[i] + e[j] A + (e[j] * x[i]) B)    for the pair p of impression i, element j
 *      = activation(base[i] + e[j] V)                      with V = A + diag(x[i]) B
 * </pre>
 *
 * So every impression has weights V of its own for the elements of its sequence, and those of a
 * request's impressions stand side by side: one product for some of them. With dz = dy *
 * activation'(y) and G = e^T dz over the pairs of an impression: dA is the sum of G, dB of
 * diag(x[i]) G, de[j] of V dz[p], dbase[i] the sum of dz, and dx[i,k] the sum of row k of B * G.
 *
 * @param elements e, [elements, d] of a sequence of requests
 * @param impressions x, [impressions, d]
 * @param base what other parts of the layer make of the impression, its bias among it:
 *     [impressions, h]
 * @param weight [rows, h]; the folds tell which of its rows are A and B
 * @param elementFolds which rows make up A
 * @param productFolds which rows make up B
 * @param activation of the sum; its derivative is taken from its value
 */
public record PairDense(
    Tensor elements,
    Tensor impressions,
    Tensor base,
    Parameter weight,
    List<Dense.Fold> elementFolds,
    List<Dense.Fold> productFolds,
    ElementFunction activation)
    implements Op {
  /**
   * Copies the lists and checks the shapes.
   *
   * @throws IllegalArgumentException if the rows are not those of a request's sequence and of
   *     impressions, or the widths do not fit
   */
  public PairDense {
    elementFolds = List.copyOf(elementFolds);
    productFolds = List.copyOf(productFolds);
    if (!(elements.shape().rows() instanceof Rows.Elements sequence)
        || !(Rows.pairs(sequence) instanceof Rows.Pairs)
        || !impressions.shape().equals(new Shape(Rows.IMPRESSIONS, elements.width()))
        || !base.shape().equals(new Shape(Rows.IMPRESSIONS, weight.columns()))) {
      throw new IllegalArgumentException(
          "a layer over pairs needs elements of a request's sequence and impressions of one width,"
              + " and a base of the layer's, not "
              + elements
              + ", "
              + impressions
              + " and "
              + base);
    }
  }

  private Rows.Elements sequence() {
    return (Rows.Elements) elements.shape().rows();
  }

  @Override
  public String describe() {
    return weight.name().substring(0, weight.name().lastIndexOf('/'))
        + " ("
        + shape().rows().each()
        + " part) "
        + elements.width()
        + " to "
        + weight.columns()
        + (activation == ElementFunction.IDENTITY
            ? ""
            : ", " + activation.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(elements, impressions, base);
  }

  @Override
  public Shape shape() {
    return new Shape(Rows.pairs(sequence()), weight.columns());
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weight);
  }

  @Override
  public long flops() {
    return 2L * elements.width() * weight.columns();
  }

  @Override
  public Step bind(Binding b, Tensor result) {
    return new PairStep(this, b, result);
  }

  /** Works through groups of impressions of one request; their rows stay in the cache. */
  private static final class PairStep implements Step {
    /** Columns of a product, h for each impression. */
    private static final int MOST_COLUMNS = 512;

    private final Kernels k;
    private final ElementFunction activation;
    private final SequenceIndex index;
    private final FoldedWeight elementWeight;
    private final FoldedWeight productWeight;
    private final Matrix e;
    private final @Nullable Matrix de;
    private final Matrix x;
    private final @Nullable Matrix dx;
    private final Matrix base;
    private final @Nullable Matrix dBase;
    private final Matrix y;
    private final @Nullable Matrix dy;
    private final boolean deAccumulates;
    private final boolean dxAccumulates;
    private final boolean dBaseAccumulates;
    private final int d;
    private final int h;

    /** The elements of a sequence. */
    private final Matrix eRows;

    private final @Nullable Matrix deRows;

    /** The pairs of a group. */
    private final Matrix yRows;

    private final @Nullable Matrix dyRows;

    /** V of a group, and G: [d, impressions x h]. */
    private final Matrix own;

    private final Matrix dOwn;

    /** e V, and then dz: [elements, impressions x h]. */
    private Matrix products;

    /** The present group: impressions of one request with elements, or one without. */
    private int first;

    private int impressions;
    private int elements;

    PairStep(PairDense op, Binding b, Tensor result) {
      this.k = b.kernels();
      this.activation = op.activation;
      this.index = b.sequence(op.sequence().field());
      this.d = op.elements.width();
      this.h = op.weight.columns();
      this.elementWeight = new FoldedWeight(op.weight, op.elementFolds, d, b);
      this.productWeight = new FoldedWeight(op.weight, op.productFolds, d, b);
      this.e = b.value(op.elements);
      this.de = b.gradient(op.elements);
      this.x = b.value(op.impressions);
      this.dx = b.gradient(op.impressions);
      this.base = b.value(op.base);
      this.dBase = b.gradient(op.base);
      this.y = b.value(result);
      this.dy = b.gradient(result);
      this.deAccumulates = b.accumulates(result, 0);
      this.dxAccumulates = b.accumulates(result, 1);
      this.dBaseAccumulates = b.accumulates(result, 2);
      this.eRows = window(e);
      this.deRows = de == null ? null : window(de);
      this.yRows = window(y);
      this.dyRows = dy == null ? null : window(dy);
      int columns = Math.max(MOST_COLUMNS, h);
      this.own = Matrix.of(k.precision(), d, columns);
      this.dOwn = Matrix.of(k.precision(), d, columns);
      this.products = Matrix.of(k.precision(), 1, columns);
    }

    private static Matrix window(Matrix of) {
      return of.rows(0, of.capacity());
    }

    @Override
    public void forward() {
      elementWeight.gather();
      productWeight.gather();
      for (toStart(); first < x.rows(); toNext()) {
        if (elements > 0) {
          prepare();
          k.dense(eRows, own, null, ElementFunction.IDENTITY, false, products);
          k.sequences().toPairs(products, base, first, index.firstPair()[first], y);
          if (activation != ElementFunction.IDENTITY) {
            yRows.show(y, index.firstPair()[first], impressions * elements);
            k.elements().activate(activation, yRows, yRows);
          }
        }
      }
    }

    @Override
    public void backward() {
      if (dy == null || dyRows == null) {
        throw new IllegalStateException("a plan for scoring has no gradients");
      }
      Matrix da = elementWeight.startGradient();
      Matrix db = productWeight.startGradient();
      if (de != null && !deAccumulates) {
        de.fill(0);
      }
      for (toStart(); first < x.rows(); toNext()) {
        int firstPair = index.firstPair()[first];
        yRows.show(y, firstPair, impressions * elements);
        dyRows.show(dy, firstPair, impressions * elements);
        if (activation != ElementFunction.IDENTITY) {
          k.elements().activationGradient(activation, yRows, dyRows, false, dyRows);
        }
        prepare();
        k.sequences().fromPairs(dy, firstPair, products, first, dBaseAccumulates, dBase);
        k.denseWeightGradient(eRows, products, false, dOwn);
        if (deRows != null) {
          k.denseInputGradient(products, own, true, deRows);
        }
        if (dx != null) {
          Matrix b = productWeight.present();
          k.sequences().pairFactorGradient(dOwn, b, first, dxAccumulates, dx);
        }
        if (da != null && db != null) {
          k.sequences().pairWeightsGradient(dOwn, x, first, da, db);
        }
      }
      elementWeight.endGradient();
      productWeight.endGradient();
    }

    /** The group's elements, its weights, and room for their products. */
    private void prepare() {
      int firstElement = elements == 0 ? 0 : index.elementOf()[index.firstPair()[first]];
      eRows.show(e, firstElement, elements);
      if (de != null && deRows != null) {
        deRows.show(de, firstElement, elements);
      }
      int columns = impressions * h;
      own.reshape(d, columns);
      dOwn.reshape(d, columns);
      if (products.length() < elements * columns) {
        products = Matrix.of(k.precision(), 2 * elements, columns);
      }
      products.reshape(elements, columns);
      k.sequences().pairWeights(elementWeight.present(), productWeight.present(), x, first, own);
    }

    private void toStart() {
      first = 0;
      measure();
    }

    private void toNext() {
      first += impressions;
      measure();
    }

    /** Impressions with the same first element are those of one request. */
    private void measure() {
      impressions = 1;
      if (first >= x.rows()) {
        return;
      }
      int[] firstPair = index.firstPair();
      int[] elementOf = index.elementOf();
      elements = firstPair[first + 1] - firstPair[first];
      while (elements > 0
          && (impressions + 1) * h <= MOST_COLUMNS
          && first + impressions < x.rows()
          && firstPair[first + impressions + 1] > firstPair[first + impressions]
          && elementOf[firstPair[first + impressions]] == elementOf[firstPair[first]]) {
        impressions++;
      }
    }
  }
}
