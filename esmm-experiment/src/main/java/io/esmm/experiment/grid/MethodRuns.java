package io.esmm.experiment.grid;

import io.esmm.config.Method;
import io.esmm.eval.experiment.FinishedRun;
import io.esmm.eval.experiment.MethodMeasures;
import io.esmm.eval.experiment.TestRows;
import io.esmm.experiment.grid.MethodTraining.Ctr;
import io.esmm.experiment.grid.MethodTraining.Finished;
import java.nio.file.Path;

/**
 * The runs of a grid: in each repeat one independent network of pCTR, and every method, measured by
 * that pCTR. What is in the files is not trained again. Not thread-safe.
 */
final class MethodRuns {
  private final TestRows measured;
  private final int clickedRows;
  private final GridFiles files;
  private final GridWork work;
  private final MethodTraining training;
  private final GridProgress progress;

  /**
   * Trains nothing yet.
   *
   * @param measured the test rows
   * @param clickedRows the number of clicked training rows that are used
   */
  MethodRuns(
      TestRows measured,
      int clickedRows,
      GridFiles files,
      GridWork work,
      MethodTraining training,
      GridProgress progress) {
    this.measured = measured;
    this.clickedRows = clickedRows;
    this.files = files;
    this.work = work;
    this.training = training;
    this.progress = progress;
  }

  /** Announces the network of pCTR of a repeat. */
  void expectCtr(long seed) {
    if (!files.hasPCtr(seed)) {
      progress.expect(work.ctr());
    }
  }

  /** Announces a run of a method. */
  void expect(Method method, double parameter, long seed) {
    if (!files.hasRun(method, parameter, seed)) {
      progress.expect(work.run(method, parameter));
    }
  }

  /** What the network of pCTR of a repeat says, now or earlier. */
  Ctr ctr(long seed) {
    if (!files.hasPCtr(seed)) {
      progress.begin("pCTR, seed " + seed, work.ctr());
      Ctr ctr = training.ctr(seed);
      ScoreFile.write(files.pCtrOfClicks(seed), ctr.clicked());
      ScoreFile.write(files.pCtr(seed), ctr.test());
      progress.end();
    }
    return new Ctr(
        ScoreFile.read(files.pCtr(seed), measured.rows()),
        ScoreFile.read(files.pCtrOfClicks(seed), clickedRows));
  }

  /**
   * What a method gave, now or earlier.
   *
   * @param ctr of the same repeat
   */
  FinishedRun of(Method method, double parameter, long seed, Ctr ctr) {
    Path file = files.run(method, parameter, seed);
    if (!files.hasRun(method, parameter, seed)) {
      progress.begin(
          GridFiles.name(method, parameter) + ", seed " + seed, work.run(method, parameter));
      long start = System.nanoTime();
      Finished finished = training.run(method, parameter, seed, ctr);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (seed == GridFiles.FIRST_SEED) {
        ScoreFile.write(files.pCvr(method, parameter), finished.scores().pCvr());
      }
      MethodMeasures measures = new MethodMeasures(measured, ctr.test());
      new FinishedRun(
              seconds,
              measures.of(finished.scores()),
              measures.curves(finished.scores()).with(finished.losses()))
          .write(file);
      progress.end();
    }
    return FinishedRun.read(file);
  }
}
