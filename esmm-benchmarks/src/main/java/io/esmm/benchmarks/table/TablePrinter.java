package io.esmm.benchmarks.table;

import io.esmm.train.Stage;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints the table part by part, as each has been measured. Not thread-safe. */
public final class TablePrinter {
  private static final String FORMAT = "%-55s %11s %11s %11s  %-13s %12s  %s%n";

  private final PrintWriter out;

  /** Prints to a writer, which stays the caller's. */
  public TablePrinter(PrintWriter out) {
    this.out = out;
  }

  /** What the columns are. */
  public void head() {
    out.printf(FORMAT, "", "lowest", "median", "highest", "", "bar", "met");
    out.flush();
  }

  /** A part's title and its lines. */
  public void part(Part part) {
    out.println(part.title());
    part.lines().forEach(this::line);
    out.println();
    out.flush();
  }

  private void line(Line line) {
    Unit unit = line.unit();
    @Nullable Bar bar = line.bar();
    out.printf(
        FORMAT,
        "  " + line.what(),
        unit.written(line.measured().lowest()),
        unit.written(line.measured().median()),
        unit.written(line.measured().highest()),
        unit.symbol(),
        bar == null ? "" : sign(bar) + " " + unit.written(bar.value()),
        bar == null ? "" : line.met() ? "yes" : "no");
  }

  private static String sign(Bar bar) {
    return switch (bar.side()) {
      case AT_LEAST -> ">=";
      case AT_MOST -> "<=";
    };
  }

  /** The time of each stage of all shapes, a floor below each. */
  public void stages(List<StageTimes> all) {
    if (all.isEmpty()) {
      return;
    }
    out.printf("%-34s", "us of a thread per impression");
    for (Stage stage : Stage.values()) {
      out.printf("%11s", stage.name().toLowerCase(Locale.ROOT));
    }
    out.printf("%11s%n", "sum");
    for (StageTimes times : all) {
      row("  " + times.shape(), times.seconds(), times.sum());
      row("  no less than", times.floors(), Double.NaN);
    }
    out.println();
    out.flush();
  }

  private void row(String name, Map<Stage, Double> seconds, double sum) {
    out.printf("%-34s", name);
    for (Stage stage : Stage.values()) {
      out.printf("%11s", microseconds(seconds.getOrDefault(stage, Double.NaN)));
    }
    out.printf("%11s%n", microseconds(sum));
  }

  private static String microseconds(double seconds) {
    return Double.isNaN(seconds) ? "" : String.format(Locale.ROOT, "%.2f", 1e6 * seconds);
  }
}
