package io.esmm.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.cli.CommandRun;
import io.esmm.cli.TinyProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password in a query is in nothing that is made to be passed on. */
@Tag("once")
class PassedOnResultsTest {
  private static final String SECRET = "hunter2";

  @TempDir private Path folder;
  private TinyProject project;

  @BeforeEach
  void aQueryWithAPassword() {
    project = new TinyProject(folder);
    project.replace(
        "esmm.json",
        "{\"type\": \"csv\", \"path\": \"rows.csv\"}",
        "{\"type\": \"sql\", \"query\": \"select * from 'rows.csv' where 'password=%s' <> ''\"}"
            .formatted(SECRET));
  }

  @Test
  void notInTheResultsOfAnExperiment() {
    CommandRun.of(
            "experiment",
            "table2",
            "--config",
            project.config(),
            "--repeats",
            1,
            "--methods",
            "base,esmm",
            "--figures",
            project.path("out/figures"),
            "--out",
            project.path("out"))
        .succeeds();
    assertThat(project.read("out/results.json")).contains("password=***");
    assertThat(project.read("out/report.html")).contains("password=***");
    assertThat(filesWithTheSecret(project.path("out"))).isEmpty();
  }

  @Test
  void notInAComparison() {
    CommandRun.of("compare", project.config(), "--seeds", 1, "--out", project.path("out"))
        .succeeds();
    assertThat(project.read("out/report.html")).contains("password=***");
    assertThat(filesWithTheSecret(project.path("out"))).isEmpty();
  }

  /** A model has its query as it is: evaluation runs it again. Its report has not. */
  @Test
  void inTheModelAloneOfATraining() {
    Path model = project.train();
    assertThat(project.read("model.report.html")).contains("password=***");
    assertThat(filesWithTheSecret(folder))
        .containsExactlyInAnyOrder(project.config(), model.resolve("model.json"));
  }

  private static List<Path> filesWithTheSecret(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(PassedOnResultsTest::hasTheSecret).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasTheSecret(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(SECRET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
