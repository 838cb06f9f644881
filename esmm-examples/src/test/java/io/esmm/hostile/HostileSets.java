package io.esmm.hostile;

import io.esmm.batch.Batch;
import io.esmm.data.prepared.PreparedSet;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** How a prepared set is tried. */
final class HostileSets {
  private HostileSets() {}

  /** Opens a set, verifies what it did not look at yet, and reads every row. */
  static void open(Path folder) {
    try (PreparedSet set = PreparedSet.open(folder)) {
      set.verify();
      int requests = Math.min(set.requests(), 10_000);
      Batch batch = set.newBatch();
      set.read(IntStream.range(0, requests).toArray(), 0, requests, batch);
      batch.check();
    }
  }
}
