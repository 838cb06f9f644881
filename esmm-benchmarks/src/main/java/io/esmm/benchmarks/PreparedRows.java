package io.esmm.benchmarks;

import io.esmm.batch.Batch;
import io.esmm.data.prepare.FunnelLabels;
import io.esmm.data.prepared.EventLabel;
import io.esmm.data.prepared.PreparedLayout;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.data.prepared.PreparedWriter;
import io.esmm.funnel.Funnel;
import io.esmm.train.TrainingSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Rows in memory as a prepared set on disk, from which users train and predict. */
final class PreparedRows {
  /** Requests that are written at a time. */
  private static final int PIECE = 1024;

  private PreparedRows() {}

  /**
   * The same workload, read from a prepared set.
   *
   * @param folder where the set is written, one folder a shape; one that is there is replaced
   */
  static Workload of(Workload rows, Path folder) {
    List<EventLabel> events =
        new FunnelLabels(rows.config().funnel())
            .events(Funnel.of(rows.config().funnel()).labelledNames());
    TrainingSet set = rows.set();
    Path target = folder.resolve(rows.name() + "-in-turns");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (PreparedWriter writer =
        PreparedWriter.create(target, new PreparedLayout(set.schema(), events))) {
      Batch batch = set.newBatch();
      for (int from = 0; from < set.requests(); from += PIECE) {
        int to = Math.min(from + PIECE, set.requests());
        set.read(IntStream.range(from, to).toArray(), 0, to - from, batch);
        writer.append(batch);
      }
      writer.finish(Map.of("source", rows.name()));
    }
    return new Workload(
        rows.name(), rows.config(), PreparedSet.open(target).requireSchema(set.schema()));
  }
}
