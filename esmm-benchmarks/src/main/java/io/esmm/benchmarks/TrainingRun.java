package io.esmm.benchmarks;

import io.esmm.batch.Batch;
import io.esmm.field.Column;
import io.esmm.graph.Plan;
import io.esmm.graph.Rows;
import io.esmm.graph.Tensor;
import io.esmm.objective.Objective;
import io.esmm.scoring.FunnelGraph;
import io.esmm.tower.TowerRegistry;
import io.esmm.train.Stage;
import io.esmm.train.StageClock;
import io.esmm.train.Trainer;
import io.esmm.train.TrainingListener;
import io.esmm.train.TrainingProgress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Trains for some seconds, warms up first, and takes the rate of every window of about a second.
 *
 * @param workload what was trained on
 * @param rates impressions per second in each window, lowest first
 * @param microseconds thread time of each stage, per impression, over all windows
 * @param flops floating-point operations that the layers take per impression, forward and backward
 */
record TrainingRun(
    Workload workload, List<Double> rates, Map<Stage, Double> microseconds, double flops) {
  /** About the impressions of a shard of a batch of 4,096. */
  private static final int SHARD = 1024;

  /** Ends a training that has been watched long enough. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough() {
      super("enough", null, false, false);
    }
  }

  static TrainingRun of(Workload workload, int threads, double warmUp, double seconds) {
    FunnelGraph graph =
        FunnelGraph.of(
            workload.config().funnel(),
            workload.config().embedding(),
            workload.set().schema(),
            TowerRegistry.load());
    Objective objective =
        Objective.of(
            workload.config().objective().terms(workload.config().funnel()), graph.funnel());
    StageClock clock = new StageClock();
    Windows windows = new Windows(clock, warmUp, seconds);
    try {
      new Trainer(graph, objective, workload.config().optimizer(), workload.config().training())
          .withThreads(threads)
          .withListener(windows)
          .withStageClock(clock)
          .train(workload.set());
    } catch (Enough e) {
      // As it should.
    }
    Map<Stage, Double> stages = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      if (clock.nanoseconds(stage) > 0) {
        stages.put(stage, clock.nanoseconds(stage) / 1e3 / windows.rows);
      }
    }
    Collections.sort(windows.rates);
    return new TrainingRun(workload, windows.rates, stages, flops(graph, workload));
  }

  double median() {
    return rates.get(rates.size() / 2);
  }

  double best() {
    return rates.getLast();
  }

  double lowest() {
    return rates.getFirst();
  }

  /**
   * Every layer's products once forward and twice backward: the gradients of input and weights.
   * Those of requests count once for all impressions of one, those of pairs once for each element.
   */
  private static double flops(FunnelGraph graph, Workload workload) {
    Batch sample = workload.set().newBatch();
    int requests = workload.set().requests();
    for (int count = 1; sample.impressions() < SHARD && count <= requests; count++) {
      workload.set().read(IntStream.range(0, count).toArray(), 0, count, sample);
    }
    double flops = 0;
    for (Tensor tensor : Plan.forTraining(graph.logits()).order()) {
      double rows = rows(tensor.shape().rows(), sample);
      flops += 3 * rows / sample.impressions() * tensor.op().flops();
    }
    return flops;
  }

  private static double rows(Rows rows, Batch batch) {
    return switch (rows) {
      case Rows.Requests() -> batch.requests();
      case Rows.Impressions() -> batch.impressions();
      case Rows.Elements elements -> ((Column.Bags) batch.column(elements.field())).size();
      case Rows.Pairs pairs -> {
        int[] offsets = ((Column.Bags) batch.column(pairs.field())).offsets();
        long sum = 0;
        for (int i = 0; i < batch.impressions(); i++) {
          int request = batch.requestOf()[i];
          sum += offsets[request + 1] - offsets[request];
        }
        yield sum;
      }
      case Rows.Distinct distinct ->
          switch (batch.column(distinct.field())) {
            case Column.Ids c -> Arrays.stream(c.ids(), 0, c.rows()).distinct().count();
            case Column.Bags c -> Arrays.stream(c.ids(), 0, c.size()).distinct().count();
            case Column.Numbers _ -> 0;
          };
    };
  }

  private static final class Windows implements TrainingListener {
    private static final double WINDOW = 1e9;

    private final StageClock clock;
    private final double warmUp;
    private final double seconds;
    private final List<Double> rates = new ArrayList<>();
    private final long begun = System.nanoTime();
    private long windowStart;
    private long windowRows;
    private long firstRows;
    private long rows;
    private boolean warm;

    Windows(StageClock clock, double warmUp, double seconds) {
      this.clock = clock;
      this.warmUp = warmUp;
      this.seconds = seconds;
    }

    @Override
    public void onStep(TrainingProgress progress) {
      long now = System.nanoTime();
      if (!warm) {
        if (now - begun > warmUp * 1e9) {
          warm = true;
          clock.reset();
          windowStart = now;
          windowRows = progress.rows();
          firstRows = progress.rows();
        }
        return;
      }
      if (now - windowStart > WINDOW) {
        rates.add((progress.rows() - windowRows) * 1e9 / (now - windowStart));
        windowStart = now;
        windowRows = progress.rows();
        rows = progress.rows() - firstRows;
      }
      if (now - begun > (warmUp + seconds) * 1e9 && !rates.isEmpty()) {
        rows = progress.rows() - firstRows;
        throw new Enough();
      }
    }
  }
}
