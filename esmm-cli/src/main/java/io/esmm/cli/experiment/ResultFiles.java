package io.esmm.cli.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.eval.experiment.ReferenceTests;
import io.esmm.eval.metric.MetricValue;
import io.esmm.eval.statistics.PairedResult;
import io.esmm.eval.statistics.Repeats;
import io.esmm.report.html.HtmlReport;
import io.esmm.storage.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code results.json} and {@code results.csv} of an experiment, each written whole or not at all.
 * They hold what the rows, the configuration and the seeds decide, and no times: an experiment that
 * was interrupted ends with the same bytes.
 */
final class ResultFiles {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String experiment;
  private final ObjectNode setting;
  private final List<Condition> conditions = new ArrayList<>();

  /**
   * A grid under one condition.
   *
   * @param name what differs between the grids of an experiment, such as {@code samplingRate};
   *     empty if there is one grid alone
   * @param value its value in this grid
   * @param results what came out
   */
  record Condition(String name, double value, GridResults results) {}

  /**
   * @param experiment its name, such as {@code table2}
   * @param setting how it was made
   */
  ResultFiles(String experiment, ObjectNode setting) {
    this.experiment = experiment;
    this.setting = setting;
  }

  void add(Condition condition) {
    conditions.add(condition);
  }

  /** Writes both into a folder, and {@code report.html} with the same numbers. */
  void write(Path folder) {
    write(folder.resolve("results.json"), json().toPrettyString() + "\n");
    write(folder.resolve("results.csv"), csv());
    HtmlReport.write(
        ExperimentReport.of(experiment, setting, conditions), folder.resolve("report.html"));
  }

  private static void write(Path file, String text) {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private ObjectNode json() {
    ObjectNode root = JSON.objectNode();
    root.put("experiment", experiment);
    root.set("setting", setting);
    ArrayNode grids = root.putArray("grids");
    for (Condition condition : conditions) {
      ObjectNode grid = grids.addObject();
      if (!condition.name().isEmpty()) {
        grid.put(condition.name(), condition.value());
      }
      GridResults results = condition.results();
      ArrayNode methods = grid.putArray("methods");
      for (PaperMethod method : results.methods()) {
        ObjectNode node = methods.addObject();
        node.put("name", method.toString());
        Double parameter = results.parameters().get(method);
        if (parameter != null) {
          node.put("parameter", parameter);
        }
        ObjectNode measures = node.putObject("measures");
        for (String measure : results.measures()) {
          measure(results, method, measure, measures.putObject(measure));
        }
      }
      if (!results.searched().isEmpty()) {
        ObjectNode searched = grid.putObject("searchedByCvrAucOfValidation");
        results.searched().forEach((name, auc) -> put(searched, name, auc));
      }
      tests(results, grid.putObject("testsAgainstEsmm"));
    }
    return root;
  }

  private static void measure(
      GridResults results, PaperMethod method, String measure, ObjectNode node) {
    Repeats repeats = results.repeats(method, measure);
    put(node, "mean", repeats.mean());
    put(node, "deviation", repeats.deviation());
    ArrayNode runs = node.putArray("runs");
    for (double value : results.values(method, measure)) {
      if (Double.isFinite(value)) {
        runs.add(value);
      } else {
        runs.addNull();
      }
    }
  }

  private static void tests(GridResults results, ObjectNode node) {
    for (String measure : Measure.TESTED) {
      results
          .tests(measure)
          .ifPresent(tests -> {
            ObjectNode of = node.putObject(measure);
            for (ReferenceTests.Compared compared : tests.methods()) {
              ObjectNode method = of.putObject(compared.name());
              put(method, "difference", compared.student().difference());
              test(method.putObject("pairedT"), compared.student(), compared.studentAdjusted());
              test(method.putObject("wilcoxon"), compared.wilcoxon(), compared.wilcoxonAdjusted());
            }
          });
    }
    deLong(results.deLongCvr(), "deLongOfFirstRepeat.cvr.auc", node);
    deLong(results.deLongCtcvr(), "deLongOfFirstRepeat.ctcvr.auc", node);
  }

  private static void deLong(Map<PaperMethod, PairedResult> tests, String name, ObjectNode node) {
    if (!tests.isEmpty()) {
      ObjectNode of = node.putObject(name);
      Map<PaperMethod, Double> adjusted = GridResults.adjusted(tests);
      tests.forEach((method, result) -> {
        ObjectNode test = of.putObject(method.toString());
        put(test, "difference", result.difference());
        test(test, result, adjusted.getOrDefault(method, Double.NaN));
      });
    }
  }

  private static void test(ObjectNode node, PairedResult result, double adjusted) {
    put(node, "statistic", result.statistic());
    put(node, "p", result.pValue());
    put(node, "pHolm", adjusted);
  }

  private static void put(ObjectNode node, String name, MetricValue value) {
    switch (value) {
      case MetricValue.Defined defined -> node.put(name, defined.value());
      case MetricValue.Undefined _ -> node.putNull(name);
    }
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  private String csv() {
    StringBuilder text =
        new StringBuilder("condition,value,method,parameter,repeat,measure,result\n");
    for (Condition condition : conditions) {
      GridResults results = condition.results();
      for (PaperMethod method : results.methods()) {
        Double parameter = results.parameters().get(method);
        for (String measure : results.measures()) {
          double[] values = results.values(method, measure);
          for (int r = 0; r < values.length; r++) {
            text.append(condition.name())
                .append(',')
                .append(condition.name().isEmpty() ? "" : GridResults.number(condition.value()))
                .append(',')
                .append(method)
                .append(',')
                .append(parameter == null ? "" : GridResults.number(parameter))
                .append(',')
                .append(r + 1)
                .append(',')
                .append(measure)
                .append(',')
                .append(Double.isFinite(values[r]) ? Double.toString(values[r]) : "")
                .append('\n');
          }
        }
      }
    }
    return text.toString();
  }
}
