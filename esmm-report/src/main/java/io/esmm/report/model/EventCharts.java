package io.esmm.report.model;

import io.esmm.eval.curve.LabelCurves;
import io.esmm.eval.curve.LossPoint;
import io.esmm.eval.curve.ProbabilityHistogram;
import io.esmm.eval.metric.CalibrationBin;
import io.esmm.eval.metric.MetricValue;
import io.esmm.report.Axis;
import io.esmm.report.LineChart;
import io.esmm.report.Point;
import io.esmm.report.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Charts of probabilities against labels and of training, of one model or of several on the same
 * rows. They are made from curves that are small whatever the rows, so that the predictions of one
 * model at a time need be in memory.
 */
public final class EventCharts {
  /** The two-sided 95% quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private EventCharts() {}

  /**
   * ROC curves; the names are those of the models, with their AUC, which is of all points. Drawn
   * are those without which the line would be another to the eye.
   *
   * @param what the probability: {@code conversion given click}
   * @param text the rows, and how to read it
   * @param models by name, at least one
   */
  public static LineChart roc(String what, String text, Map<String, LabelCurves> models) {
    List<Series> all = new ArrayList<>();
    models.forEach((name, curves) ->
        all.add(
            new Series(
                name + ", AUC " + curves.auc(),
                Series.Drawing.LINE,
                VisiblePoints.of(
                    curves.roc().stream()
                        .map(point -> Point.of(point.falsePositiveRate(), point.truePositiveRate()))
                        .toList()))));
    all.add(
        new Series("chance", Series.Drawing.REFERENCE, List.of(Point.of(0, 0), Point.of(1, 1))));
    String undefined =
        switch (models.values().iterator().next().auc()) {
          case MetricValue.Undefined(String reason) -> " The curve is undefined: " + reason + ".";
          case MetricValue.Defined _ -> "";
        };
    return new LineChart(
        "ROC: " + what,
        text + undefined,
        Axis.linear("share of negatives above the threshold").spanning(0, 1),
        Axis.linear("share of positives above the threshold").spanning(0, 1),
        all);
  }

  /**
   * Reliability diagrams over the bins that ECE is taken over. Both axes are logarithmic where
   * every bin has a positive and the probabilities differ by a factor of more than ten.
   *
   * @param what the probability: {@code conversion given click}
   * @param text the rows, and how to read it
   * @param models by name
   */
  public static LineChart reliability(String what, String text, Map<String, LabelCurves> models) {
    List<Series> all = new ArrayList<>();
    models.forEach((name, curves) ->
        all.add(
            new Series(
                name,
                Series.Drawing.MARKED_LINE,
                curves.reliability().stream().map(EventCharts::wilson).toList())));
    List<Point> points = all.stream().flatMap(s -> s.points().stream()).toList();
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
   * Histograms of probabilities over one logarithmic axis, each as shares of its own rows; groups
   * without rows are left out.
   *
   * @param what the probability: {@code conversion given click}
   * @param text how to read it
   */
  public static LineChart distribution(String what, String text, ProbabilityHistogram histogram) {
    List<Series> series = new ArrayList<>();
    histogram
        .counts()
        .forEach((name, counts) -> {
          long rows = histogram.rows(name);
          if (rows > 0) {
            List<Point> points = new ArrayList<>();
            for (int b = 0; b < counts.size(); b++) {
              points.add(Point.of(histogram.edge(b, counts.size()), (double) counts.get(b) / rows));
            }
            points.add(Point.of(histogram.to(), 0));
            series.add(new Series(name, Series.Drawing.STEPS, points));
          }
        });
    return new LineChart(
        "Distribution: " + what,
        text,
        Axis.log("predicted probability"),
        Axis.linear("share of the rows of each kind").spanning(0, 0),
        series);
  }

  /**
   * Losses over the impressions trained on.
   *
   * @param text how to read it
   * @param models by name
   */
  public static LineChart loss(String text, Map<String, List<LossPoint>> models) {
    List<Series> series = new ArrayList<>();
    models.forEach(
        (name, losses) -> series.add(new Series(name, Series.Drawing.LINE, points(losses))));
    return new LineChart(
        "Loss",
        text,
        Axis.linear("impressions trained on"),
        Axis.linear("mean loss per impression"),
        series);
  }

  private static List<Point> points(List<LossPoint> history) {
    return history.stream().map(p -> Point.of((double) p.rows(), p.value())).toList();
  }
}
