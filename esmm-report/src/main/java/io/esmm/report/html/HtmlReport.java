package io.esmm.report.html;

import io.esmm.report.Block;
import io.esmm.report.Chart;
import io.esmm.report.Facts;
import io.esmm.report.Folded;
import io.esmm.report.Listing;
import io.esmm.report.Paragraph;
import io.esmm.report.Report;
import io.esmm.report.ReportTable;
import io.esmm.report.Section;
import io.esmm.storage.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Writes a report as one HTML file. The same report gives the same bytes. Thread-safe.
 *
 * <p>The page carries a policy that forbids it to load or run anything, so that whatever a name in
 * the data contains, nothing leaves the file.
 */
public final class HtmlReport {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  private final Report report;
  private final Markup out = new Markup();
  private int charts;

  private HtmlReport(Report report) {
    this.report = report;
  }

  /** The page as text. */
  public static String of(Report report) {
    return new HtmlReport(report).page();
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @throws io.esmm.problem.ProblemException if it cannot be written
   */
  public static void write(Report report, Path file) {
    AtomicFile.write(file, of(report).getBytes(StandardCharsets.UTF_8));
  }

  private String page() {
    out.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .raw("<title>")
        .text(report.title())
        .raw("</title>\n<style>\n")
        .raw(ColourSheet.text())
        .raw(styles())
        .raw("</style>\n</head>\n<body>\n<header>\n<h1>")
        .name(report.title())
        .raw("</h1>\n");
    if (!report.summary().isEmpty()) {
      out.raw("<p>").text(report.summary()).raw("</p>\n");
    }
    out.raw("</header>\n");
    contents();
    out.raw("<main>\n");
    for (int s = 0; s < report.sections().size(); s++) {
      section(report.sections().get(s), s);
    }
    return out.raw("</main>\n</body>\n</html>\n").toString();
  }

  private void contents() {
    if (report.sections().size() < 2) {
      return;
    }
    out.raw("<nav aria-label=\"Contents\">\n<ul>\n");
    for (int s = 0; s < report.sections().size(); s++) {
      out.raw("<li><a href=\"#s" + s + "\">")
          .name(report.sections().get(s).title())
          .raw("</a></li>\n");
    }
    out.raw("</ul>\n</nav>\n");
  }

  private void section(Section section, int number) {
    out.raw("<section aria-labelledby=\"s" + number + "\">\n<h2 id=\"s" + number + "\">")
        .name(section.title())
        .raw("</h2>\n");
    blocks(section.blocks());
    out.raw("</section>\n");
  }

  /** Charts that follow each other share a grid. */
  private void blocks(List<Block> blocks) {
    for (int b = 0; b < blocks.size(); b++) {
      boolean chart = blocks.get(b) instanceof Chart;
      if (chart && (b == 0 || !(blocks.get(b - 1) instanceof Chart))) {
        out.raw("<div class=\"charts\">\n");
      }
      block(blocks.get(b));
      if (chart && (b + 1 == blocks.size() || !(blocks.get(b + 1) instanceof Chart))) {
        out.raw("</div>\n");
      }
    }
  }

  private void block(Block block) {
    switch (block) {
      case Paragraph(String text) -> out.raw("<p>").text(text).raw("</p>\n");
      case Facts facts -> facts(facts);
      case Listing(String title, String text) ->
          out.raw("<details>\n<summary>")
              .text(title)
              .raw("</summary>\n<pre tabindex=\"0\">")
              .text(text)
              .raw("</pre>\n</details>\n");
      case Folded(String title, boolean open, List<Block> blocks) -> {
        out.raw(open ? "<details class=\"folded\" open>" : "<details class=\"folded\">")
            .raw("\n<summary>")
            .name(title)
            .raw("</summary>\n");
        blocks(blocks);
        out.raw("</details>\n");
      }
      case ReportTable table -> new HtmlTable(table, out).write();
      case Chart chart -> new HtmlChart(chart, "chart" + ++charts, out).write();
    }
  }

  private void facts(Facts facts) {
    if (!facts.title().isEmpty()) {
      out.raw("<h3>").text(facts.title()).raw("</h3>\n");
    }
    out.raw("<dl>\n");
    for (Facts.Fact fact : facts.facts()) {
      out.raw("<div><dt>")
          .name(fact.name())
          .raw("</dt><dd>")
          .name(fact.value())
          .raw("</dd></div>\n");
    }
    out.raw("</dl>\n");
  }

  private static String styles() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
