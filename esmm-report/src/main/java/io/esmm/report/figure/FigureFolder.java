package io.esmm.report.figure;

import io.esmm.report.Block;
import io.esmm.report.Chart;
import io.esmm.report.Facts;
import io.esmm.report.Folded;
import io.esmm.report.Listing;
import io.esmm.report.Paragraph;
import io.esmm.report.Report;
import io.esmm.report.ReportTable;
import io.esmm.report.Section;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.FolderFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A folder with every chart of a report as PNG and CSV and every table as CSV, numbered in the
 * order of the report: {@code 03-roc-click.png}, {@code 03-roc-click.csv}.
 */
public final class FigureFolder {
  private static final FolderFormat FORMAT = new FolderFormat("esmm-figures", 1, "0.1.0");
  private static final int MOST_LETTERS = 60;

  private final AtomicFolder folder;
  private int figures;

  private FigureFolder(AtomicFolder folder) {
    this.folder = folder;
  }

  /**
   * Writes the folder, whole or not at all; an earlier one of figures is replaced.
   *
   * @return how many charts and tables it holds
   * @throws io.esmm.problem.ProblemException if it cannot be written, the folder holds something
   *     else, or there is no font to draw with
   */
  public static int write(Report report, Path target) {
    try (AtomicFolder folder = AtomicFolder.create(target, FORMAT)) {
      FigureFolder figures = new FigureFolder(folder);
      for (Section section : report.sections()) {
        section.blocks().forEach(block -> figures.write("", block));
      }
      folder.commit();
      return figures.figures;
    }
  }

  /**
   * A block.
   *
   * @param within what it is folded under, and a space; empty for none
   */
  private void write(String within, Block block) {
    switch (block) {
      case Chart chart -> {
        String name = name(within + chart.title());
        folder.write(name + ".png", PngImage.of(chart));
        folder.write(name + ".csv", bytes(CsvText.of(chart)));
      }
      case ReportTable table ->
          folder.write(name(within + table.title()) + ".csv", bytes(CsvText.of(table)));
      case Folded folded ->
          folded.blocks().forEach(inner -> write(within + folded.title() + " ", inner));
      case Paragraph _, Facts _, Listing _ -> {}
    }
  }

  private String name(String title) {
    String plain = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String text = plain.substring(0, Math.min(MOST_LETTERS, plain.length()));
    return String.format(Locale.ROOT, "%02d-%s", ++figures, text).replaceAll("-+$", "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
