package io.esmm.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells, printed so that they line up; texts to the left, numbers to the right. */
public final class Columns {
  private static final String GAP = "  ";

  private final String indent;
  private final List<String> heads;
  private final List<List<String>> lines = new ArrayList<>();

  /**
   * Titles without lines yet.
   *
   * @param indent what every line begins with
   * @param heads the titles; one that begins with {@code >} aligns its column to the right
   */
  public Columns(String indent, String... heads) {
    this.indent = indent;
    this.heads = List.of(heads);
  }

  /**
   * Adds a line with a cell for each title.
   *
   * @throws IllegalArgumentException if there are more or fewer cells than titles
   */
  public Columns line(String... cells) {
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException(cells.length + " cells under " + heads.size() + " titles");
    }
    lines.add(List.of(cells));
    return this;
  }

  /** All lines, the titles first, without spaces at their ends. */
  @Override
  public String toString() {
    List<String> titles = heads.stream().map(h -> right(h) ? h.substring(1) : h).toList();
    List<List<String>> all = new ArrayList<>();
    all.add(titles);
    all.addAll(lines);
    int[] widths = new int[heads.size()];
    for (List<String> line : all) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], line.get(c).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : all) {
      StringBuilder row = new StringBuilder(indent);
      for (int c = 0; c < widths.length; c++) {
        String pad = " ".repeat(widths[c] - line.get(c).length());
        row.append(c == 0 ? "" : GAP);
        row.append(right(heads.get(c)) ? pad + line.get(c) : line.get(c) + pad);
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static boolean right(String head) {
    return head.startsWith(">");
  }
}
