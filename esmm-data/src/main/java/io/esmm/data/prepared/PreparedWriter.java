package io.esmm.data.prepared;

import io.esmm.batch.Batch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes a prepared data set, batch after batch, into files that are only appended to; memory does
 * not grow with the rows. Nothing stands at the target until {@link #finish}; {@link #close}
 * without it leaves nothing behind. Not thread-safe.
 *
 * <pre>{@code
 * try (PreparedWriter writer = PreparedWriter.create(folder, layout)) {
 *   Batch batch = new Batch(layout.schema(), layout.eventNames());
 *   ...
 *   writer.append(batch, keys, groups);
 *   writer.finish(Map.of("source", "train.csv"));
 * }
 * }</pre>
 */
public final class PreparedWriter implements AutoCloseable {

  private PreparedWriter() {}

  /**
   * Begins a prepared data set.
   *
   * @param folder where it will stand; replaced as a whole by {@link #finish} if it is there
   * @throws io.esmm.problem.ProblemException if the folder cannot be made
   */
  public static PreparedWriter create(Path folder, PreparedLayout layout) {
    throw new UnsupportedOperationException();
  }

  /** Appends a batch of a layout without keys and groups. */
  public void append(Batch batch) {
    append(batch, List.of(), List.of());
  }

  /**
   * Appends whole requests.
   *
   * @param batch rows of the layout's schema and events
   * @param keys one per impression, empty if the layout has no key
   * @param groups for each group column of the layout its values, one per request or per impression
   *     as its level says
   * @throws io.esmm.problem.ProblemException if a file cannot be written (no space left)
   */
  public void append(Batch batch, List<String> keys, List<List<String>> groups) {
    throw new UnsupportedOperationException();
  }

  /** Impressions appended so far. */
  public long impressions() {
    throw new UnsupportedOperationException();
  }

  /** Requests appended so far. */
  public long requests() {
    throw new UnsupportedOperationException();
  }

  /**
   * Completes the set: it appears at its folder whole or not at all.
   *
   * @param provenance whatever tells where the rows came from and how many were set aside; goes
   *     into {@code prepared.json} as it is (strings, numbers, lists and maps)
   */
  public void finish(Map<String, Object> provenance) {
    throw new UnsupportedOperationException();
  }

  /** Removes what was written, unless {@link #finish} completed it. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
