package io.esmm.experiment.grid;

import io.esmm.config.Method;
import io.esmm.eval.experiment.FinishedRun;
import io.esmm.eval.experiment.FinishedRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Where a grid keeps what is done: a file for every network that was trained, and the probabilities
 * that methods are compared by. What is there is not made again. Immutable; thread-safe.
 *
 * @param runs the folder
 * @param madeFrom everything that decides a result but its name and its seed
 */
record GridFiles(FinishedRuns runs, String madeFrom) {
  /** Of the repeat that parameters are searched with and rankings are compared on. */
  static final long FIRST_SEED = 1;

  private static final String PCTR = "pctr";
  private static final String JSON = ".json";
  private static final String SCORES = ".scores";

  /** {@code aman-0.2}, or {@code esmm} of a method without a parameter. */
  static String name(Method method, double parameter) {
    return PaperProtocol.candidates(method).isEmpty()
        ? method.word()
        : method.word() + "-" + GridResults.number(parameter);
  }

  /** {@code aman-0.2-search}. */
  static String searchName(Method method, double candidate) {
    return name(method, candidate) + "-search";
  }

  /** Whether a candidate of a parameter was tried. */
  boolean hasSearched(Method method, double candidate) {
    return Files.exists(runs.file(searchName(method, candidate), FIRST_SEED, madeFrom, JSON));
  }

  /** What a candidate gave, now or earlier. */
  FinishedRun searched(Method method, double candidate, Supplier<FinishedRun> training) {
    return runs.run(searchName(method, candidate), FIRST_SEED, madeFrom, training);
  }

  /** Whether the pCTR of a repeat is there. */
  boolean hasPCtr(long seed) {
    return Files.exists(pCtr(seed)) && Files.exists(pCtrOfClicks(seed));
  }

  /** The pCTR of the test rows. */
  Path pCtr(long seed) {
    return runs.file(PCTR, seed, madeFrom, SCORES);
  }

  /** The pCTR of the clicked training rows. */
  Path pCtrOfClicks(long seed) {
    return runs.file(PCTR + "-of-clicks", seed, madeFrom, SCORES);
  }

  /** Whether a run is done; of the first seed its pCVR is there as well. */
  boolean hasRun(Method method, double parameter, long seed) {
    return Files.exists(run(method, parameter, seed))
        && (seed != FIRST_SEED || Files.exists(pCvr(method, parameter)));
  }

  /** What a method gave. */
  Path run(Method method, double parameter, long seed) {
    return runs.file(name(method, parameter), seed, madeFrom, JSON);
  }

  /** A method's pCVR of the test rows with the first seed. */
  Path pCvr(Method method, double parameter) {
    return runs.file(name(method, parameter), FIRST_SEED, madeFrom, SCORES);
  }
}
