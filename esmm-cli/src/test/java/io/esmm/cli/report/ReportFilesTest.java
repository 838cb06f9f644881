package io.esmm.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esmm.cli.CommandRun;
import io.esmm.cli.TinyProject;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
  @TempDir private Path folder;
  private TinyProject project;

  @BeforeEach
  void newProject() {
    project = new TinyProject(folder);
  }

  @Test
  void trainWritesAReportOfTrainingAndEvaluationBesideTheModel() {
    CommandRun run =
        CommandRun.of("train", project.config(), "--out", project.path("model")).succeeds();
    assertThat(run.err()).contains("report: " + project.path("model.report.html"));
    assertThat(project.read("model.report.html"))
        .contains(
            "Model tiny", "mean loss per impression", "buy given click, on the 20 impressions")
        .contains("<dt><bdi>Seed</bdi></dt>", "&quot;batchSize&quot; : 32")
        .contains("Reliability: click and buy", "Distribution: buy given click");
  }

  @Test
  void theReportAndItsFiguresGoWhereTheyAreAskedFor() {
    Path page = project.path("page.html");
    CommandRun.of(
            "train",
            project.config(),
            "--out",
            project.path("model"),
            "--report",
            page,
            "--figures",
            project.path("figures"))
        .succeeds();
    assertThat(project.path("model.report.html")).doesNotExist();
    assertThat(page).isNotEmptyFile();
    assertThat(project.path("figures/01-against-labels.csv")).isNotEmptyFile();
    assertThat(project.path("figures/10-loss.png")).isNotEmptyFile();
  }

  @Test
  void theTablesOfAnEvaluationHoldTheNumbersOfItsJson() throws Exception {
    Path model = project.train();
    CommandRun.of(
            "evaluate",
            model,
            "--input",
            project.path("model.data/test"),
            "--json",
            project.path("metrics.json"),
            "--report",
            project.path("test.html"))
        .succeeds();
    JsonNode buy = new ObjectMapper().readTree(project.read("metrics.json")).at("/events/buy");
    String page = project.read("test.html");
    for (String probability : new String[] {"conditional", "joint"}) {
      for (String metric : new String[] {"auc", "gauc", "logLoss", "pcoc", "ece", "brier"}) {
        JsonNode value = buy.path(probability).path(metric);
        assertThat(value.isNumber()).isTrue();
        assertThat(page).contains("<data value=\"" + value.asDouble() + "\">");
      }
    }
    assertThat(page).contains("Measured on " + project.path("model.data/test"));
  }

  @Test
  void withoutTestRowsTheReportIsOfTrainingAlone() {
    project.replace(
        "esmm.json", ",\n          \"split\": {\"type\": \"share\", \"test\": 0.25}", "");
    CommandRun.of("train", project.config(), "--out", project.path("model")).succeeds();
    assertThat(project.read("model.report.html"))
        .contains("There were no test rows.", "mean loss per impression")
        .doesNotContainPattern(Pattern.compile("<caption>Against labels"));
  }

  @Test
  void aReportThatCannotBeWrittenIsOneClearProblem() {
    Path model = project.train();
    CommandRun.of(
            "evaluate",
            model,
            "--input",
            project.path("model.data/test"),
            "--report",
            project.path("esmm.json/page.html"))
        .failsSaying("esmm.json");
  }
}
