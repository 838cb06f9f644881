package io.esmm.eval;

import io.esmm.batch.Batch;
import io.esmm.funnel.Funnel;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.Predictions;
import io.esmm.scoring.Scorer;
import io.esmm.train.TrainingSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Labelled rows that a model is measured on: scores them all and keeps what evaluation needs. The
 * result does not depend on the number of threads. Immutable; thread-safe as the set is.
 */
public final class HeldOutRows {
  private static final int BATCH = 4096;

  private final Funnel funnel;
  private final TrainingSet set;
  private final Optional<Grouping> grouping;
  private final int threads;

  private HeldOutRows(Funnel funnel, TrainingSet set, Optional<Grouping> grouping, int threads) {
    this.funnel = funnel;
    this.set = set;
    this.grouping = grouping;
    this.threads = threads;
  }

  /**
   * Scored on one thread, without groups.
   *
   * @throws ProblemException if an event of the funnel has no labels in the set, or there are more
   *     rows than an array can hold
   */
  public static HeldOutRows of(Funnel funnel, TrainingSet set) {
    for (Funnel.Event event : funnel.labelled()) {
      if (!set.events().contains(event.name())) {
        throw new ProblemException(
            "",
            "event [" + event.name() + "] has no labels in the rows",
            "labels are given of " + set.events());
      }
    }
    if (set.impressions() > Integer.MAX_VALUE - 8) {
      throw new ProblemException(
          "",
          Wording.count(set.impressions()) + " rows are too many for one evaluation",
          "evaluate at most " + Wording.count(Integer.MAX_VALUE - 8));
    }
    return new HeldOutRows(funnel, set, Optional.empty(), 1);
  }

  /** The same with groups, for GAUC. */
  public HeldOutRows groupedBy(Grouping groups) {
    return new HeldOutRows(funnel, set, Optional.of(groups), threads);
  }

  /**
   * The same on several threads, at least one.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public HeldOutRows onThreads(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("at least one thread is needed, got " + number);
    }
    return new HeldOutRows(funnel, set, grouping, number);
  }

  /** The funnel whose events are measured. */
  public Funnel funnel() {
    return funnel;
  }

  /** Whether the rows are grouped, so that GAUC can be computed. */
  public boolean hasGroups() {
    return grouping.isPresent();
  }

  /**
   * Scores all rows, in batches of some thousand impressions; keeps the predictions of every event.
   */
  public FunnelPredictions predict(Scorer scorer) {
    return predict(scorer, _ -> {});
  }

  /**
   * Scores all rows.
   *
   * @param progress is told the number of rows done, on the calling thread
   */
  public FunnelPredictions predict(Scorer scorer, IntConsumer progress) {
    int rows = (int) set.impressions();
    PredictionCollector collector =
        grouping
            .map(groups -> new PredictionCollector(funnel, rows, groups))
            .orElseGet(() -> new PredictionCollector(funnel, rows));
    Deque<Future<Scored>> underWay = new ArrayDeque<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      int to;
      for (int from = 0; from < set.requests(); from = to) {
        to = endOfBatch(from);
        int[] requests = consecutive(from, to);
        underWay.add(pool.submit(() -> score(scorer, requests)));
        if (underWay.size() > 2 * threads) {
          take(underWay, collector, progress);
        }
      }
      while (!underWay.isEmpty()) {
        take(underWay, collector, progress);
      }
    }
    return collector.finish();
  }

  private record Scored(Batch batch, Predictions predictions) {}

  private Scored score(Scorer scorer, int[] requests) {
    Batch batch = set.newBatch();
    set.read(requests, 0, requests.length, batch);
    return new Scored(batch, scorer.predict(batch));
  }

  private static void take(
      Deque<Future<Scored>> underWay, PredictionCollector collector, IntConsumer progress) {
    try {
      Scored scored = underWay.removeFirst().get();
      collector.append(scored.predictions(), scored.batch());
      progress.accept(collector.rows());
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

  private int endOfBatch(int from) {
    int to = from;
    int impressions = 0;
    while (to < set.requests() && impressions < BATCH) {
      impressions += set.impressions(to++);
    }
    return to;
  }

  private static int[] consecutive(int from, int to) {
    int[] requests = new int[to - from];
    for (int i = 0; i < requests.length; i++) {
      requests[i] = from + i;
    }
    return requests;
  }
}
