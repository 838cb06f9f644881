package io.esmm.numerics;

import static io.esmm.numerics.Lanes.LENGTH;
import static io.esmm.numerics.Lanes.load;
import static io.esmm.numerics.Lanes.splat;
import static io.esmm.numerics.Lanes.zero;

import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.jspecify.annotations.Nullable;

/**
 * Weighted sums of chosen rows: bags of embeddings, and the gradients of a table's rows.
 *
 * <p>A sum stays in registers while its rows pass by, three vectors of columns at a time: at 256
 * bits an embedding of 18 to 24 takes one pass. The last vectors of a row overlap, and what they
 * share is computed twice. A product with coefficient 1 is exact, so bags without coefficients take
 * the same loop.
 */
final class VectorBags {
  private VectorBags() {}

  /** out[i] = the sum of coefficients[j] * table[ids[j]], j in [from, to). */
  static void pool(
      Matrix table,
      int[] ids,
      float @Nullable [] coefficients,
      int from,
      int to,
      Matrix out,
      int i) {
    int end = out.columns() - LENGTH;
    if (end < 0) {
      poolShort(table, ids, coefficients, from, to, out, i);
      return;
    }
    for (int c = 0; c < end + LENGTH; c += 3 * LENGTH) {
      int c0 = Math.min(c, end);
      int c1 = Math.min(c + LENGTH, end);
      int c2 = Math.min(c + 2 * LENGTH, end);
      float[] a = table.floats();
      FloatVector s0 = zero();
      FloatVector s1 = zero();
      FloatVector s2 = zero();
      for (int j = from; j < to; j++) {
        int at = table.rowStart(Objects.checkIndex(ids[j], table.rows()));
        FloatVector s = splat(coefficients == null ? 1 : coefficients[j]);
        s0 = s.fma(load(a, at + c0), s0);
        s1 = s.fma(load(a, at + c1), s1);
        s2 = s.fma(load(a, at + c2), s2);
      }
      float[] y = out.floats();
      s0.intoArray(y, out.rowStart(i) + c0);
      s1.intoArray(y, out.rowStart(i) + c1);
      s2.intoArray(y, out.rowStart(i) + c2);
    }
  }

  /** The same for rows shorter than a vector. */
  private static void poolShort(
      Matrix table,
      int[] ids,
      float @Nullable [] coefficients,
      int from,
      int to,
      Matrix out,
      int i) {
    VectorMask<Float> mask = Lanes.first(out.columns());
    FloatVector sum = zero();
    for (int j = from; j < to; j++) {
      int at = table.rowStart(Objects.checkIndex(ids[j], table.rows()));
      FloatVector s = splat(coefficients == null ? 1 : coefficients[j]);
      sum = s.fma(load(table.floats(), at, mask), sum);
    }
    sum.intoArray(out.floats(), out.rowStart(i), mask);
  }

  /** out[i] = the sum of coefficients[j] * sources[source[j]][row[j]], j in [from, to). */
  static void sumOccurrences(
      Matrix[] sources,
      int[] source,
      int[] row,
      float @Nullable [] coefficients,
      int from,
      int to,
      Matrix out,
      int i) {
    int end = out.columns() - LENGTH;
    if (end < 0) {
      sumOccurrencesShort(sources, source, row, coefficients, from, to, out, i);
      return;
    }
    for (int c = 0; c < end + LENGTH; c += 3 * LENGTH) {
      int c0 = Math.min(c, end);
      int c1 = Math.min(c + LENGTH, end);
      int c2 = Math.min(c + 2 * LENGTH, end);
      FloatVector s0 = zero();
      FloatVector s1 = zero();
      FloatVector s2 = zero();
      for (int j = from; j < to; j++) {
        Matrix gradient = sources[source[j]];
        float[] a = gradient.floats();
        int at = gradient.rowStart(Objects.checkIndex(row[j], gradient.rows()));
        FloatVector s = splat(coefficients == null ? 1 : coefficients[j]);
        s0 = s.fma(load(a, at + c0), s0);
        s1 = s.fma(load(a, at + c1), s1);
        s2 = s.fma(load(a, at + c2), s2);
      }
      float[] y = out.floats();
      s0.intoArray(y, out.rowStart(i) + c0);
      s1.intoArray(y, out.rowStart(i) + c1);
      s2.intoArray(y, out.rowStart(i) + c2);
    }
  }

  /** The same for rows shorter than a vector. */
  private static void sumOccurrencesShort(
      Matrix[] sources,
      int[] source,
      int[] row,
      float @Nullable [] coefficients,
      int from,
      int to,
      Matrix out,
      int i) {
    if (out.columns() == 1) {
      sumSingles(sources, source, row, coefficients, from, to, out, i);
      return;
    }
    VectorMask<Float> mask = Lanes.first(out.columns());
    FloatVector sum = zero();
    for (int j = from; j < to; j++) {
      Matrix gradient = sources[source[j]];
      int at = gradient.rowStart(Objects.checkIndex(row[j], gradient.rows()));
      FloatVector s = splat(coefficients == null ? 1 : coefficients[j]);
      sum = s.fma(load(gradient.floats(), at, mask), sum);
    }
    sum.intoArray(out.floats(), out.rowStart(i), mask);
  }

  /** The same for single numbers, where a masked vector would only be in the way. */
  private static void sumSingles(
      Matrix[] sources,
      int[] source,
      int[] row,
      float @Nullable [] coefficients,
      int from,
      int to,
      Matrix out,
      int i) {
    float sum = 0;
    for (int j = from; j < to; j++) {
      Matrix gradient = sources[source[j]];
      int at = gradient.rowStart(Objects.checkIndex(row[j], gradient.rows()));
      sum = Math.fma(coefficients == null ? 1 : coefficients[j], gradient.floats()[at], sum);
    }
    out.floats()[out.rowStart(i)] = sum;
  }
}
