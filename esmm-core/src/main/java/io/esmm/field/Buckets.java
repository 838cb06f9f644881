package io.esmm.field;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Quantile buckets of a number. Id 0 is missing; id 1 + k is the bucket of the values in
 * (edge[k-1], edge[k]], the last one open upward. Immutable and thread-safe.
 */
public final class Buckets {
  private final double[] edges;

  /**
   * Buckets between these edges, one more than there are edges.
   *
   * @param edges strictly ascending upper edges of all buckets but the last; finite
   */
  public Buckets(List<Double> edges) {
    this(edges.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private Buckets(double[] edges) {
    for (int i = 0; i < edges.length; i++) {
      if (!Double.isFinite(edges[i])) {
        throw new IllegalArgumentException("bucket edge [" + edges[i] + "] is not finite");
      }
      if (i > 0 && edges[i] <= edges[i - 1]) {
        throw new IllegalArgumentException(
            "bucket edge [" + edges[i] + "] does not ascend from [" + edges[i - 1] + "]");
      }
    }
    this.edges = edges;
  }

  /** The buckets with the given ascending edges; equal neighbours are merged. */
  public static Buckets ofSortedEdges(double[] edges) {
    double[] distinct = new double[edges.length];
    int count = 0;
    for (double edge : edges) {
      if (count == 0 || edge != distinct[count - 1]) {
        distinct[count++] = edge;
      }
    }
    return new Buckets(Arrays.copyOf(distinct, count));
  }

  /** The upper edges of all buckets but the last. */
  public List<Double> edges() {
    return Arrays.stream(edges).boxed().toList();
  }

  /** Rows of an embedding table over these buckets: edges + 2. */
  public int rows() {
    return edges.length + 2;
  }

  /** The id of a value; NaN is missing. */
  public int id(double x) {
    if (Double.isNaN(x)) {
      return Vocabulary.MISSING;
    }
    int low = 0;
    int high = edges.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (x <= edges[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return 1 + low;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Buckets b && Arrays.equals(edges, b.edges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(edges);
  }

  @Override
  public String toString() {
    return "buckets with edges " + Arrays.toString(edges);
  }
}
