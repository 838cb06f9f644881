package io.esmm.report;

import io.esmm.eval.metric.Better;
import io.esmm.eval.statistics.Repeats;
import io.esmm.report.ReportTable.Cell;
import io.esmm.report.ReportTable.Column;
import io.esmm.report.ReportTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A report with every kind of block and chart, of invented numbers. */
public final class SampleReport {
  static final List<String> METHODS =
      List.of("BASE", "AMAN", "OVERSAMPLING", "UNBIAS", "DIVISION", "ESMM-NS", "ESMM");

  private SampleReport() {}

  /** Every kind of block. */
  public static Report of() {
    return new Report(
        "Table 2: seven methods",
        "Invented numbers over 10 repeats.",
        List.of(
            Section.of("Results", table(), boxes(), sampling()),
            Section.of("Training", new Paragraph("Mean loss per impression."), losses()),
            Section.of("Events", roc(), reliability(), histogram()),
            Section.of(
                "How it was made",
                Facts.of("Run", Map.of("Seed", "7")),
                new Listing("Configuration", "{\n  \"name\": \"sample\"\n}"))));
  }

  static ReportTable table() {
    Random random = new Random(1);
    List<Row> rows = new ArrayList<>();
    for (int m = 0; m < METHODS.size(); m++) {
      double cvr = 0.66 + 0.004 * m;
      rows.add(
          Row.of(
              METHODS.get(m),
              Cell.of(new Repeats(10, cvr, 0.003 + 0.001 * random.nextDouble()))
                  .marked(m > 4 ? "**" : "", m > 4 ? "p 0.002 against BASE" : ""),
              Cell.of(new Repeats(10, cvr - 0.03, 0.004)),
              m == 4 ? Cell.undefined("12 probabilities above 1") : Cell.number(1 + 0.1 * m, 4)));
    }
    return new ReportTable(
        "AUC, mean and deviation",
        "** p < 0.01, paired t test, Holm.",
        "method",
        List.of(
            Column.of("CVR AUC on clicked", Better.LARGER),
            Column.of("CTCVR AUC on all", Better.LARGER),
            Column.of("PCOC", Better.CLOSER_TO_ONE)),
        rows);
  }

  static BoxChart boxes() {
    Random random = new Random(2);
    List<BoxChart.Box> boxes = new ArrayList<>();
    for (int m = 0; m < METHODS.size(); m++) {
      List<Double> values = new ArrayList<>();
      for (int r = 0; r < 10; r++) {
        values.add(0.66 + 0.004 * m + 0.004 * random.nextGaussian());
      }
      boxes.add(new BoxChart.Box(METHODS.get(m), values));
    }
    return new BoxChart(
        "CVR AUC over repeats", "Each mark is one run.", Axis.linear("CVR AUC on clicked"), boxes);
  }

  static LineChart sampling() {
    List<Series> series = new ArrayList<>();
    for (int m = 0; m < METHODS.size(); m++) {
      List<Point> points = new ArrayList<>();
      for (int rate = 1; rate <= 5; rate++) {
        double y = 0.58 + 0.004 * m * rate + 0.01 * rate;
        points.add(new Point(rate / 5.0, y, y - 0.004, y + 0.004));
      }
      series.add(new Series(METHODS.get(m), Series.Drawing.MARKED_LINE, points));
    }
    return new LineChart(
        "Figure 3: AUC against the sampling rate",
        "Bars: one standard deviation.",
        Axis.linear("share of the training data"),
        Axis.linear("CVR AUC on clicked"),
        series);
  }

  static LineChart losses() {
    List<Series> series = new ArrayList<>();
    for (String name : List.of("ESMM", "BASE")) {
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        double loss = 0.16 + 0.2 * Math.exp(-i / (name.equals("BASE") ? 18.0 : 12.0));
        points.add(new Point(20_000.0 * i, loss, loss * 0.97, loss * 1.03));
      }
      series.add(new Series(name, Series.Drawing.LINE, points));
    }
    return new LineChart(
        "Loss", "", Axis.linear("impressions trained on"), Axis.linear("loss"), series);
  }

  static LineChart roc() {
    List<Series> series = new ArrayList<>();
    for (int m = 0; m < 3; m++) {
      List<Point> points = new ArrayList<>();
      for (int i = 0; i <= 100; i++) {
        points.add(Point.of(i / 100.0, Math.pow(i / 100.0, 1 / (1.5 + m))));
      }
      series.add(new Series(METHODS.get(m) + " (AUC 0.6" + m + ")", Series.Drawing.LINE, points));
    }
    series.add(
        new Series("chance", Series.Drawing.REFERENCE, List.of(Point.of(0, 0), Point.of(1, 1))));
    return new LineChart(
        "ROC of conversion",
        "Further up is better.",
        Axis.linear("false positive rate").spanning(0, 1),
        Axis.linear("true positive rate").spanning(0, 1),
        series);
  }

  static LineChart reliability() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      double p = 0.0005 * Math.pow(1.4, i);
      points.add(new Point(p, p * 1.2, p, p * 1.5));
    }
    return new LineChart(
        "Reliability of pCVR",
        "",
        Axis.log("mean predicted probability"),
        Axis.log("share of conversions"),
        List.of(
            new Series("ESMM", Series.Drawing.MARKED_LINE, points),
            new Series(
                "perfect",
                Series.Drawing.REFERENCE,
                List.of(Point.of(0.0005, 0.0005), Point.of(0.08, 0.08)))));
  }

  static LineChart histogram() {
    List<Series> series = new ArrayList<>();
    for (int m = 0; m < 2; m++) {
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        double z = (i - 18.0 - 5 * m) / 6;
        points.add(Point.of(Math.pow(10, -5 + i / 10.0), 0.07 * Math.exp(-z * z / 2)));
      }
      series.add(new Series(m == 0 ? "not clicked" : "clicked", Series.Drawing.STEPS, points));
    }
    return new LineChart(
        "Distribution of pCVR", "", Axis.log("pCVR"), Axis.linear("share of impressions"), series);
  }
}
