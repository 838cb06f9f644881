package io.esmm.report.model;

import io.esmm.eval.metric.Auc;
import io.esmm.eval.metric.Binning;
import io.esmm.eval.metric.CalibrationBin;
import io.esmm.eval.metric.CalibrationError;
import io.esmm.eval.metric.MetricValue;
import io.esmm.eval.metric.RocCurve;
import io.esmm.eval.metric.ScoredRows;
import io.esmm.eval.metric.Values;
import io.esmm.report.Axis;
import io.esmm.report.LineChart;
import io.esmm.report.Point;
import io.esmm.report.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Charts of probabilities against labels, of one model or of several on the same rows. Series can
 * be made one by one, for producers that do not have all models' predictions in memory at once.
 */
public final class EventCharts {
  /** Closer points of a curve cannot be told apart. */
  private static final double ROC_DISTANCE = 1.0 / 128;

  private static final int HISTOGRAM_BINS = 48;
  private static final double LEAST_PROBABILITY = 1e-12;

  /** The two-sided 95% quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private EventCharts() {}

  /** ROC curves; the names are those of the models, with their AUC. */
  public static LineChart roc(String what, String rows, Map<String, ScoredRows> models) {
    List<Series> series = new ArrayList<>();
    models.forEach((name, scored) -> series.add(rocSeries(name, scored)));
    String undefined = undefined(models);
    return rocChart(what, undefined.isEmpty() ? rows : rows + " " + undefined, series);
  }

  private static String undefined(Map<String, ScoredRows> models) {
    return models.isEmpty()
        ? "No models."
        : switch (Auc.of(models.values().iterator().next())) {
          case MetricValue.Undefined(String reason) -> "The curve is undefined: " + reason + ".";
          case MetricValue.Defined _ -> "";
        };
  }

  /**
   * ROC curves that were made one by one.
   *
   * @param what the probability: {@code conversion given click}
   * @param text the rows, and how to read it
   */
  public static LineChart rocChart(String what, String text, List<Series> series) {
    List<Series> all = new ArrayList<>(series);
    all.add(
        new Series("chance", Series.Drawing.REFERENCE, List.of(Point.of(0, 0), Point.of(1, 1))));
    return new LineChart(
        "ROC: " + what,
        text,
        Axis.linear("share of negatives above the threshold").spanning(0, 1),
        Axis.linear("share of positives above the threshold").spanning(0, 1),
        all);
  }

  /** One ROC curve, of at most 258 points; empty without both classes. */
  public static Series rocSeries(String name, ScoredRows rows) {
    return new Series(
        name + ", AUC " + Auc.of(rows),
        Series.Drawing.LINE,
        RocCurve.of(rows, ROC_DISTANCE).stream()
            .map(point -> Point.of(point.falsePositiveRate(), point.truePositiveRate()))
            .toList());
  }

  /** Reliability diagrams over the bins that ECE is taken over. */
  public static LineChart reliability(String what, String rows, Map<String, ScoredRows> models) {
    List<Series> series = new ArrayList<>();
    models.forEach((name, scored) -> series.add(reliabilitySeries(name, scored)));
    return reliabilityChart(what, rows, series);
  }

  /**
   * Reliability diagrams that were made one by one. Both axes are logarithmic where every bin has a
   * positive and the probabilities differ by a factor of more than ten.
   *
   * @param what the probability: {@code conversion given click}
   * @param text the rows, and how to read it
   */
  public static LineChart reliabilityChart(String what, String text, List<Series> series) {
    List<Series> all = new ArrayList<>(series);
    List<Point> points = series.stream().flatMap(s -> s.points().stream()).toList();
    double least = least(points, Point::x);
    double most = points.stream().mapToDouble(Point::x).max().orElse(1);
    boolean log = !points.isEmpty() && least(points, Point::y) > 0 && most > 10 * least;
    double from = log ? least : 0;
    all.add(
        new Series(
            "perfect",
            Series.Drawing.REFERENCE,
            List.of(Point.of(from, from), Point.of(most, most))));
    String x = "mean predicted probability";
    String y = "share of rows on which it happened";
    return new LineChart(
        "Reliability: " + what,
        (text + " Ten bins of equally many rows; bars: 95% intervals (Wilson).").strip(),
        log ? Axis.log(x) : Axis.linear(x).spanning(0, most),
        log ? Axis.log(y) : Axis.linear(y).spanning(0, most),
        all);
  }

  private static double least(List<Point> points, ToDoubleFunction<Point> of) {
    return points.stream().mapToDouble(of).min().orElse(0);
  }

  /** One reliability diagram: mean probability and share of positives of each bin. */
  public static Series reliabilitySeries(String name, ScoredRows rows) {
    List<Point> points = new ArrayList<>();
    if (rows.rows() > 0) {
      for (CalibrationBin bin : CalibrationError.bins(rows, Binning.DEFAULT)) {
        points.add(wilson(bin));
      }
    }
    return new Series(name, Series.Drawing.MARKED_LINE, points);
  }

  /** Wilson, "Probable inference ...", JASA 22, 1927: inside [0, 1] also for rare events. */
  private static Point wilson(CalibrationBin bin) {
    double n = bin.rows();
    double p = bin.observedRate();
    double middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    return new Point(
        bin.meanProbability(), p, Math.max(0, middle - half), Math.min(1, middle + half));
  }

  /**
   * Histograms of probabilities over one logarithmic axis, each as shares of its own rows.
   *
   * @param what the probability: {@code conversion given click}
   * @param text how to read it
   * @param groups by name: {@code click}, {@code no click}; those without rows are left out
   */
  public static LineChart distribution(String what, String text, Map<String, Values> groups) {
    double least = 1;
    double most = LEAST_PROBABILITY;
    for (Values values : groups.values()) {
      for (int i = 0; i < values.rows(); i++) {
        double p = Math.max(LEAST_PROBABILITY, values.get(i));
        least = Math.min(least, p);
        most = Math.max(most, p);
      }
    }
    double from = most > 1.001 * least ? least : least / 2;
    double to = most > 1.001 * least ? most : most * 2;
    List<Series> series = new ArrayList<>();
    groups.forEach((name, values) -> {
      if (values.rows() > 0) {
        series.add(new Series(name, Series.Drawing.STEPS, histogram(values, from, to)));
      }
    });
    return new LineChart(
        "Distribution: " + what,
        text,
        Axis.log("predicted probability"),
        Axis.linear("share of the rows of each kind").spanning(0, 0),
        series);
  }

  private static List<Point> histogram(Values values, double from, double to) {
    int[] counts = new int[HISTOGRAM_BINS];
    double width = Math.log(to / from) / HISTOGRAM_BINS;
    for (int i = 0; i < values.rows(); i++) {
      double place = Math.log(Math.max(LEAST_PROBABILITY, values.get(i)) / from) / width;
      counts[(int) Math.max(0, Math.min(HISTOGRAM_BINS - 1, Math.floor(place)))]++;
    }
    List<Point> points = new ArrayList<>();
    for (int b = 0; b < HISTOGRAM_BINS; b++) {
      points.add(Point.of(from * Math.exp(b * width), (double) counts[b] / values.rows()));
    }
    points.add(Point.of(to, 0));
    return points;
  }
}
