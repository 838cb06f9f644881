package io.esmm.train;

import io.esmm.faults.FaultyDisk;
import io.esmm.graph.Parameter;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A process that trains with checkpoints and says what it does, one word and a number a line: for
 * {@link KillTest} to kill. Arguments: the folder of the checkpoints, and the change of the disk at
 * which to wait to be killed, or 0.
 */
final class KilledTraining {
  static final int INTERVAL = 4;

  /** About 160 steps. */
  private static final TrainingConfig TRAINING =
      new TrainingConfig(
          32,
          20,
          11L,
          StatefulTraining.TRAINING.learningRateSchedule(),
          new EarlyStoppingConfig("joint.auc:buy", 1000, 5, null),
          null,
          CheckpointConfig.everySteps(INTERVAL));

  private KilledTraining() {}

  public static void main(String[] args) {
    Path place = Path.of(args[0]);
    long pauseAt = Long.parseLong(args[1]);
    Path seen = pauseAt == 0 ? place : FaultyDisk.pausing(pauseAt, System.out::println).path(place);
    Trainer trainer = StatefulTraining.trainer(TRAINING);
    System.out.println("ready");
    TrainingResult result =
        trainer
            .withCheckpoints(CheckpointFolder.of(seen))
            .withListener(
                new TrainingListener() {
                  @Override
                  public void onResume(TrainingProgress progress, Path checkpoint) {
                    System.out.println("resumed " + progress.step());
                  }

                  @Override
                  public void onStep(TrainingProgress progress) {
                    System.out.println("step " + progress.step());
                  }

                  @Override
                  public void onCheckpoint(TrainingProgress progress, Path checkpoint) {
                    System.out.println("checkpoint " + progress.step());
                  }
                })
            .train(StatefulTraining.rows(5));
    System.out.println("done " + digest(result));
  }

  /** Of everything that a training gives. */
  private static String digest(TrainingResult result) {
    StringBuilder text = new StringBuilder();
    for (Parameter p : result.weights().parameters()) {
      text.append(p.name()).append(Arrays.toString(result.weights().of(p).floats()));
    }
    text.append(result.steps()).append(' ').append(result.rows()).append(' ');
    text.append(result.epochLosses()).append(' ').append(result.bestMetric());
    text.append(' ').append(result.stoppedEarly());
    return RunIdentity.sha256(text.toString());
  }
}
