package io.esmm.cli.experiment;

import io.esmm.eval.experiment.MethodMeasures;
import io.esmm.eval.experiment.MethodMeasures.Region;
import io.esmm.eval.metric.Better;
import java.util.List;

/**
 * A column of the tables.
 *
 * @param title its head
 * @param name of the measure
 * @param better which of two is better
 */
record Measure(String title, String name, Better better) {
  /** The measures whose differences are tested over the repeats. */
  static final List<String> TESTED =
      List.of(
          MethodMeasures.CVR_AUC,
          MethodMeasures.CTCVR_AUC,
          Region.ALL.measure("auc"),
          Region.ALL.measure("mae"));

  /** The paper's two, and the method's own product. */
  static final List<Measure> OF_LABELS =
      List.of(
          new Measure("CVR AUC, clicked", MethodMeasures.CVR_AUC, Better.LARGER),
          new Measure("CTCVR AUC, all", MethodMeasures.CTCVR_AUC, Better.LARGER),
          new Measure("own product", MethodMeasures.OWN_CTCVR_AUC, Better.LARGER),
          new Measure("CVR PCOC, clicked", "cvr.pcoc", Better.CLOSER_TO_ONE));

  /** Against the true pCVR of a region. */
  static List<Measure> ofTruth(Region region) {
    return List.of(
        new Measure("AUC", region.measure("auc"), Better.LARGER),
        new Measure("PCOC", region.measure("pcoc"), Better.CLOSER_TO_ONE),
        new Measure("ECE", region.measure("ece"), Better.SMALLER),
        new Measure("mean abs. error", region.measure("mae"), Better.SMALLER));
  }
}
