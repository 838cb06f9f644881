package io.esmm.data.prepare;

import io.esmm.data.config.FunnelPolicy;
import io.esmm.data.raw.RawReader;
import java.util.Arrays;

/**
 * Which rows of an input were used when it was first gone through, for the times after that. The
 * heap holds the numbers of the others.
 */
final class AdmittedRows implements RowGate {
  private final FunnelLabels labels;
  private final OpenLabels open;
  private final LateFields late;
  private final FunnelPolicy policy;
  private long[] refused = new long[64];
  private int count;
  private int next;
  private long row;

  AdmittedRows(FunnelLabels labels, OpenLabels open, LateFields late, FunnelPolicy policy) {
    this.labels = labels;
    this.open = open;
    this.late = late;
    this.policy = policy;
  }

  /** Remembers the number of a row that is not used. */
  void refuse(long number) {
    if (count == refused.length) {
      refused = Arrays.copyOf(refused, 2 * count);
    }
    refused[count++] = number;
  }

  /** Begins with the first row again. */
  void rewind() {
    next = 0;
    row = 0;
  }

  @Override
  public boolean admits(RawReader reader) {
    long number = row++;
    if (next < count && refused[next] == number) {
      next++;
      return false;
    }
    open.settle(reader.row());
    if (policy == FunnelPolicy.CLEAR) {
      labels.clear(reader.row());
    }
    late.clear(reader.row());
    return true;
  }
}
