package io.esmm.eval;

import io.esmm.eval.metric.Better;
import io.esmm.eval.metric.MetricValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Rows of names and numbers as aligned text, the best number of each column marked with a star. */
final class TextTable {
  private static final String GAP = "  ";

  private final String corner;
  private final List<String> names;
  private final List<List<String>> columns = new ArrayList<>();
  private int headLines = 1;
  private boolean marked;

  /**
   * @param corner the head of the column of names
   * @param names the names of the rows
   */
  TextTable(String corner, List<String> names) {
    this.corner = corner;
    this.names = names;
  }

  /** Adds a column: its head, of one or more lines, and a value for each row. */
  void add(String title, Better better, List<MetricValue> values) {
    List<String> column = new ArrayList<>(title.lines().toList());
    headLines = Math.max(headLines, column.size());
    OptionalDouble best = values.size() < 2 ? OptionalDouble.empty() : best(better, values);
    for (MetricValue value : values) {
      boolean isBest =
          value instanceof MetricValue.Defined(double number)
              && best.isPresent()
              && !better.isBetter(best.getAsDouble(), number);
      marked |= isBest;
      column.add(value + (isBest ? "*" : " "));
    }
    columns.add(column);
  }

  /** Whether a number has a star. */
  boolean hasMarks() {
    return marked;
  }

  /** The lines, each ended by a newline and without spaces at its end. */
  String render() {
    List<String> lines = new ArrayList<>();
    int width = Math.max(corner.length(), names.stream().mapToInt(String::length).max().orElse(0));
    for (int i = 0; i < headLines + names.size(); i++) {
      String name = i >= headLines ? names.get(i - headLines) : i == headLines - 1 ? corner : "";
      lines.add(name + " ".repeat(width - name.length()));
    }
    for (List<String> column : columns) {
      int titles = column.size() - names.size();
      int columnWidth = 0;
      for (int i = 0; i < column.size(); i++) {
        columnWidth = Math.max(columnWidth, column.get(i).length() + (i < titles ? 1 : 0));
      }
      for (int i = 0; i < lines.size(); i++) {
        int at = i - (headLines - titles); // heads stand at the bottom of their lines
        String cell = at < 0 ? "" : at < titles ? column.get(at) + " " : column.get(at);
        lines.set(i, lines.get(i) + GAP + " ".repeat(columnWidth - cell.length()) + cell);
      }
    }
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.stripTrailing()).append('\n'));
    return text.toString();
  }

  private static OptionalDouble best(Better better, List<MetricValue> values) {
    OptionalDouble best = OptionalDouble.empty();
    for (MetricValue value : values) {
      if (value instanceof MetricValue.Defined(double number)
          && (best.isEmpty() || better.isBetter(number, best.getAsDouble()))) {
        best = OptionalDouble.of(number);
      }
    }
    return best;
  }
}
