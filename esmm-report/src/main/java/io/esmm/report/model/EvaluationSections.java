package io.esmm.report.model;

import io.esmm.eval.EventEvaluation;
import io.esmm.eval.EventPredictions;
import io.esmm.eval.FunnelEvaluation;
import io.esmm.eval.FunnelPredictions;
import io.esmm.eval.LabelReport;
import io.esmm.eval.TruthReport;
import io.esmm.eval.metric.Labels;
import io.esmm.eval.metric.Metric;
import io.esmm.eval.metric.ScoredRows;
import io.esmm.eval.metric.Values;
import io.esmm.eval.truth.TruthMetric;
import io.esmm.report.Block;
import io.esmm.report.ReportTable;
import io.esmm.report.ReportTable.Cell;
import io.esmm.report.ReportTable.Column;
import io.esmm.report.ReportTable.Row;
import io.esmm.report.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured of one model: a section with all metrics, and one for each event with its ROC,
 * reliability and distribution. A conditional probability is shown on the rows where the event
 * before it happened, a joint one on all rows, and each says so.
 */
public final class EvaluationSections {
  private final String model;
  private final FunnelPredictions predictions;
  private final FunnelEvaluation evaluation;

  private EvaluationSections(
      String model, FunnelPredictions predictions, FunnelEvaluation evaluation) {
    this.model = model;
    this.predictions = predictions;
    this.evaluation = evaluation;
  }

  /**
   * Makes the sections. Takes the time of another evaluation, and about 24 bytes a row.
   *
   * @param model its name
   * @param predictions of the model
   * @param evaluation of these predictions
   */
  public static List<Section> of(
      String model, FunnelPredictions predictions, FunnelEvaluation evaluation) {
    return new EvaluationSections(model, predictions, evaluation).sections();
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Metrics", tables()));
    for (EventEvaluation event : evaluation.events()) {
      sections.add(new Section("Event: " + event.event(), charts(event)));
    }
    return sections;
  }

  private List<Block> tables() {
    List<LabelReport> reports = new ArrayList<>();
    List<TruthReport> truths = new ArrayList<>();
    for (EventEvaluation event : evaluation.events()) {
      event.conditional().ifPresent(reports::add);
      reports.add(event.joint());
      truths.addAll(event.truth());
    }
    List<Block> tables = new ArrayList<>();
    tables.add(labels(reports));
    if (!truths.isEmpty()) {
      tables.add(truth(truths));
    }
    return tables;
  }

  private static ReportTable labels(List<LabelReport> reports) {
    List<Column> columns = new ArrayList<>(List.of(Column.of("rows"), Column.of("positives")));
    List<Metric> metrics = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      if (reports.stream().anyMatch(report -> report.metrics().containsKey(metric))) {
        metrics.add(metric);
        columns.add(Column.of(metric.title()));
      }
    }
    List<Row> rows = new ArrayList<>();
    for (LabelReport report : reports) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.count(report.measured().rows()));
      cells.add(Cell.count(report.positives()));
      metrics.forEach(metric -> cells.add(Cell.of(report.value(metric))));
      rows.add(new Row(report.measured().text(), cells));
    }
    return new ReportTable("Against labels", "", "probability and rows", columns, rows);
  }

  private static ReportTable truth(List<TruthReport> reports) {
    List<Column> columns = new ArrayList<>(List.of(Column.of("rows")));
    for (TruthMetric metric : TruthMetric.values()) {
      columns.add(Column.of(metric.title()));
    }
    List<Row> rows = new ArrayList<>();
    for (TruthReport report : reports) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.count(report.measured().rows()));
      for (TruthMetric metric : TruthMetric.values()) {
        cells.add(Cell.of(report.value(metric)));
      }
      rows.add(new Row(report.measured().text(), cells));
    }
    return new ReportTable(
        "Against the true probability", "", "probability and rows", columns, rows);
  }

  private List<Block> charts(EventEvaluation event) {
    String name = event.event();
    String joint = String.join(" and ", predictions.path(name));
    List<Block> charts = new ArrayList<>();
    if (event.conditional().isPresent()) {
      String given = name + " given " + String.join(" or ", predictions.before(name));
      against(given, event.conditional().get(), predictions.conditional(name), charts);
      charts.add(byParent(given, name));
      against(joint, event.joint(), predictions.joint(name), charts);
    } else {
      against(joint, event.joint(), predictions.joint(name), charts);
      charts.add(byLabel(joint, name));
    }
    return charts;
  }

  private void against(String what, LabelReport report, ScoredRows rows, List<Block> charts) {
    String text = sentence(report.measured().text());
    Map<String, ScoredRows> models = Map.of(model, rows);
    charts.add(EventCharts.roc(what, text, models));
    charts.add(EventCharts.reliability(what, text, models));
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  /** pCVR where there was a click and where there was none. */
  private Block byParent(String what, String event) {
    String parents = String.join(" or ", predictions.before(event));
    Optional<byte[]> happened = predictions.parentLabels(event);
    return EventCharts.distribution(
        what,
        "Of rows without " + parents + " no label tells whether the prediction is right.",
        groups(
            predictions.event(event).conditional(),
            happened.orElseThrow(),
            "with " + parents,
            "without " + parents));
  }

  /** pCTR where there was a click and where there was none. */
  private Block byLabel(String what, String event) {
    EventPredictions of = predictions.event(event);
    return EventCharts.distribution(
        what,
        "The further apart the two, the better the event is told.",
        groups(of.joint(), Labels.happened(of.labels()), "with " + event, "without " + event));
  }

  private static Map<String, Values> groups(Values values, byte[] happened, String yes, String no) {
    Values stored = values.stored();
    int count = Labels.countPositives(happened);
    Map<String, Values> groups = new LinkedHashMap<>();
    groups.put(yes, stored.where(happened, count));
    groups.put(no, stored.where(Labels.not(happened), happened.length - count));
    return groups;
  }
}
