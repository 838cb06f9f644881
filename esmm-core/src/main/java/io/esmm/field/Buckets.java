package io.esmm.field;

import java.util.Arrays;
import java.util.List;

/**
 * Quantile buckets of a number. Id 0 is missing; id 1 + k is the bucket of the values in
 * (edge[k-1], edge[k]], the last one open upward.
 *
 * @param edges strictly ascending upper edges of all buckets but the last
 */
public record Buckets(List<Double> edges) {
  public Buckets {
    edges = List.copyOf(edges);
    for (int i = 0; i < edges.size(); i++) {
      if (!Double.isFinite(edges.get(i)) || (i > 0 && edges.get(i) <= edges.get(i - 1))) {
        throw new IllegalArgumentException("bucket edges must be finite and strictly ascending: " + edges);
      }
    }
  }

  /** Rows of an embedding table over these buckets: edges + 2. */
  public int rows() {
    return edges.size() + 2;
  }

  /** The id of a value; NaN is missing. */
  public int id(double x) {
    if (Double.isNaN(x)) {
      return Vocabulary.MISSING;
    }
    int low = 0;
    int high = edges.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (x <= edges.get(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return 1 + low;
  }

  /** The buckets with the given edges; equal neighbours are merged. */
  public static Buckets ofSortedEdges(double[] edges) {
    return new Buckets(Arrays.stream(edges).distinct().boxed().toList());
  }
}
