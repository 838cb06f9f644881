package io.esmm.peers;

import io.esmm.batch.Batch;
import io.esmm.benchmarks.ScoringWorkload;
import io.esmm.model.EsmmModel;
import io.esmm.model.Request;
import io.esmm.model.RequestEncoder;
import io.esmm.peers.onnx.OnnxScorer;
import io.esmm.scoring.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scoring beside ONNX Runtime on one thread: first whether both give the same probabilities, then
 * how long a request takes, by turns of one request each.
 *
 * @param disagreement the greatest difference between a probability of ours and ONNX Runtime's
 * @param durations ours from texts, ours from ids, ONNX Runtime from ids
 */
record ScoringComparison(double disagreement, List<Durations> durations) {
  /** Probabilities that differ by more are not of the same model. */
  static final double TOLERANCE = 1e-5;

  /** The place of ours from ids, which is what ONNX Runtime starts from. */
  static final int OURS = 1;

  private static final int REQUESTS = 32;

  /** How long requests took. */
  static final class Durations {
    private final String name;
    private final long[] sorted;

    /** Sorts a copy of these nanoseconds. */
    Durations(String name, long[] nanoseconds) {
      this.name = name;
      this.sorted = nanoseconds.clone();
      Arrays.sort(sorted);
    }

    String name() {
      return name;
    }

    /** What this percentage of the requests did not exceed: nearest rank. */
    double microseconds(double percent) {
      int rank = (int) Math.ceil(percent / 100 * sorted.length);
      return sorted[Math.max(rank, 1) - 1] / 1e3;
    }
  }

  /** Scores the request at this place. */
  private interface Way {
    void score(int request);
  }

  /**
   * Compares.
   *
   * @param candidates of a request
   * @param warmUp seconds that do not count
   * @param seconds that count, of all by turns
   * @throws IllegalStateException if probabilities differ by more than the tolerance
   */
  static ScoringComparison of(int candidates, double warmUp, double seconds) {
    ScoringWorkload workload = new ScoringWorkload();
    EsmmModel model = workload.model();
    List<Request> requests = new ArrayList<>();
    List<Batch> batches = new ArrayList<>();
    for (int r = 0; r < REQUESTS; r++) {
      Request request = workload.request(candidates);
      requests.add(request);
      batches.add(encode(model, request));
    }
    try (OnnxScorer peer = new OnnxScorer(model)) {
      batches.forEach(peer::add);
      double disagreement = 0;
      for (int r = 0; r < REQUESTS; r++) {
        disagreement =
            Math.max(disagreement, disagreement(model.predict(batches.get(r)), peer.score(r)));
      }
      List<String> names = List.of("ours, from texts", "ours, from ids", "ONNX Runtime, from ids");
      List<Way> ways =
          List.of(
              r -> model.predict(requests.get(r)), r -> model.predict(batches.get(r)), peer::score);
      turns(ways, warmUp);
      long[][] measured = turns(ways, seconds);
      List<Durations> durations = new ArrayList<>();
      for (int w = 0; w < measured.length; w++) {
        durations.add(new Durations(names.get(w), measured[w]));
      }
      return new ScoringComparison(disagreement, durations);
    }
  }

  static Batch encode(EsmmModel model, Request request) {
    Batch batch = new Batch(model.schema(), List.of());
    new RequestEncoder(model.schema(), model.config().requests()).append(request, batch);
    return batch;
  }

  /**
   * The greatest difference between probabilities of the same impressions.
   *
   * @throws IllegalStateException if it is above the tolerance
   */
  static double disagreement(Predictions ours, OnnxScorer.Probabilities theirs) {
    double greatest = 0;
    for (int e = 0; e < ours.funnel().names().size(); e++) {
      for (int i = 0; i < ours.size(); i++) {
        greatest = Math.max(greatest, Math.abs(ours.conditional(e, i) - theirs.conditional(e, i)));
        greatest = Math.max(greatest, Math.abs(ours.joint(e, i) - theirs.joint(e, i)));
      }
    }
    if (!(greatest <= TOLERANCE)) {
      throw new IllegalStateException(
          "probabilities differ by [" + greatest + "]: not the same model");
    }
    return greatest;
  }

  /** Nanoseconds of each request of each way. */
  private static long[][] turns(List<Way> ways, double seconds) {
    long[][] durations = new long[ways.size()][1024];
    int count = 0;
    long end = System.nanoTime() + (long) (1e9 * seconds);
    while (count == 0 || System.nanoTime() < end) {
      for (int w = 0; w < durations.length; w++) {
        if (count == durations[w].length) {
          durations[w] = Arrays.copyOf(durations[w], 2 * count);
        }
        long start = System.nanoTime();
        ways.get(w).score(count % REQUESTS);
        durations[w][count] = System.nanoTime() - start;
      }
      count++;
    }
    for (int w = 0; w < durations.length; w++) {
      durations[w] = Arrays.copyOf(durations[w], count);
    }
    return durations;
  }
}
