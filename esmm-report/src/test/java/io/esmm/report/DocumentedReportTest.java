package io.esmm.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.eval.metric.Better;
import io.esmm.eval.statistics.Repeats;
import io.esmm.report.ReportTable.Cell;
import io.esmm.report.ReportTable.Column;
import io.esmm.report.ReportTable.Row;
import io.esmm.report.figure.FigureFolder;
import io.esmm.report.html.HtmlReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/reports.md. */
class DocumentedReportTest {
  private static final Path PAGE = Path.of("..", "docs", "reports.md");

  @Test
  void theReportOfTheDocumentationCanBeWritten(@TempDir Path folder) throws Exception {
    double[] mlp = {0.61, 0.62, 0.60};
    double[] din = {0.63, 0.62, 0.64};
    Report report =
        new Report(
            "Two towers",
            "Three seeds on one log.",
            List.of(
                Section.of(
                    "Results",
                    new ReportTable(
                        "AUC",
                        "",
                        "tower",
                        List.of(Column.of("CVR AUC", Better.LARGER)),
                        List.of(
                            Row.of("mlp", Cell.of(Repeats.of(mlp))),
                            Row.of("din", Cell.of(Repeats.of(din)).marked("*", "p 0.03")))),
                    new BoxChart(
                        "CVR AUC over seeds",
                        "",
                        Axis.linear("CVR AUC"),
                        List.of(
                            new BoxChart.Box("mlp", List.of(0.61, 0.62, 0.60)),
                            new BoxChart.Box("din", List.of(0.63, 0.62, 0.64)))))));
    HtmlReport.write(report, folder.resolve("towers.html"));
    FigureFolder.write(report, folder.resolve("towers-figures"));
    assertThat(folder.resolve("towers.html")).isNotEmptyFile();
    assertThat(folder.resolve("towers-figures/02-cvr-auc-over-seeds.png")).isNotEmptyFile();
    String example = withoutSpaces(Files.readString(PAGE));
    Path source = Path.of("src/test/java/io/esmm/report/DocumentedReportTest.java");
    String code = withoutSpaces(Files.readString(source));
    String from = withoutSpaces("Report report =");
    String to = "0.64)))))));";
    assertThat(example).contains(code.substring(code.indexOf(from), code.indexOf(to)) + to);
  }

  private static String withoutSpaces(String text) {
    return text.replaceAll("\\s+", "");
  }
}
