package io.esmm.data.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lays a summary out as text. */
final class SummaryText {
  private final StringBuilder out = new StringBuilder();

  private SummaryText() {}

  static String of(PreparationSummary summary) {
    SummaryText text = new SummaryText();
    text.rows(summary);
    text.splits(summary);
    text.fields(summary);
    text.out.append(PreparationCounts.lines("quirks", summary.quirks()));
    for (String warning : summary.warnings()) {
      text.out.append("warning: ").append(warning).append('\n');
    }
    return text.out.toString();
  }

  private void rows(PreparationSummary summary) {
    out.append(PreparationCounts.of(summary).toText());
    if (summary.rowsCleared() > 0) {
      out.append(
          String.format(Locale.ROOT, "rows with an event cleared %,d%n", summary.rowsCleared()));
    }
  }

  private void splits(PreparationSummary summary) {
    List<String[]> table = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("split", "requests", "rows"));
    header.addAll(summary.splits().getFirst().positives().keySet());
    table.add(header.toArray(String[]::new));
    for (SplitSummary split : summary.splits()) {
      List<String> row = new ArrayList<>();
      row.add(split.name());
      row.add(number(split.requests()));
      row.add(number(split.impressions()));
      split
          .positives()
          .values()
          .forEach(n -> row.add(number(n) + " (" + share((double) n / split.impressions()) + ")"));
      table.add(row.toArray(String[]::new));
    }
    table(table, 1);
    for (SplitSummary split : summary.splits()) {
      split
          .unknown()
          .forEach((event, rows) ->
              out.append(
                  String.format(
                      Locale.ROOT,
                      "%s: it is not known yet of %,d rows whether [%s] happened%n",
                      split.name(),
                      rows,
                      event)));
    }
  }

  private void fields(PreparationSummary summary) {
    List<String[]> table = new ArrayList<>();
    table.add(
        new String[] {
          "field", "level", "kind", "table rows", "missing", "rare", "unknown in test"
        });
    for (FieldSummary field : summary.fields()) {
      @Nullable Double inTest = field.unknownShareInTest();
      boolean isNumber = field.tableRows() == 0;
      table.add(
          new String[] {
            field.name(),
            field.level(),
            field.kind(),
            isNumber ? "-" : number(field.tableRows()),
            share(field.missingShare()),
            isNumber ? "-" : share(field.unknownShare()),
            isNumber || inTest == null ? "-" : share(inTest)
          });
    }
    table(table, 3);
  }

  private static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  private static String share(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }

  /** Columns up to {@code left} stand to the left, the others to the right. */
  private void table(List<String[]> rows, int left) {
    int[] width = new int[rows.getFirst().length];
    for (String[] row : rows) {
      for (int c = 0; c < width.length; c++) {
        width[c] = Math.max(width[c], row[c].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < width.length; c++) {
        String pad = " ".repeat(width[c] - row[c].length());
        line.append(c == 0 ? "" : "  ").append(c < left ? row[c] + pad : pad + row[c]);
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
