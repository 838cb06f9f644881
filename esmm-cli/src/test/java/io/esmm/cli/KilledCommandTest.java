package io.esmm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in processes of their own, which are asked to end, or killed, and given again. */
@Tag("once")
class KilledCommandTest {
  private static final int KILLS = 6;
  private static final long SEED = Long.getLong("esmm.seed", 1);

  @TempDir private Path folder;
  private TinyProject project;

  @BeforeEach
  void project() {
    project = new TinyProject(folder);
    project.replace(
        "esmm.json", "\"epochs\": 2", "\"epochs\": 40, \"checkpoint\": {\"everySteps\": 5}");
    // A purchase without its click is set aside.
    project.replace("rows.csv", "\nr1,u0,i7,1.5,red|t1,0,0", "\nr1,u0,i7,1.5,red|t1,0,1");
    project.replace(
        "esmm.json",
        "\"key\": \"id\",",
        "\"key\": \"id\", \"policy\": {\"funnelViolation\": \"drop\"},");
  }

  /** What the last command said of rows that were set aside. */
  private List<String> setAside() {
    return project.read("printed").lines().filter(line -> line.contains("aside")).toList();
  }

  /** Starts a command; what it prints goes into the file {@code printed}. */
  private Process start(Object... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Desmm.kernels=scalar", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    for (Object arg : args) {
      command.add(arg.toString());
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(project.path("printed").toFile())
        .start();
  }

  private Process train(String out) throws IOException {
    return start("train", project.config(), "--out", project.path(out), "--threads", 2);
  }

  /** Every file below a folder, hidden ones too, by its path there. */
  private static Map<String, List<Byte>> content(Path root) throws IOException {
    Map<String, List<Byte>> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : Files.readAllBytes(file)) {
          bytes.add(b);
        }
        content.put(root.relativize(file).toString(), bytes);
      }
    }
    return content;
  }

  private boolean hasCheckpoint(String out) throws IOException {
    Path checkpoints = project.path(out + ".checkpoints");
    if (!Files.isDirectory(checkpoints)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(checkpoints)) {
      return entries.anyMatch(e -> String.valueOf(e.getFileName()).startsWith("step-"));
    }
  }

  @Test
  void aTrainingThatIsAskedToEndLeavesACheckpointAndTheSameCommandGoesOn() throws Exception {
    assertThat(train("whole").waitFor()).isZero();
    List<String> setAside = setAside();
    assertThat(setAside).isNotEmpty();
    Process asked = train("model");
    while (!hasCheckpoint("model") && asked.isAlive()) {
      Thread.sleep(5);
    }
    asked.destroy();
    assertThat(asked.waitFor()).as(project.read("printed")).isEqualTo(128 + 15);
    assertThat(project.read("printed"))
        .containsPattern("stopped after step [0-9,]+; the same command goes on from there")
        .doesNotContain("Exception");
    assertThat(project.path("model")).doesNotExist();
    assertThat(project.files()).noneMatch(name -> name.startsWith(".esmm"));
    assertThat(train("model").waitFor()).isZero();
    assertThat(project.read("printed")).contains("goes on after step");
    assertThat(setAside()).isEqualTo(setAside);
    assertThat(content(project.path("model.data"))).isEqualTo(content(project.path("whole.data")));
    assertThat(content(project.path("model"))).isEqualTo(content(project.path("whole")));
    assertThat(project.files()).doesNotContain("model.checkpoints");
  }

  @Test
  void aTrainingThatIsKilledGivesTheSameModelInTheEnd() throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    assertThat(train("whole").waitFor()).isZero();
    for (int k = 0; k < KILLS; k++) {
      Process killed = train("model");
      Thread.sleep(300 + random.nextInt(1500));
      killed.destroyForcibly();
      killed.waitFor();
    }
    assertThat(train("model").waitFor()).as(project.read("printed")).isZero();
    assertThat(content(project.path("model"))).isEqualTo(content(project.path("whole")));
    assertThat(project.files())
        .containsExactly(
            "esmm.json",
            "model",
            "model.data",
            "model.report.html",
            "printed",
            "rows.csv",
            "whole",
            "whole.data",
            "whole.report.html");
  }

  @Test
  void aPreparationThatIsKilledGivesTheSameBytesInTheEnd() throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    StringBuilder many = new StringBuilder(project.read("rows.csv"));
    String rows = many.substring(many.indexOf("\n") + 1);
    for (int i = 0; i < 100; i++) {
      many.append(rows.replaceAll("(?m)^r", "r" + i + "x"));
    }
    project.write("rows.csv", many.toString());
    assertThat(start("prepare", project.config(), "--out", project.path("whole")).waitFor())
        .as(project.read("printed"))
        .isZero();
    for (int k = 0; k < KILLS; k++) {
      Process killed = start("prepare", project.config(), "--out", project.path("data"));
      Thread.sleep(300 + random.nextInt(1000));
      killed.destroyForcibly();
      killed.waitFor();
      if (Files.exists(project.path("data"))) {
        assertThat(content(project.path("data"))).isEqualTo(content(project.path("whole")));
      }
    }
    assertThat(start("prepare", project.config(), "--out", project.path("data")).waitFor())
        .as(project.read("printed"))
        .isZero();
    assertThat(content(project.path("data"))).isEqualTo(content(project.path("whole")));
    assertThat(project.files())
        .containsExactly("data", "esmm.json", "printed", "rows.csv", "whole");
  }
}
