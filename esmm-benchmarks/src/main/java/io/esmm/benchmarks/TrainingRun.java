package io.esmm.benchmarks;

import io.esmm.train.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains for some seconds, warms up first, and takes the rate of every window of about a second.
 *
 * @param workload what was trained on
 * @param rates impressions per second in each window
 * @param stages seconds of a thread that each stage took per impression, over all windows
 * @param work of a step
 */
record TrainingRun(
    Workload workload, List<Double> rates, Map<Stage, Double> stages, StepWork work) {

  static TrainingRun of(Workload workload, int threads, double warmUp, double seconds) {
    Ours ours = Ours.of(workload);
    try (OwnTraining training = new OwnTraining(ours, threads)) {
      training.run(warmUp);
      training.resetStages();
      List<Double> rates = new ArrayList<>();
      long end = System.nanoTime() + (long) (1e9 * seconds);
      do {
        rates.add(training.run(1));
      } while (System.nanoTime() < end);
      return new TrainingRun(workload, rates, training.stages(), StepWork.of(ours));
    }
  }
}
