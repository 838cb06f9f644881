package io.esmm.report.model;

import io.esmm.eval.curve.LabelCurves;
import io.esmm.eval.curve.LossPoint;
import io.esmm.eval.curve.ProbabilityHistogram;
import io.esmm.eval.curve.RunCurves;
import io.esmm.report.Axis;
import io.esmm.report.Chart;
import io.esmm.report.LineChart;
import io.esmm.report.PanelChart;
import io.esmm.report.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The charts of several runs' curves. What a run does not have is left out of a chart, and a chart
 * that no run has anything for is not made.
 *
 * @param runs by the name of the model; all on the same rows
 */
public record CurveCharts(Map<String, RunCurves> runs) {
  /** Lines with marks and intervals that a reader can still tell apart in one plot. */
  private static final int MOST_IN_A_PLOT = 3;

  private static final String LOSSES =
      "The sum of each model's own terms, as a mean over the impressions of each stretch: how each"
          + " falls can be compared, how high they are cannot.";

  /** Copies the map, in its order. */
  public CurveCharts {
    runs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(runs));
  }

  /** The names of the probabilities that a run has curves of against labels. */
  public Set<String> probabilities() {
    Set<String> names = new LinkedHashSet<>();
    runs.values().forEach(run -> names.addAll(run.probabilities().keySet()));
    return names;
  }

  /**
   * ROC and reliability of a probability.
   *
   * @param text the rows, and how to read it
   */
  public List<Chart> againstLabels(String probability, String text) {
    Map<String, LabelCurves> curves = new LinkedHashMap<>();
    runs.forEach((name, run) -> {
      LabelCurves of = run.probabilities().get(probability);
      if (of != null) {
        curves.put(name, of);
      }
    });
    return curves.isEmpty()
        ? List.of()
        : List.of(
            EventCharts.roc(probability, text, curves),
            panels(EventCharts.reliability(probability, text, curves)));
  }

  /**
   * The distribution of a probability by each run, over one axis.
   *
   * @param text how to read it
   */
  public List<Chart> distributions(String probability, String text) {
    Map<String, ProbabilityHistogram> histograms = new LinkedHashMap<>();
    runs.forEach((name, run) -> {
      ProbabilityHistogram of = run.distributions().get(probability);
      if (of != null) {
        histograms.put(name, of);
      }
    });
    double from =
        histograms.values().stream().mapToDouble(ProbabilityHistogram::from).min().orElse(0);
    double to = histograms.values().stream().mapToDouble(ProbabilityHistogram::to).max().orElse(0);
    List<Chart> charts = new ArrayList<>();
    histograms.forEach((name, histogram) -> {
      String what = runs.size() == 1 ? probability : probability + ", " + name;
      LineChart chart = EventCharts.distribution(what, text, histogram);
      charts.add(
          new LineChart(
              chart.title(),
              chart.text(),
              chart.x().spanning(from, to),
              chart.y(),
              chart.series()));
    });
    return charts;
  }

  /** How the loss of each run fell; none if no run knows it. */
  public List<Chart> losses() {
    Map<String, List<LossPoint>> losses = new LinkedHashMap<>();
    runs.forEach((name, run) -> {
      if (!run.losses().isEmpty()) {
        losses.put(name, run.losses());
      }
    });
    if (losses.isEmpty()) {
      return List.of();
    }
    LineChart chart = EventCharts.loss(LOSSES, losses);
    // Some methods see a tenth of the rows of others: equal factors keep all of them in sight.
    return List.of(
        panels(chart) instanceof PanelChart panels
            ? panels.over(Axis.log(chart.x().title()))
            : chart);
  }

  /** The same chart where its lines can be told apart; else with a panel for each of them. */
  private static Chart panels(LineChart chart) {
    long lines =
        chart.series().stream()
            .filter(series -> series.drawing() != Series.Drawing.REFERENCE)
            .count();
    return lines > MOST_IN_A_PLOT ? PanelChart.of(chart) : chart;
  }
}
