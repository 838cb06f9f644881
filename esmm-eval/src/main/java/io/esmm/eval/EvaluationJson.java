package io.esmm.eval;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.eval.metric.Metric;
import io.esmm.eval.metric.MetricValue;
import io.esmm.objective.Probability;
import java.util.Locale;
import java.util.Map;

/**
 * Evaluations as JSON, under names that keep conditional and joint metrics apart.
 *
 * <pre>
 * {"space": "impression", "rows": 56789,
 *  "events": {
 *    "click": {
 *      "joint": {"rows": "all impressions", "rowCount": 56789, "positives": 1234, "auc": ...}},
 *    "conversion": {
 *      "conditional": {"rows": "impressions with a click", "rowCount": 1234, "auc": ...},
 *      "joint": {"rows": "all impressions", "rowCount": 56789, "auc": ...},
 *      "againstTruth": {
 *        "conditional": {
 *          "all": {"rows": "all impressions", "meanAbsoluteError": ...},
 *          "parentHappened": {...}, "parentDidNotHappen": {...}},
 *        "joint": {"all": {"rows": "all impressions", "meanAbsoluteError": ...}}}}}}
 * </pre>
 *
 * <p>A first event has only {@code joint}: its conditional probability is the same. An undefined
 * metric is {@code {"undefined": "no positives"}}. The order of the properties is fixed. Numbers
 * have full precision.
 */
public final class EvaluationJson {
  private EvaluationJson() {}

  /** Several models: {@code {"models": {"ESMM": {...}, "BASE": {...}}}}. */
  public static ObjectNode of(Map<String, FunnelEvaluation> models) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode byName = root.putObject("models");
    models.forEach((name, evaluation) -> byName.set(name, of(evaluation)));
    return root;
  }

  /** One model. */
  public static ObjectNode of(FunnelEvaluation evaluation) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("space", evaluation.space());
    root.put("rows", evaluation.rows());
    ObjectNode events = root.putObject("events");
    for (EventEvaluation event : evaluation.events()) {
      write(event, events.putObject(event.event()));
    }
    return root;
  }

  private static void write(EventEvaluation event, ObjectNode node) {
    event.conditional().ifPresent(report -> write(report, node.putObject("conditional")));
    write(event.joint(), node.putObject("joint"));
    if (event.truth().isEmpty()) {
      return;
    }
    ObjectNode truth = node.putObject("againstTruth");
    for (TruthReport report : event.truth()) {
      ObjectNode selection =
          truth
              .withObjectProperty(nameOf(report.measured().probability()))
              .putObject(report.measured().selection().key());
      write(report.measured(), selection);
      report.metrics().forEach((metric, value) -> write(metric.key(), value, selection));
    }
  }

  private static void write(LabelReport report, ObjectNode node) {
    write(report.measured(), node);
    node.put("positives", report.positives());
    if (report.aboveOne() > 0) {
      node.put("probabilitiesAboveOne", report.aboveOne());
    }
    report
        .metrics()
        .forEach((metric, value) -> {
          write(metric.key(), value, node);
          if (metric == Metric.GAUC) {
            report
                .gauc()
                .ifPresent(gauc -> {
                  node.put("gaucGroups", gauc.groupsUsed());
                  node.put("gaucGroupsWithOneClass", gauc.groupsSkipped());
                });
          }
        });
  }

  private static void write(MeasuredRows measured, ObjectNode node) {
    node.put("description", measured.text());
    node.put("rows", measured.rowsText());
    node.put("rowCount", measured.rows());
  }

  private static void write(String key, MetricValue value, ObjectNode node) {
    switch (value) {
      case MetricValue.Defined(double number) -> node.put(key, number);
      case MetricValue.Undefined(String reason) -> node.putObject(key).put("undefined", reason);
    }
  }

  private static String nameOf(Probability probability) {
    return probability.name().toLowerCase(Locale.ROOT);
  }
}
