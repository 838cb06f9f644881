package io.esmm.eval;

import io.esmm.eval.metric.Gauc;
import io.esmm.eval.metric.Metric;
import io.esmm.eval.truth.TruthMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluations as aligned text: one table for each event and probability, headed by the words that
 * say what was measured on which rows, with one line for each model.
 *
 * <p>Numbers have four decimals. The best of a column (closest to 1 for PCOC) carries a star if
 * there are several models. All models must have been evaluated on the same rows.
 */
public final class EvaluationTable {
  private static final String LEGEND = "* best of its column\n";

  private EvaluationTable() {}

  /** One model. */
  public static String of(String model, FunnelEvaluation evaluation) {
    return of(new LinkedHashMap<>(Map.of(model, evaluation)));
  }

  /**
   * Every metric of all models.
   *
   * @param models by the name of the model, in the order of the lines; at least one
   * @throws IllegalArgumentException if they were not evaluated on the same rows
   */
  public static String of(Map<String, FunnelEvaluation> models) {
    requireSameRows(models);
    List<String> sections = new ArrayList<>();
    boolean marked = false;
    FunnelEvaluation first = models.values().iterator().next();
    for (EventEvaluation event : first.events()) {
      for (Section section : sections(event, models)) {
        sections.add(section.text());
        marked |= section.marked();
      }
    }
    return String.join("\n", sections) + (marked ? "\n" + LEGEND : "");
  }

  /**
   * Chosen metrics of all models in one table.
   *
   * @param models by the name of the model, in the order of the lines; at least one
   * @throws IllegalArgumentException if they were not evaluated on the same rows
   */
  public static String summary(Map<String, FunnelEvaluation> models, List<SummaryColumn> columns) {
    requireSameRows(models);
    TextTable table = new TextTable("", List.copyOf(models.keySet()));
    for (SummaryColumn column : columns) {
      table.add(
          column.title(), column.better(), models.values().stream().map(column.value()).toList());
    }
    return table.render() + (table.hasMarks() ? LEGEND : "");
  }

  private record Section(String text, boolean marked) {}

  private static List<Section> sections(
      EventEvaluation event, Map<String, FunnelEvaluation> models) {
    List<EventEvaluation> all =
        models.values().stream().map(model -> model.event(event.event())).toList();
    List<String> names = List.copyOf(models.keySet());
    List<Section> sections = new ArrayList<>();
    if (event.conditional().isPresent()) {
      sections.add(labels(names, all.stream().map(e -> e.conditional().orElseThrow()).toList()));
    }
    sections.add(labels(names, all.stream().map(EventEvaluation::joint).toList()));
    for (int i = 0; i < event.truth().size(); i++) {
      int at = i;
      sections.add(truth(names, all.stream().map(e -> e.truth().get(at)).toList()));
    }
    return sections;
  }

  private static Section labels(List<String> names, List<LabelReport> reports) {
    LabelReport first = reports.getFirst();
    StringBuilder head = new StringBuilder(first.measured().text());
    head.append("; ").append(Wording.count(first.positives())).append(" positive\n");
    TextTable table = new TextTable("", names);
    for (Metric metric : Metric.values()) {
      if (first.metrics().containsKey(metric)) {
        table.add(
            metric.title(), metric.better(), reports.stream().map(r -> r.value(metric)).toList());
      }
    }
    StringBuilder notes = new StringBuilder();
    first.gauc().ifPresent(gauc -> notes.append(groups(gauc)));
    for (int i = 0; i < names.size(); i++) {
      int above = reports.get(i).aboveOne();
      if (above > 0) {
        notes.append(names.get(i)).append(": ").append(Wording.count(above));
        notes.append(above == 1 ? " probability" : " probabilities").append(" above 1\n");
      }
    }
    return new Section(head + table.render() + notes, table.hasMarks());
  }

  private static Section truth(List<String> names, List<TruthReport> reports) {
    TextTable table = new TextTable("", names);
    for (TruthMetric metric : TruthMetric.values()) {
      table.add(
          metric.title(), metric.better(), reports.stream().map(r -> r.value(metric)).toList());
    }
    String head = "against the true probability: " + reports.getFirst().measured().text() + "\n";
    return new Section(head + table.render(), table.hasMarks());
  }

  private static String groups(Gauc.Result gauc) {
    return "GAUC over %s groups with both classes; %s with only one left out\n"
        .formatted(Wording.count(gauc.groupsUsed()), Wording.count(gauc.groupsSkipped()));
  }

  private static void requireSameRows(Map<String, FunnelEvaluation> models) {
    if (models.isEmpty()) {
      throw new IllegalArgumentException("no models to show");
    }
    String firstName = models.keySet().iterator().next();
    List<String> expected = shape(models.values().iterator().next());
    models.forEach((name, evaluation) -> {
      if (!shape(evaluation).equals(expected)) {
        throw new IllegalArgumentException(
            "models [%s] and [%s] were not evaluated on the same rows: %s and %s"
                .formatted(firstName, name, expected, shape(evaluation)));
      }
    });
  }

  /** What the evaluations of comparable models share. */
  private static List<String> shape(FunnelEvaluation evaluation) {
    List<String> shape = new ArrayList<>();
    for (EventEvaluation event : evaluation.events()) {
      event
          .conditional()
          .ifPresent(c -> shape.add(c.measured().text() + "; " + c.positives() + " positive"));
      shape.add(event.joint().measured().text() + "; " + event.joint().positives() + " positive");
      event.truth().forEach(t -> shape.add("truth of " + t.measured().text()));
    }
    return shape;
  }
}
