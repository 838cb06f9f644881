package io.esmm.benchmarks;

import io.esmm.train.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The requests of a set, cut into pieces of some 4,096 impressions.
 *
 * @param pieces the requests of each
 */
record RowPieces(List<int[]> pieces) {
  private static final int IMPRESSIONS = 4096;

  /** In the order of the rows, as prediction goes through them. */
  static RowPieces inOrder(TrainingSet set) {
    return cut(set, IntStream.range(0, set.requests()).toArray());
  }

  /** In a random order, as training goes through them. */
  static RowPieces shuffled(TrainingSet set) {
    int[] order = IntStream.range(0, set.requests()).toArray();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return cut(set, order);
  }

  private static RowPieces cut(TrainingSet set, int[] order) {
    List<int[]> pieces = new ArrayList<>();
    int to;
    for (int from = 0; from < order.length; from = to) {
      to = from;
      for (int sum = 0; to < order.length && sum < IMPRESSIONS; to++) {
        sum += set.impressions(order[to]);
      }
      pieces.add(Arrays.copyOfRange(order, from, to));
    }
    return new RowPieces(pieces);
  }

  /** The requests of a piece; after the last comes the first again. */
  int[] get(int piece) {
    return pieces.get(Math.floorMod(piece, pieces.size()));
  }
}
