package io.esmm.benchmarks;

import io.esmm.benchmarks.table.Bar;
import io.esmm.benchmarks.table.Line;
import io.esmm.benchmarks.table.Part;
import io.esmm.benchmarks.table.Spread;
import io.esmm.benchmarks.table.StageTimes;
import io.esmm.benchmarks.table.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Training from prepared rows to updated weights, by turns on all threads, on one, and in the
 * peers.
 */
final class TrainingPart {
  private final Workload rows;
  private final int threads;
  private final Effort effort;
  private final List<Line> lines = new ArrayList<>();

  /** What is asked of one shape of rows: how many a second, and how many times those of peers. */
  record Asked(Bar impressions, Map<PeerStyle, Bar> toPeers) {}

  private TrainingPart(Workload rows, int threads, Effort effort) {
    this.rows = rows;
    this.threads = threads;
    this.effort = effort;
  }

  /**
   * Measures.
   *
   * @param machine the peak and what is copied, of all threads at once
   * @param peers to train beside; null if there are none
   */
  static Part of(
      Workload rows,
      int threads,
      Effort effort,
      Asked asked,
      MachineRates machine,
      @Nullable Peers peers) {
    return new TrainingPart(rows, threads, effort).measure(asked, machine, peers);
  }

  private Part measure(Asked asked, MachineRates machine, @Nullable Peers peers) {
    Ours ours = Ours.of(rows);
    StepWork work = StepWork.of(ours);
    StageTimes stages;
    try (OwnTraining all = new OwnTraining(ours, threads);
        OwnTraining one = new OwnTraining(ours, 1);
        Peers.@Nullable TrainingPeers twins =
            peers == null ? null : peers.training(ours, threads, effort.steps(), effort.window())) {
      all.run(effort.warmUp());
      one.run(effort.window());
      List<PeerStyle> styles = new ArrayList<>();
      List<TrainingRunner> runners = new ArrayList<>(List.of(all, one));
      if (twins != null) {
        styles.addAll(twins.runners().keySet());
        runners.addAll(twins.runners().values());
      }
      all.resetStages();
      double[][] rates = TrainingRunner.byTurns(runners, effort.window(), effort.turns());
      stages =
          new StageTimes(
              rows.name() + ", " + all.name(),
              all.stages(),
              work.floors(machine.flops() / threads, machine.copied() / threads));
      own(rates, asked, machine.flops() / work.flops());
      reading(Spread.of(rates[0]).median());
      if (twins != null) {
        lines.add(
            new Line(
                "losses of the first steps differ from PyTorch's by",
                Unit.SHARE,
                Spread.once(twins.disagreement()),
                Goals.LOSSES_AGREE));
        for (int i = 0; i < styles.size(); i++) {
          peer(runners.get(2 + i), rates[2 + i], rates[0], asked.toPeers().get(styles.get(i)));
        }
      }
    }
    return new Part("training, " + rows.name(), lines, List.of(stages));
  }

  private void own(double[][] rates, Asked asked, double floor) {
    Spread all = Spread.of(rates[0]);
    lines.add(new Line(name(threads), Unit.IMPRESSIONS, all, asked.impressions()));
    lines.add(
        new Line(
            "of the arithmetic floor", Unit.SHARE, all.over(floor), Goals.OF_ARITHMETIC_FLOOR));
    if (threads > 1) {
      lines.add(
          new Line(
              name(threads) + " to one",
              Unit.TIMES,
              Spread.ofRatios(rates[0], rates[1]),
              threads == 2 ? Goals.TWO_THREADS_TO_ONE : null));
    }
  }

  private void reading(double trained) {
    double[] read =
        RowsPerSecond.reading(rows.set(), effort.window(), effort.window(), effort.turns());
    lines.add(
        new Line(
            "reading on one thread, to training",
            Unit.TIMES,
            Spread.of(read).over(trained),
            Goals.READING_TO_TRAINING));
  }

  private void peer(TrainingRunner runner, double[] rates, double[] ours, @Nullable Bar bar) {
    lines.add(Line.of(runner.name(), Unit.IMPRESSIONS, Spread.of(rates)));
    lines.add(new Line("  ours to it", Unit.TIMES, Spread.ofRatios(ours, rates), bar));
  }

  private static String name(int threads) {
    return threads == 1 ? "one thread" : threads + " threads";
  }
}
