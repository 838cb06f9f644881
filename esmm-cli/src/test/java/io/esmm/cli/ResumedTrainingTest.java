package io.esmm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.cli.console.Interruption;
import io.esmm.cli.console.Output;
import io.esmm.cli.train.ModelTraining;
import io.esmm.experiment.project.ConfigurationFile;
import io.esmm.experiment.project.TrainingRows;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code train} goes on where it was interrupted, and says so. */
class ResumedTrainingTest {
  private static final String EVERY_STEP = "training.checkpoint.everySteps=1";

  @TempDir private Path folder;
  private TinyProject project;

  @BeforeEach
  void project() {
    project = new TinyProject(folder);
  }

  private CommandRun train(String out, Object... more) {
    List<Object> args = new ArrayList<>();
    args.addAll(List.of("train", project.config(), "--out", project.path(out)));
    args.addAll(List.of("--threads", 1));
    args.addAll(Arrays.asList(more));
    return CommandRun.of(args.toArray());
  }

  /** Trains to the end, but does not save, as if killed just before: the checkpoints are left. */
  private void leaveCheckpoints(String out) {
    Path prepared = project.path(out + ".data");
    CommandRun.of("prepare", project.config(), "--out", prepared).succeeds();
    ConfigurationFile file = ConfigurationFile.read(project.config(), List.of(EVERY_STEP));
    try (TrainingRows rows = TrainingRows.prepared(file.config(), prepared)) {
      new ModelTraining(file, 1, quiet())
          .withCheckpoints(ModelTraining.checkpoints(project.path(out + ".checkpoints"), file))
          .train("train", rows.training(), rows.validation());
    }
  }

  private static Output quiet() {
    Output output = new Output();
    CommandLine command =
        new CommandLine(
            CommandSpec.create().addMixin("output", CommandSpec.forAnnotatedObject(output)));
    command.setErr(new PrintWriter(Writer.nullWriter())).parseArgs("--quiet");
    return output;
  }

  private void assertSameModel(String one, String other) throws IOException {
    try (Stream<Path> files = Files.walk(project.path(one))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path twin = project.path(other).resolve(project.path(one).relativize(file));
        assertThat(twin).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void theSameCommandGoesOnAndGivesTheSameModel() throws IOException {
    train("whole", "--set", EVERY_STEP).succeeds();
    leaveCheckpoints("model");
    assertThat(project.files()).contains("model.checkpoints");
    CommandRun run = train("model", "--set", EVERY_STEP).succeeds();
    assertThat(run.err())
        .contains("the rows prepared in " + project.path("model.data") + " are used again")
        .contains("goes on after step 12 in epoch 2, where a run was interrupted (--fresh starts");
    assertSameModel("whole", "model");
    assertThat(project.files())
        .containsExactly(
            "esmm.json",
            "model",
            "model.data",
            "model.report.html",
            "rows.csv",
            "whole",
            "whole.data",
            "whole.report.html");
  }

  @Test
  void freshStartsAnew() {
    leaveCheckpoints("model");
    CommandRun run = train("model", "--fresh").succeeds();
    assertThat(run.err()).contains("preparing the raw rows").doesNotContain("goes on");
    assertThat(project.files())
        .containsExactly("esmm.json", "model", "model.data", "model.report.html", "rows.csv");
  }

  @Test
  void anotherConfigurationDoesNotGoOn() {
    leaveCheckpoints("model");
    train("model", "--set", "funnel.events.buy.tower.activation=tanh")
        .failsSaying("model.checkpoints", "differs in [configuration]", "--fresh");
    assertThat(project.files()).contains("model.checkpoints");
  }

  @Test
  void aTrainingThatIsAskedToEndStopsWithACheckpoint() throws Exception {
    project.mkdir("model.checkpoints");
    CompletableFuture<CommandRun> running =
        CompletableFuture.supplyAsync(
            () -> train("model", "--set", "training.epochs=1000000", "--set", EVERY_STEP));
    while (isEmpty(project.path("model.checkpoints")) && !running.isDone()) {
      Thread.sleep(10);
    }
    Interruption.stopAll();
    CommandRun run = running.get(1, TimeUnit.MINUTES);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.INTERRUPTED.code());
    assertThat(run.err())
        .containsPattern("stopped after step [0-9,]+; the same command goes on from there")
        .doesNotContain("esmm: ");
    assertThat(project.path("model")).doesNotExist();
    assertThat(project.files())
        .containsExactly("esmm.json", "model.checkpoints", "model.data", "rows.csv");
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.allMatch(entry -> String.valueOf(entry.getFileName()).startsWith("."));
    }
  }
}
