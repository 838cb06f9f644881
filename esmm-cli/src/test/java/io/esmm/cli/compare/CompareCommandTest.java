package io.esmm.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esmm.cli.CommandRun;
import io.esmm.cli.ExitCode;
import io.esmm.cli.TinyProject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  @TempDir private Path folder;
  private TinyProject project;
  private Path wide;

  @BeforeEach
  void twoConfigurations() throws IOException {
    project = new TinyProject(folder);
    wide = folder.resolve("wide.json");
    Files.writeString(wide, project.read("esmm.json").replace("[8]", "[16, 8]"));
  }

  @Test
  void meansAndTestsOverSeedsFromOnePreparation() throws IOException {
    CommandRun run = compare().succeeds();
    assertThat(run.out())
        .containsPattern("configuration +joint\\.auc:click +conditional\\.auc:buy +joint\\.auc:buy")
        .containsPattern("\nesmm +0\\.\\d{4} \\+- 0\\.\\d{4}")
        .containsPattern("\nwide +0\\.\\d{4} \\+- 0\\.\\d{4}")
        .containsPattern("\nless esmm +joint")
        .containsPattern("\nwide +[+-]0\\.\\d{4} \\(p \\d\\.\\d{3}\\)");
    assertThat(files("")).filteredOn(name -> name.startsWith("data-")).hasSize(1);
    assertThat(files("runs")).hasSize(4);
  }

  @Test
  void thePageHoldsTheRunsInFullAndTheCurvesOfTheFirstSeed() throws IOException {
    compare().succeeds();
    String page = project.read("out/report.html");
    for (String run : files("runs")) {
      JsonNode json = new ObjectMapper().readTree(folder.resolve("out/runs").resolve(run).toFile());
      double auc = json.path("metrics").path("joint.auc:buy").asDouble();
      assertThat(page).contains("<td>" + sixDigits(auc) + "</td>"); // of the box chart
      assertThat(json.at("/curves/labels/buy given click/roc")).isNotEmpty();
    }
    assertThat(page)
        .contains("ROC: buy given click", "Reliability: click and buy", "Distribution: click, wide")
        .contains("mean loss per impression", "<h2 id=\"s0\"><bdi>Results</bdi></h2>");
  }

  @Test
  void finishedRunsAreNotMadeAgainAndChangedConfigurationsAre() throws IOException {
    String first = compare().succeeds().out();
    CommandRun again = compare().succeeds();
    assertThat(again.out()).isEqualTo(first);
    assertThat(again.err()).doesNotContain("seed 1");
    List<String> before = files("runs");
    Files.delete(folder.resolve("out/runs").resolve(before.getFirst()));
    assertThat(metricsOf(compare().succeeds().out())).isEqualTo(metricsOf(first));
    assertThat(files("runs")).isEqualTo(before);
    Files.writeString(wide, Files.readString(wide).replace("\"epochs\": 2", "\"epochs\": 1"));
    assertThat(compare().succeeds().err()).contains("wide seed 1").doesNotContain("esmm seed 1");
  }

  @Test
  void whatRowsMustTellDecidesWhetherTheyArePreparedAgain() throws IOException {
    String terms =
        "{\"terms\": [{\"event\": \"click\", \"probability\": \"joint\", \"over\": \"impression\"},"
            + " {\"event\": \"buy\", \"probability\": \"joint\", \"over\": \"impression\","
            + " \"where\": [{\"field\": \"item\", \"in\": [\"i1\"]}]}]}";
    String config = project.read("esmm.json");
    Files.writeString(
        wide, config.replace("\"training\": {", "\"objective\": " + terms + ", \"training\": {"));
    compare().succeeds();
    assertThat(files("")).filteredOn(name -> name.startsWith("data-")).hasSize(2);
  }

  @Test
  void otherEventsCannotBeCompared() throws IOException {
    Files.writeString(wide, Files.readString(wide).replace("\"buy\"", "\"purchase\""));
    compare().failsSaying("wide.json#/funnel/events", "[click, purchase]", "[click, buy]");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void badArgumentsAreUsageErrors() {
    CommandRun run = CommandRun.of("compare", wide, wide, "--out", folder.resolve("out"));
    assertThat(run.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(run.err()).contains("two configurations are called [wide]");
    run = CommandRun.of("compare", wide, "--seeds", 0, "--out", folder.resolve("out"));
    assertThat(run.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(run.err()).contains("--seeds [0]");
  }

  private static double sixDigits(double number) {
    return new BigDecimal(number).round(new MathContext(6)).doubleValue();
  }

  private CommandRun compare() {
    return CommandRun.of(
        "compare", project.config(), wide, "--seeds", 2, "--out", folder.resolve("out"));
  }

  /** Without the seconds, which differ from run to run. */
  private static List<String> metricsOf(String table) {
    return table.lines().map(line -> line.replaceFirst(" +\\d+\\.\\d$", "")).toList();
  }

  private List<String> files(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out").resolve(name))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
