package io.esmm.benchmarks;

import io.esmm.batch.Batch;
import io.esmm.benchmarks.table.Bar;
import io.esmm.benchmarks.table.Line;
import io.esmm.benchmarks.table.Part;
import io.esmm.benchmarks.table.Spread;
import io.esmm.benchmarks.table.Unit;
import io.esmm.model.EsmmModel;
import io.esmm.model.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests on one thread: with all of their candidates, and with one. */
final class ScoringPart {
  /** Of a large request. */
  static final int CANDIDATES = 200;

  private static final int REQUESTS = 32;

  /** Places of the ways to score a request. */
  private static final int TEXTS = 0;

  private static final int IDS = 1;
  private static final int PEER = 2;

  private final Effort effort;
  private final EsmmModel model;
  private final ScoringWorkload workload;
  private final List<Line> lines = new ArrayList<>();

  private ScoringPart(Effort effort) {
    this.effort = effort;
    this.workload = new ScoringWorkload();
    this.model = workload.model();
  }

  /**
   * Measures.
   *
   * @param peers to score beside; null if there are none
   */
  static Part of(Effort effort, Goals goals, @Nullable Peers peers) {
    ScoringPart part = new ScoringPart(effort);
    part.large(goals.request(), peers);
    part.small();
    return Part.of("scoring on one thread, 27 fields, 500 behavior ids", part.lines);
  }

  private void large(Bar bar, @Nullable Peers peers) {
    List<Request> requests = requests(CANDIDATES);
    List<Batch> batches = encode(requests);
    try (Peers.@Nullable ScoringPeer peer = peers == null ? null : peers.scoring(model, batches)) {
      List<IntConsumer> ways = new ArrayList<>(ours(requests, batches));
      if (peer != null) {
        ways.add(peer::score);
      }
      List<List<RequestTimes>> windows = windows(ways);
      String name = CANDIDATES + " candidates ";
      median(name + "from texts, p50", windows, TEXTS, bar);
      tail(name + "from texts, p99 to p50", windows, TEXTS);
      median(name + "from ids, p50", windows, IDS, bar);
      tail(name + "from ids, p99 to p50", windows, IDS);
      if (peer != null) {
        lines.add(
            Line.of(
                "probabilities differ from " + peer.name() + "'s by",
                Unit.SHARE,
                Spread.once(peer.disagreement())));
        median(name + "in " + peer.name() + " from ids, p50", windows, PEER, null);
        lines.add(
            new Line(
                "  its time to ours",
                Unit.TIMES,
                Spread.ofRatios(medians(windows, PEER), medians(windows, IDS)),
                Goals.TO_ONNX_RUNTIME));
      }
    }
  }

  private void small() {
    List<Request> requests = requests(1);
    List<List<RequestTimes>> windows = windows(ours(requests, encode(requests)));
    median("one candidate from texts, p50", windows, TEXTS, Goals.ONE_ROW);
    median("one candidate from ids, p50", windows, IDS, Goals.ONE_ROW);
  }

  private List<Request> requests(int candidates) {
    return Stream.generate(() -> workload.request(candidates)).limit(REQUESTS).toList();
  }

  private List<Batch> encode(List<Request> requests) {
    return requests.stream().map(request -> ScoringWorkload.encode(model, request)).toList();
  }

  private List<IntConsumer> ours(List<Request> requests, List<Batch> batches) {
    return List.of(
        request -> model.predict(requests.get(request)),
        request -> model.predict(batches.get(request)));
  }

  /** Window by window the times of each way. */
  private List<List<RequestTimes>> windows(List<IntConsumer> ways) {
    RequestTimes.byTurns(ways, REQUESTS, effort.warmUp());
    return IntStream.range(0, effort.turns())
        .mapToObj(_ -> RequestTimes.byTurns(ways, REQUESTS, effort.window()))
        .toList();
  }

  private void median(String what, List<List<RequestTimes>> windows, int way, @Nullable Bar bar) {
    lines.add(new Line(what, Unit.SECONDS, Spread.of(medians(windows, way)), bar));
  }

  private void tail(String what, List<List<RequestTimes>> windows, int way) {
    double[] tails =
        windows.stream().mapToDouble(window -> window.get(way).percentile(99)).toArray();
    lines.add(
        new Line(
            what, Unit.TIMES, Spread.ofRatios(tails, medians(windows, way)), Goals.P99_TO_P50));
  }

  private static double[] medians(List<List<RequestTimes>> windows, int way) {
    return windows.stream().mapToDouble(window -> window.get(way).percentile(50)).toArray();
  }
}
