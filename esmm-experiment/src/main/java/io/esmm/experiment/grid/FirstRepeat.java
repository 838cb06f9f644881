package io.esmm.experiment.grid;

import io.esmm.config.Method;
import io.esmm.eval.experiment.MethodMeasures;
import io.esmm.eval.experiment.MethodScores;
import io.esmm.eval.experiment.TestRows;
import io.esmm.eval.statistics.PairedResult;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Compares rankings of the same rows: every method with ESMM by the probabilities of the first
 * repeat. Not thread-safe.
 */
final class FirstRepeat {
  private final GridFiles files;
  private final int rows;
  private final MethodMeasures measures;

  /** Reads the pCTR of that repeat. */
  FirstRepeat(TestRows measured, GridFiles files) {
    this.files = files;
    this.rows = measured.rows();
    this.measures =
        new MethodMeasures(measured, ScoreFile.read(files.pCtr(GridFiles.FIRST_SEED), rows));
  }

  /** What methods are measured by. */
  MethodMeasures measures() {
    return measures;
  }

  /** A test of two rankings. */
  interface Comparison {
    PairedResult of(MethodMeasures measures, MethodScores first, MethodScores second);
  }

  /**
   * Every other method against ESMM; empty if it is not among them.
   *
   * @param parameters of all methods, 0 of one without
   */
  Map<Method, PairedResult> againstEsmm(Map<Method, Double> parameters, Comparison comparison) {
    Map<Method, PairedResult> results = new EnumMap<>(Method.class);
    Double ofEsmm = parameters.get(Method.ESMM);
    if (ofEsmm != null && parameters.size() > 1) {
      MethodScores reference = scores(Method.ESMM, ofEsmm);
      parameters.forEach((method, parameter) -> {
        if (method != Method.ESMM) {
          results.put(method, comparison.of(measures, scores(method, parameter), reference));
        }
      });
    }
    return results;
  }

  private MethodScores scores(Method method, double parameter) {
    return new MethodScores(ScoreFile.read(files.pCvr(method, parameter), rows), Optional.empty());
  }
}
