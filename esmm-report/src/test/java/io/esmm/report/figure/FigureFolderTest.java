package io.esmm.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.eval.statistics.Repeats;
import io.esmm.problem.ProblemException;
import io.esmm.report.Axis;
import io.esmm.report.BoxChart;
import io.esmm.report.Chart;
import io.esmm.report.Folded;
import io.esmm.report.LineChart;
import io.esmm.report.Point;
import io.esmm.report.Report;
import io.esmm.report.ReportTable;
import io.esmm.report.ReportTable.Cell;
import io.esmm.report.ReportTable.Column;
import io.esmm.report.ReportTable.Row;
import io.esmm.report.SampleReport;
import io.esmm.report.Section;
import io.esmm.report.Series;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureFolderTest {
  private static final Chart BOXES =
      new BoxChart(
          "AUC, \"all\"",
          "",
          Axis.linear("AUC"),
          List.of(new BoxChart.Box("A,\nB", List.of(0.1, Double.NaN))));

  @Test
  void csvHoldsWholeNumbersAndQuotesWhatMustBe() {
    assertThat(CsvText.of(BOXES)).isEqualTo("series,AUC\r\n\"A,\nB\",0.1\r\n\"A,\nB\",\r\n");
    LineChart chart =
        new LineChart(
            "",
            "",
            Axis.linear("rows"),
            Axis.linear("loss"),
            List.of(
                new Series(
                    "ESMM", Series.Drawing.LINE, List.of(new Point(1e6, 1 / 3.0, 0.25, 0.5))),
                new Series("chance", Series.Drawing.REFERENCE, List.of(Point.of(0, 0)))));
    assertThat(CsvText.of(chart))
        .isEqualTo("series,rows,loss,low,high\r\nESMM,1000000,0.3333333333333333,0.25,0.5\r\n");
  }

  @Test
  void aTableKeepsMeansAndDeviationsApartAndTheUndefinedEmpty() {
    ReportTable table =
        new ReportTable(
            "",
            "",
            "method",
            List.of(Column.of("AUC"), Column.of("PCOC"), Column.of("said")),
            List.of(
                Row.of(
                    "BASE",
                    Cell.of(new Repeats(3, 0.66001, 0.0042)).marked("*", "p 0.04"),
                    Cell.undefined("no positives"),
                    Cell.text("yes"))));
    assertThat(CsvText.of(table))
        .isEqualTo("method,AUC,AUC deviation,PCOC,said\r\nBASE,0.66001,0.0042,,yes\r\n");
  }

  @Test
  void everyChartIsAPngAndACsvAndEveryTableACsv(@TempDir Path folder) throws Exception {
    Path target = folder.resolve("figures");
    assertThat(FigureFolder.write(SampleReport.of(), target)).isEqualTo(7);
    Set<String> names = new HashSet<>();
    try (Stream<Path> files = Files.list(target)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    assertThat(names)
        .hasSize(14)
        .contains("01-auc-mean-and-deviation.csv", "02-cvr-auc-over-repeats.png", "manifest.json")
        .contains("03-figure-3-auc-against-the-sampling-rate.csv", "05-roc-of-conversion.png");
    FigureFolder.write(new Report("", "", List.of()), target);
    assertThat(target.toFile().list()).containsExactly("manifest.json");
  }

  @Test
  void aPngHasItsBackgroundAndTheColourOfItsSeries() throws Exception {
    BufferedImage image =
        ImageIO.read(
            new ByteArrayInputStream(
                PngImage.of(
                    new BoxChart(
                        "t",
                        "",
                        Axis.linear("x"),
                        List.of(new BoxChart.Box("b", List.of(1.0, 2.0, 3.0, 4.0, 5.0)))))));
    assertThat(image.getWidth()).isEqualTo(1272);
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y) & 0xffffff);
      }
    }
    assertThat(colours).contains(0xffffff, 0x0067b1);
  }

  @Test
  void whatIsFoldedAwayIsWrittenUnderItsTitle(@TempDir Path folder) {
    Report report =
        new Report("", "", List.of(Section.of("", new Folded("rate 0.5", false, List.of(BOXES)))));
    assertThat(FigureFolder.write(report, folder.resolve("figures"))).isEqualTo(1);
    assertThat(folder.resolve("figures/01-rate-0-5-auc-all.png")).isNotEmptyFile();
    assertThat(folder.resolve("figures/01-rate-0-5-auc-all.csv")).isNotEmptyFile();
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone(@TempDir Path folder) throws Exception {
    Path own = folder.resolve("mine.txt");
    Files.writeString(own, "mine");
    Report report = new Report("", "", List.of(Section.of("", BOXES)));
    assertThatThrownBy(() -> FigureFolder.write(report, folder))
        .isInstanceOf(ProblemException.class);
    assertThat(own).hasContent("mine");
  }
}
