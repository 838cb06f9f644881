package io.esmm.benchmarks;

import io.esmm.config.EsmmConfig;
import io.esmm.model.ModelTrainer;
import io.esmm.train.CheckpointConfig;
import io.esmm.train.CheckpointFolder;
import io.esmm.train.Stage;
import io.esmm.train.StageClock;
import io.esmm.train.Trainer;
import io.esmm.train.TrainingListener;
import io.esmm.train.TrainingProgress;
import io.esmm.train.TrainingStopped;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints how long training stands still for a checkpoint, by its own clock. */
@Command(
    name = "checkpoint",
    mixinStandardHelpOptions = true,
    description =
        "Trains two towers of 360-200-80 on the flat rows with a checkpoint every ten steps, and"
            + " prints the pause that each makes: written, forced to the disk, renamed, an old one"
            + " removed.",
    footer = {"", "Example:", "  ./esmm-bench checkpoint --dir esmm-bench-data"})
final class CheckpointCommand implements Callable<Integer> {
  private static final int STEPS = 10;

  @Option(
      names = "--checkpoints",
      paramLabel = "N",
      defaultValue = "20",
      description = "Checkpoints to write; default: ${DEFAULT-VALUE}.")
  private int checkpoints;

  @Option(
      names = "--impressions",
      paramLabel = "N",
      defaultValue = "400000",
      description = "Rows of the training; default: ${DEFAULT-VALUE}.")
  private int impressions;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "esmm-bench-data",
      description = "The disk to write to, in a folder that is removed; default: ${DEFAULT-VALUE}.")
  private Path dir = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Workload workload = FlatRows.of(impressions);
    EsmmConfig config =
        workload
            .config()
            .with(workload.config().training().withCheckpoint(CheckpointConfig.everySteps(STEPS)));
    Files.createDirectories(dir);
    CheckpointFolder folder = CheckpointFolder.of(Files.createTempDirectory(dir, "checkpoints"));
    Pauses pauses = new Pauses(checkpoints);
    try {
      ModelTrainer.of(config).with(trainer -> pauses.watch(trainer, folder)).train(workload.set());
    } catch (TrainingStopped e) {
      // As it should.
    } finally {
      folder.remove();
    }
    RequestTimes times = new RequestTimes(pauses.nanoseconds);
    out.printf(
        Locale.ROOT,
        "%d checkpoints of %,.1f MB: pauses of %,.0f ms in the median, %,.0f ms at most%n",
        times.count(),
        pauses.bytes / 1e6,
        1e3 * times.percentile(50),
        1e3 * times.percentile(100));
    return 0;
  }

  /** The time that each checkpoint took, and the size of the last. */
  private static final class Pauses implements TrainingListener {
    private final StageClock clock = new StageClock();
    private final long[] nanoseconds;
    private int count;
    private long before;
    private long bytes;
    private Runnable stop = () -> {};

    Pauses(int checkpoints) {
      this.nanoseconds = new long[checkpoints];
    }

    Trainer watch(Trainer trainer, CheckpointFolder folder) {
      stop = trainer::stop;
      return trainer.withCheckpoints(folder).withStageClock(clock).withListener(this);
    }

    @Override
    public void onCheckpoint(TrainingProgress progress, Path checkpoint) {
      long now = clock.nanoseconds(Stage.CHECKPOINT);
      if (count < nanoseconds.length) {
        nanoseconds[count++] = now - before;
      }
      before = now;
      if (count == nanoseconds.length) {
        try (Stream<Path> files = Files.list(checkpoint)) {
          bytes = files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        stop.run();
      }
    }
  }
}
