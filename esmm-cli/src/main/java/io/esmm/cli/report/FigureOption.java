package io.esmm.cli.report;

import io.esmm.cli.console.Output;
import io.esmm.report.Report;
import io.esmm.report.figure.FigureFolder;
import io.esmm.report.html.HtmlReport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that asks for the figures of a report as files; a picocli mixin. */
public final class FigureOption {
  @Option(
      names = "--figures",
      paramLabel = "DIR",
      description = "Write the report's charts as PNG and its charts and tables as CSV, too.")
  private @Nullable Path folder;

  /** Whether figures are asked for. */
  public boolean isGiven() {
    return folder != null;
  }

  /**
   * Writes a report, and its figures if they are asked for.
   *
   * @param page the HTML file; null for the figures alone
   */
  public void write(Report report, @Nullable Path page, Output output) {
    if (page != null) {
      HtmlReport.write(report, page);
      output.say("report: " + page);
    }
    if (folder != null) {
      int figures = FigureFolder.write(report, folder);
      output.say(figures + " figures: " + folder);
    }
  }
}
