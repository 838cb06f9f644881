package io.esmm.cli.predict;

import io.esmm.batch.Batch;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.model.EsmmModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Predictions of prepared rows as text. Threads read, score and format a piece of the rows each;
 * the pieces come out in the order of the rows, so the text does not depend on the threads.
 */
final class PreparedPredictions {
  /** Impressions of a piece, if requests allow. */
  private static final int PIECE = 4096;

  private final EsmmModel model;
  private final PreparedSet set;
  private final PredictionFormat format;
  private final String name;
  private final boolean hasKeys;

  /** Takes the text of a piece, and the number of rows that are done with it. */
  interface Pieces {
    void take(byte[] text, long rows);
  }

  private record Piece(byte[] text, long rows) {}

  /**
   * Predictions of a set that was encoded with the model's schema.
   *
   * @param key what the rows are named by; null for their numbers
   */
  PreparedPredictions(
      EsmmModel model, PreparedSet set, PredictionFormat format, @Nullable String key) {
    this.model = model;
    this.set = set;
    this.format = format;
    this.name = key == null ? PredictCommand.ROW : key;
    this.hasKeys = key != null;
  }

  /** The name of the rows' key. */
  String name() {
    return name;
  }

  /** Scores all rows on this many threads; the pieces are taken on the calling one. */
  void write(int threads, Pieces out) {
    Deque<Future<Piece>> underWay = new ArrayDeque<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      try {
        int to;
        for (int from = 0; from < set.requests(); from = to) {
          int first = from;
          int end = endOfPiece(from);
          underWay.add(pool.submit(() -> piece(first, end)));
          to = end;
          if (underWay.size() > 2 * threads) {
            take(underWay, out);
          }
        }
        while (!underWay.isEmpty()) {
          take(underWay, out);
        }
      } finally {
        underWay.forEach(piece -> piece.cancel(true));
      }
    }
  }

  private int endOfPiece(int from) {
    int to = from;
    int impressions = 0;
    while (to < set.requests() && impressions < PIECE) {
      impressions += set.impressions(to++);
    }
    return to;
  }

  private Piece piece(int from, int to) {
    Batch batch = set.newBatch();
    set.read(IntStream.range(from, to).toArray(), 0, to - from, batch);
    var predictions = model.predict(batch);
    long first = set.firstImpression(from);
    String[] keys = new String[predictions.size()];
    if (hasKeys) {
      set.readKeys(first, keys);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < keys.length; i++) {
      String key = hasKeys ? keys[i] : Long.toString(first + i + 1);
      format.row(name, key, predictions, i, text);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return new Piece(bytes, first + keys.length);
  }

  private static void take(Deque<Future<Piece>> underWay, Pieces out) {
    try {
      Piece piece = underWay.removeFirst().get();
      out.take(piece.text(), piece.rows());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while scoring", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
