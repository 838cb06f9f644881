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
  /** Columns from which on a row takes passes of eight vectors: the products of a layer's ids. */
  private static final int WIDE = 8 * LENGTH;

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
    if (out.columns() >= WIDE) {
      poolWide(table, ids, coefficients, from, to, out, i);
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

  /** The same for rows of at least {@link #WIDE} elements, eight vectors of columns at a time. */
  private static void poolWide(
      Matrix table,
      int[] ids,
      float @Nullable [] coefficients,
      int from,
      int to,
      Matrix out,
      int i) {
    int end = out.columns() - WIDE;
    float[] a = table.floats();
    float[] y = out.floats();
    for (int v = 0; v < end + WIDE; v += WIDE) {
      int c = Math.min(v, end);
      FloatVector s0 = zero();
      FloatVector s1 = zero();
      FloatVector s2 = zero();
      FloatVector s3 = zero();
      FloatVector s4 = zero();
      FloatVector s5 = zero();
      FloatVector s6 = zero();
      FloatVector s7 = zero();
      for (int j = from; j < to; j++) {
        int at = table.rowStart(Objects.checkIndex(ids[j], table.rows())) + c;
        FloatVector s = splat(coefficients == null ? 1 : coefficients[j]);
        s0 = s.fma(load(a, at), s0);
        s1 = s.fma(load(a, at + LENGTH), s1);
        s2 = s.fma(load(a, at + 2 * LENGTH), s2);
        s3 = s.fma(load(a, at + 3 * LENGTH), s3);
        s4 = s.fma(load(a, at + 4 * LENGTH), s4);
        s5 = s.fma(load(a, at + 5 * LENGTH), s5);
        s6 = s.fma(load(a, at + 6 * LENGTH), s6);
        s7 = s.fma(load(a, at + 7 * LENGTH), s7);
      }
      int start = out.rowStart(i) + c;
      s0.intoArray(y, start);
      s1.intoArray(y, start + LENGTH);
      s2.intoArray(y, start + 2 * LENGTH);
      s3.intoArray(y, start + 3 * LENGTH);
      s4.intoArray(y, start + 4 * LENGTH);
      s5.intoArray(y, start + 5 * LENGTH);
      s6.intoArray(y, start + 6 * LENGTH);
      s7.intoArray(y, start + 7 * LENGTH);
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
    if (out.columns() >= WIDE) {
      sumOccurrencesWide(sources, source, row, coefficients, from, to, out, i);
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

  /** The same for rows of at least {@link #WIDE} elements, eight vectors of columns at a time. */
  private static void sumOccurrencesWide(
      Matrix[] sources,
      int[] source,
      int[] row,
      float @Nullable [] coefficients,
      int from,
      int to,
      Matrix out,
      int i) {
    int end = out.columns() - WIDE;
    float[] y = out.floats();
    for (int v = 0; v < end + WIDE; v += WIDE) {
      int c = Math.min(v, end);
      FloatVector s0 = zero();
      FloatVector s1 = zero();
      FloatVector s2 = zero();
      FloatVector s3 = zero();
      FloatVector s4 = zero();
      FloatVector s5 = zero();
      FloatVector s6 = zero();
      FloatVector s7 = zero();
      for (int j = from; j < to; j++) {
        Matrix values = sources[source[j]];
        float[] a = values.floats();
        int at = values.rowStart(Objects.checkIndex(row[j], values.rows())) + c;
        FloatVector s = splat(coefficients == null ? 1 : coefficients[j]);
        s0 = s.fma(load(a, at), s0);
        s1 = s.fma(load(a, at + LENGTH), s1);
        s2 = s.fma(load(a, at + 2 * LENGTH), s2);
        s3 = s.fma(load(a, at + 3 * LENGTH), s3);
        s4 = s.fma(load(a, at + 4 * LENGTH), s4);
        s5 = s.fma(load(a, at + 5 * LENGTH), s5);
        s6 = s.fma(load(a, at + 6 * LENGTH), s6);
        s7 = s.fma(load(a, at + 7 * LENGTH), s7);
      }
      int start = out.rowStart(i) + c;
      s0.intoArray(y, start);
      s1.intoArray(y, start + LENGTH);
      s2.intoArray(y, start + 2 * LENGTH);
      s3.intoArray(y, start + 3 * LENGTH);
      s4.intoArray(y, start + 4 * LENGTH);
      s5.intoArray(y, start + 5 * LENGTH);
      s6.intoArray(y, start + 6 * LENGTH);
      s7.intoArray(y, start + 7 * LENGTH);
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
