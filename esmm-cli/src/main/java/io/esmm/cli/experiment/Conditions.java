package io.esmm.cli.experiment;

import io.esmm.cli.console.Output;
import io.esmm.eval.experiment.MethodMeasures;
import io.esmm.eval.experiment.MethodMeasures.Region;
import io.esmm.eval.metric.Better;
import java.util.ArrayList;
import java.util.List;

/** The end of an experiment under several conditions: its files and its tables. */
final class Conditions {
  private final List<ResultFiles.Condition> conditions = new ArrayList<>();
  private final ResultFiles files;

  Conditions(ResultFiles files) {
    this.files = files;
  }

  void add(String name, double value, GridResults results) {
    ResultFiles.Condition condition = new ResultFiles.Condition(name, value, results);
    conditions.add(condition);
    files.add(condition);
  }

  /** Writes the files, and prints a table for each of the main measures. */
  void finish(ExperimentOptions options, Output output) {
    files.write(options.out());
    for (Measure measure : measures(conditions.getFirst().results())) {
      output.results().println(ConditionTables.of(measure, conditions));
    }
    output.results().println("* best of its column");
    output.results().flush();
  }

  /** The measures that are shown of every condition. */
  static List<Measure> measures(GridResults results) {
    List<Measure> measures =
        new ArrayList<>(
            List.of(
                new Measure(
                    "AUC of pCVR on the clicked impressions",
                    MethodMeasures.CVR_AUC,
                    Better.LARGER),
                new Measure(
                    "AUC of pCVR times the common pCTR on all impressions",
                    MethodMeasures.CTCVR_AUC,
                    Better.LARGER)));
    if (results.measures().contains(Region.ALL.measure("auc"))) {
      measures.add(
          new Measure(
              "AUC of pCVR against the true one on all impressions",
              Region.ALL.measure("auc"),
              Better.LARGER));
      measures.add(
          new Measure(
              "pCVR over the true one on all impressions (PCOC)",
              Region.ALL.measure("pcoc"),
              Better.CLOSER_TO_ONE));
      measures.add(
          new Measure(
              "mean absolute error of pCVR on all impressions",
              Region.ALL.measure("mae"),
              Better.SMALLER));
    }
    return measures;
  }
}
