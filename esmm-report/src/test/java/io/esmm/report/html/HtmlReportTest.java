package io.esmm.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.report.Axis;
import io.esmm.report.BoxChart;
import io.esmm.report.Facts;
import io.esmm.report.Folded;
import io.esmm.report.LineChart;
import io.esmm.report.Listing;
import io.esmm.report.Paragraph;
import io.esmm.report.Point;
import io.esmm.report.Report;
import io.esmm.report.ReportTable;
import io.esmm.report.ReportTable.Cell;
import io.esmm.report.SampleReport;
import io.esmm.report.Section;
import io.esmm.report.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {

  /** A report whose every text is the same. */
  private static Report filledWith(String text) {
    Series series =
        new Series(text, Series.Drawing.MARKED_LINE, List.of(Point.of(0, 0), Point.of(1, 1)));
    Series steps = new Series(text, Series.Drawing.STEPS, series.points());
    Axis axis = Axis.linear(text);
    ReportTable table =
        new ReportTable(
            text,
            text,
            text,
            List.of(ReportTable.Column.of(text), ReportTable.Column.of(text)),
            List.of(
                ReportTable.Row.of(text, Cell.text(text), Cell.undefined(text)),
                ReportTable.Row.of(text, Cell.number(1, 2).marked(text, text), Cell.text(text))));
    return new Report(
        text,
        text,
        List.of(
            Section.of(text, new Paragraph(text), table, Facts.of(text, Map.of(text, text))),
            Section.of(
                text,
                new Listing(text, text),
                new Folded(text, true, List.of(new Paragraph(text), table)),
                new LineChart(text, text, axis, axis, List.of(series, steps)),
                new BoxChart(text, text, axis, List.of(new BoxChart.Box(text, List.of(1.0)))))));
  }

  private static String tagsOf(String page) {
    return String.join(
        "",
        Pattern.compile("<[^>]*>")
            .matcher(page)
            .results()
            .map(tag -> tag.group().replaceAll("\"[^\"]*\"", "\"\""))
            .toList());
  }

  /** Markup is what stands between angle brackets: that must not depend on what a name contains. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "</style></title></svg></pre></details>",
        "<img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "' autofocus onfocus='alert(1)",
        "<!-- ",
        "]]>",
        "&lt;&#60;&amp;",
        "\u202eabc\u2066",
        "\u0000\u0001\ud800\uffff\u0085",
      })
  void aHostileNameAddsNoMarkup(String name) {
    String plain = tagsOf(HtmlReport.of(filledWith("x".repeat(name.length()))));
    String page = HtmlReport.of(filledWith(name));
    assertThat(tagsOf(page)).isEqualTo(plain);
    assertThat(page).doesNotContain("<script", "onerror=alert(1)>", "\u0000", "\ud800");
  }

  @Test
  void textIsStillThereAfterEscaping() {
    assertThat(new Markup().text("a<b & \"c\" 'd' \ud83d\ude00\u202e").toString())
        .isEqualTo("a&lt;b &amp; &quot;c&quot; &#39;d&#39; \ud83d\ude00\u202e");
    assertThat(new Markup().text("\u0000\udc00").toString()).isEqualTo("\ufffd\ufffd");
  }

  @Test
  void aLongNameIsWholeInTablesAndShortInDrawings() {
    String name = "n".repeat(10_000);
    String page = HtmlReport.of(filledWith(name));
    assertThat(page).contains("<bdi class=\"long\">" + name + "</bdi>");
    assertThat(Pattern.compile("<text[^>]*>([^<]*)</text>").matcher(page).results())
        .isNotEmpty()
        .allSatisfy(words -> assertThat(words.group(1)).hasSizeLessThan(80));
  }

  @Test
  void thePageNamesNothingOutsideItself() {
    String page = HtmlReport.of(SampleReport.of());
    assertThat(page).contains("default-src 'none'");
    assertThat(page).doesNotContain("src=", "url(", "@import", "<script", "<link", "http://");
    assertThat(Pattern.compile("href=\"([^\"]*)\"").matcher(page).results())
        .isNotEmpty()
        .allSatisfy(link -> assertThat(link.group(1)).startsWith("#"));
    assertThat(page).doesNotContain("https:");
  }

  @Test
  void numbersStandInFullPrecisionBesideTheShownOnes() {
    double number = 0.12345678901234568;
    ReportTable table =
        new ReportTable(
            "t",
            "",
            "",
            List.of(ReportTable.Column.of("c")),
            List.of(ReportTable.Row.of("r", Cell.number(number, 4))));
    assertThat(HtmlReport.of(new Report("r", "", List.of(Section.of("s", table)))))
        .contains("<data value=\"" + number + "\">0.1235</data>");
  }

  @Test
  void whatIsUndefinedIsADashWhoseReasonStandsOnceBelow() {
    Cell none = Cell.undefined("no positives");
    ReportTable table =
        new ReportTable(
            "t",
            "",
            "",
            List.of(ReportTable.Column.of("c"), ReportTable.Column.of("d")),
            List.of(
                ReportTable.Row.of("r", none, Cell.undefined("no runs")),
                ReportTable.Row.of("s", none, Cell.number(1, 0))));
    String page = HtmlReport.of(new Report("r", "", List.of(Section.of("s", table))));
    assertThat(page)
        .contains("<sup>1</sup> <bdi>no positives</bdi>, <sup>2</sup> <bdi>no runs</bdi>.");
    assertThat(
            page.split("&ndash;<sup>1</sup></span><span class=\"unseen\">undefined: no positives<"))
        .hasSize(3);
    assertThat(page)
        .contains("&ndash;<sup>2</sup></span><span class=\"unseen\">undefined: no runs<");
  }

  @Test
  void theSameReportGivesTheSameBytes(@TempDir Path folder) throws Exception {
    HtmlReport.write(SampleReport.of(), folder.resolve("a.html"));
    HtmlReport.write(SampleReport.of(), folder.resolve("b.html"));
    assertThat(folder.resolve("a.html")).hasSameBinaryContentAs(folder.resolve("b.html"));
    assertThat(Files.readString(folder.resolve("a.html"))).startsWith("<!doctype html>");
  }

  @Test
  void anEmptyReportIsAPageAllTheSame() {
    Report empty = new Report("", "", List.of(new Section("", List.of())));
    assertThat(HtmlReport.of(empty)).endsWith("</main>\n</body>\n</html>\n");
  }
}
