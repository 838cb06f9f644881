package io.esmm.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Once compiled, kernels allocate nothing. A vector that C2 fails to keep in a register would cost
 * some 100 bytes an operation, thus thousands of times the margin given here.
 */
@ParameterizedClass
@MethodSource("kernels")
class SteadyStateAllocationTest {
  private static final long MARGIN = 64 << 10;
  private static final int CALLS = 200;

  /** Nanoseconds, enough for callers to be compiled as well. */
  private static final long STEADY = 300_000_000L;

  /** Nanoseconds. */
  private static final long PATIENCE = 20_000_000_000L;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final SplittableRandom random = new SplittableRandom(13);
  private final Kernels kernels;

  SteadyStateAllocationTest(Kernels kernels) {
    this.kernels = kernels;
  }

  static List<Kernels> kernels() {
    return AvailableKernels.floats();
  }

  private Matrix random(int rows, int columns) {
    return Matrices.random(Precision.FLOAT, rows, columns, random);
  }

  /**
   * Repeats until rounds have allocated next to nothing for a while: a method that was compiled
   * well may be inlined into its caller later, and no longer be. Gives up when that does not happen
   * in the time that a compiler needs on a machine that is busy with other things. One kernel at a
   * time, as the steps of a plan call them: where many were inlined into one method, the compiler
   * would stop inlining somewhere, and vectors would pass through the heap there.
   */
  private void assertAllocatesNothing(Runnable call) {
    long start = System.nanoTime();
    long now = start;
    long quietSince = start;
    long allocated = Long.MAX_VALUE;
    while (now - quietSince < STEADY && now - start < PATIENCE) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
      now = System.nanoTime();
      if (allocated > MARGIN) {
        quietSince = now;
      }
    }
    assertThat(now - quietSince)
        .as("ns without allocation; in the last %d calls %d bytes", CALLS, allocated)
        .isGreaterThanOrEqualTo(STEADY);
  }

  @Test
  void productsAllocateNothing() {
    Matrix x = random(50, 41);
    Matrix w = random(41, 37);
    Matrix bias = random(1, 37);
    Matrix y = random(50, 37);
    Matrix few = random(3, 41);
    Matrix fewY = random(3, 37);
    Matrix narrow = random(41, 1);
    Matrix logits = random(50, 1);
    assertAllocatesNothing(() -> {
      kernels.dense(x, w, bias, ElementFunction.RELU, false, y);
      kernels.dense(few, w, bias, ElementFunction.RELU, false, fewY);
      kernels.denseWeightGradient(x, y, false, w);
      kernels.denseInputGradient(y, w, true, x);
      kernels.dense(x, narrow, null, ElementFunction.IDENTITY, false, logits);
      kernels.denseInputGradient(logits, narrow, false, x);
      kernels.denseWeightGradient(x, logits, false, narrow);
    });
  }

  @Test
  void elementWiseKernelsAllocateNothing() {
    Matrix x = random(50, 37);
    Matrix y = random(50, 37);
    Matrix sums = random(1, 37);
    Matrix[] parts = {x, y};
    Matrix to = random(50, 37);
    Matrix numbers = random(50, 1);
    assertAllocatesNothing(() -> kernels.elements().rowDots(x, y, false, numbers));
    assertAllocatesNothing(() -> kernels.elements().scaleRows(x, numbers, false, to));
    assertAllocatesNothing(() -> kernels.elements().scaleRows(y, numbers, true, to));
    assertAllocatesNothing(() -> kernels.elements().softmax(x, to));
    assertAllocatesNothing(() -> kernels.elements().softmaxGradient(x, y, true, to));
    for (ElementFunction function : ElementFunction.values()) {
      assertAllocatesNothing(() -> kernels.elements().activate(function, x, y));
      assertAllocatesNothing(() -> kernels.elements().activationGradient(function, y, x, true, to));
    }
    assertAllocatesNothing(() -> kernels.elements().logSigmoid(x, y));
    assertAllocatesNothing(() -> kernels.elements().log1mexp(y, to));
    assertAllocatesNothing(() -> kernels.elements().multiply(x, y, true, to));
    assertAllocatesNothing(() -> kernels.elements().copy(x, true, to));
    assertAllocatesNothing(() -> kernels.columnSums(x, false, sums));
    assertAllocatesNothing(() -> kernels.sum(parts, 2, to));
    assertAllocatesNothing(() -> kernels.allFinite(x));
  }

  @Test
  void sparseKernelsAndOptimizersAllocateNothing() {
    int[] ids = IntStream.range(0, 60).map(i -> i * 7 % 50).toArray();
    int[] offsets = IntStream.range(0, 21).map(i -> i * 3).toArray();
    int[] source = new int[60];
    int[] distinct = IntStream.range(0, 20).toArray();
    float[] coefficients = new float[60];
    Matrix table = random(50, 18);
    Matrix out = random(20, 18);
    Matrix m = random(50, 18);
    Matrix v = random(50, 18);
    v.fill(1);
    Matrix weights = random(50, 1);
    Matrix sums = random(20, 1);
    Matrix[] sources = {table};
    AdamStep step = new AdamStep(0.001, 0.9, 0.999, 1e-8, 10);
    FtrlRule rule = new FtrlRule(0.1, 1, 1, 0);
    assertAllocatesNothing(() -> kernels.gather(table, ids, 0, out));
    assertAllocatesNothing(() -> kernels.pool(table, offsets, ids, null, 0, out));
    assertAllocatesNothing(() -> kernels.pool(table, offsets, ids, coefficients, 0, out));
    assertAllocatesNothing(
        () -> kernels.sumOccurrences(offsets, 0, 20, source, ids, coefficients, sources, out));
    assertAllocatesNothing(() -> kernels.addWeights(weights, ids, 0, sums));
    assertAllocatesNothing(
        () -> kernels.addBagWeights(weights, offsets, ids, coefficients, 0, sums));
    assertAllocatesNothing(() -> kernels.lift(table, ids, 0, 0, false, out));
    assertAllocatesNothing(() -> kernels.liftGradient(out, ids, 0, 0, false, table));
    assertAllocatesNothing(
        () -> kernels.updates().adamRows(step, out, distinct, 0, 20, table, m, v));
    assertAllocatesNothing(() -> kernels.updates().adam(step, m, table, m, v));
    assertAllocatesNothing(
        () -> kernels.updates().ftrlRows(rule, 4, out, distinct, 0, 20, table, m, v));
    assertAllocatesNothing(() -> kernels.updates().ftrl(rule, 4, m, table, m, v));
    Matrix wideTable = random(50, 150);
    Matrix wideOut = random(20, 150);
    Matrix[] wide = {wideTable};
    assertAllocatesNothing(() -> kernels.pool(wideTable, offsets, ids, coefficients, 0, wideOut));
    assertAllocatesNothing(
        () -> kernels.sumOccurrences(offsets, 0, 20, source, ids, coefficients, wide, wideOut));
  }

  @Test
  void kernelsOfSequencesAndColumnsAllocateNothing() {
    int[] rowOf = IntStream.range(0, 50).map(i -> i * 7 % 20).toArray();
    int[] starts = IntStream.range(0, 11).map(i -> i * 5).toArray();
    Matrix pairs = random(50, 37);
    Matrix other = random(50, 37);
    Matrix to = random(50, 37);
    Matrix values = random(20, 37);
    Matrix sums = random(10, 37);
    Matrix weights = random(50, 1);
    Matrix mean = random(1, 37);
    Matrix inverse = random(1, 37);
    Matrix slope = random(1, 37);
    Matrix dSlope = random(1, 37);
    Matrix dBias = random(1, 37);
    SequenceKernels k = kernels.sequences();
    ColumnKernels c = kernels.columns();
    DiceKernels dice = kernels.dice();
    DiceColumns of = new DiceColumns(mean, inverse, slope);
    Matrix column = random(37, 1);
    Matrix few = random(4, 37);
    Matrix many = random(4, 5 * 37);
    Matrix factors = random(20, 4);
    assertAllocatesNothing(() -> {
      k.pairWeights(few, few, factors, 2, many);
      k.pairWeightsGradient(many, factors, 2, few, few);
      k.pairFactorGradient(many, few, 2, true, factors);
      k.toPairs(many, values, 3, 4, to);
      k.fromPairs(to, 4, many, 3, false, sums);
      k.multiplyRows(values, rowOf, values, rowOf, to);
      k.multiplyRowsGradient(pairs, values, rowOf, rowOf, true, values);
      k.weightedSums(weights, values, rowOf, starts, sums);
      k.weightedSumsWeightGradient(sums, values, rowOf, starts, false, weights);
      k.weightedSumsValueGradient(sums, weights, rowOf, starts, false, values);
      k.softmax(pairs, starts, 10, to);
      k.softmaxGradient(to, pairs, starts, 10, false, other);
      kernels.elements().scale(-1, pairs, true, to);
      c.moments(pairs, mean, inverse);
      dice.dice(pairs, of, other, to);
      dice.diceGradient(pairs, other, to, of, false, to, dSlope);
      dice.product(pairs, of, column, null, other, weights);
      dice.productGradient(pairs, other, weights, of, column, false, to, dSlope, column);
      c.normalize(pairs, mean, inverse, slope, slope, to);
      c.normalizeGradient(pairs, other, mean, inverse, slope, false, to, dSlope, dBias);
      c.prelu(pairs, slope, to);
      c.preluGradient(pairs, other, slope, false, to, dSlope);
      c.gelu(pairs, to);
      c.geluGradient(pairs, other, false, to);
      c.layerNorm(pairs, slope, slope, 1e-5, to);
      c.layerNormGradient(pairs, other, slope, 1e-5, false, to, dSlope, dBias);
      c.dropout(1, 2, 0.3, pairs, false, to);
      values.fill(0.5);
      dSlope.fill(0);
      dBias.fill(0);
    });
  }
}
