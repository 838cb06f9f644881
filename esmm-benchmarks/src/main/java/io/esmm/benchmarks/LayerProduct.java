package io.esmm.benchmarks;

import io.esmm.numerics.ElementFunction;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import java.util.SplittableRandom;

/** A dense layer y[n,h] = relu(x[n,d] w[d,h] + b) or one of its two gradients. */
public final class LayerProduct {
  /** Which of a layer's three products. */
  public enum Product {
    /** The output from the input. */
    FORWARD("forward"),
    /** dx[n,d] from dy[n,h]. */
    INPUT_GRADIENT("input gradient"),
    /** dw[d,h] from x[n,d] and dy[n,h]. */
    WEIGHT_GRADIENT("weight gradient");

    private final String words;

    Product(String words) {
      this.words = words;
    }
  }

  private static final int CHECKED = 200;

  private final Kernels kernels;
  private final Product product;
  private final Matrix x;
  private final Matrix w;
  private final Matrix bias;
  private final Matrix y;
  private final Matrix out;

  private LayerProduct(Kernels kernels, Product product, int n, int d, int h) {
    SplittableRandom random = new SplittableRandom(n + 31L * d + h);
    this.kernels = kernels;
    this.product = product;
    this.x = Operands.random(n, d, random);
    this.w = Operands.random(d, h, random);
    this.bias = Operands.random(1, h, random);
    this.y = Operands.random(n, h, random);
    this.out =
        switch (product) {
          case FORWARD -> Operands.random(n, h, random);
          case INPUT_GRADIENT -> Operands.random(n, d, random);
          case WEIGHT_GRADIENT -> Operands.random(d, h, random);
        };
  }

  /** The product for n rows of a layer of d to h. */
  public static KernelCase of(Kernels kernels, Product product, int n, int d, int h) {
    LayerProduct layer = new LayerProduct(kernels, product, n, d, h);
    return new KernelCase(
        d + "x" + h + " " + product.words,
        KernelCase.Bound.ARITHMETIC,
        2.0 * n * d * h,
        layer::run,
        layer::error);
  }

  private void run() {
    switch (product) {
      case FORWARD -> kernels.dense(x, w, bias, ElementFunction.RELU, false, out);
      case INPUT_GRADIENT -> kernels.denseInputGradient(y, w, false, out);
      case WEIGHT_GRADIENT -> kernels.denseWeightGradient(x, y, false, out);
    }
  }

  private double error() {
    SplittableRandom random = new SplittableRandom(7);
    double worst = 0;
    for (int i = 0; i < CHECKED; i++) {
      int r = random.nextInt(out.rows());
      int c = random.nextInt(out.columns());
      int terms =
          switch (product) {
            case FORWARD -> w.rows();
            case INPUT_GRADIENT -> w.columns();
            case WEIGHT_GRADIENT -> x.rows();
          };
      double sum = product == Product.FORWARD ? bias.get(0, c) : 0;
      double magnitude = Math.abs(sum);
      for (int k = 0; k < terms; k++) {
        double term =
            switch (product) {
              case FORWARD -> x.get(r, k) * w.get(k, c);
              case INPUT_GRADIENT -> y.get(r, k) * w.get(c, k);
              case WEIGHT_GRADIENT -> x.get(k, r) * y.get(k, c);
            };
        sum += term;
        magnitude += Math.abs(term);
      }
      double expected = product == Product.FORWARD ? Math.max(0, sum) : sum;
      worst = Math.max(worst, Math.abs(out.get(r, c) - expected) / magnitude);
    }
    return worst;
  }
}
