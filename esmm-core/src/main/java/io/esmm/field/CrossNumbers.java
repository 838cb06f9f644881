package io.esmm.field;

import io.esmm.problem.ProblemException;
import java.util.List;

/**
 * Numbers the combinations of some fields' ids, as digits number the positions of a counter: with
 * r(p) rows in the table of part p, number = (... (id(0) r(1) + id(1)) r(2) + id(2)) ... Immutable
 * and thread-safe.
 */
final class CrossNumbers {
  private final long[] rows;

  /**
   * @throws ProblemException if there are more than 2^63 - 1 combinations
   */
  CrossNumbers(String cross, List<? extends EncodedField.Embedded> parts) {
    this.rows = parts.stream().mapToLong(EncodedField.Embedded::tableRows).toArray();
    double combinations = 1;
    for (long count : rows) {
      combinations *= count;
    }
    if (combinations >= 0x1p63) {
      throw new ProblemException(
          "field [" + cross + "]",
          "the cross has more than 2^63 possible combinations",
          "give it hash instead of minCount");
    }
  }

  /** The number of one part more. */
  long extend(long number, int part, int id) {
    return number * rows[part] + id;
  }

  /** The ids of a number's parts. */
  int[] ids(long number) {
    int[] ids = new int[rows.length];
    long rest = number;
    for (int p = rows.length - 1; p >= 0; p--) {
      ids[p] = (int) (rest % rows[p]);
      rest /= rows[p];
    }
    return ids;
  }
}
