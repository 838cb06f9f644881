package io.esmm.experiment.grid;

import io.esmm.config.Method;
import io.esmm.eval.experiment.FinishedRun;
import io.esmm.eval.experiment.MethodMeasures;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Chooses what methods search for (the share of AMAN, the copies of OVERSAMPLING): once, with the
 * first seed, by the AUC of pCVR on the clicked rows of the last tenth of the training requests,
 * which those networks are not trained on. Not thread-safe.
 */
final class ParameterSearch {
  private final GridFiles files;
  private final GridWork work;
  private final MethodTraining training;
  private final GridProgress progress;
  private final Map<String, Double> searched = new LinkedHashMap<>();

  ParameterSearch(GridFiles files, GridWork work, MethodTraining training, GridProgress progress) {
    this.files = files;
    this.work = work;
    this.training = training;
    this.progress = progress;
  }

  /** Announces the work of a search. */
  void expect(Method method) {
    for (double candidate : PaperProtocol.candidates(method)) {
      if (!files.hasSearched(method, candidate)) {
        progress.expect(work.search(method, candidate));
      }
    }
  }

  /** The best candidate, the first of equal ones. */
  double best(Method method) {
    double best = PaperProtocol.candidates(method).getFirst();
    double bestAuc = Double.NEGATIVE_INFINITY;
    for (double candidate : PaperProtocol.candidates(method)) {
      double auc =
          files
              .searched(method, candidate, () -> train(method, candidate))
              .metrics()
              .getOrDefault(MethodMeasures.CVR_AUC, Double.NaN);
      searched.put(method.word() + " " + GridResults.number(candidate), auc);
      if (auc > bestAuc) {
        best = candidate;
        bestAuc = auc;
      }
    }
    return best;
  }

  private FinishedRun train(Method method, double candidate) {
    progress.begin(GridFiles.searchName(method, candidate), work.search(method, candidate));
    long start = System.nanoTime();
    Map<String, Double> found =
        Map.of(
            MethodMeasures.CVR_AUC,
            FinishedRun.orNotANumber(training.validated(method, candidate, GridFiles.FIRST_SEED)));
    progress.end();
    return new FinishedRun((System.nanoTime() - start) / 1e9, found);
  }

  /** The AUC of every candidate that was looked at, such as {@code aman 0.2}. */
  Map<String, Double> searched() {
    return searched;
  }
}
