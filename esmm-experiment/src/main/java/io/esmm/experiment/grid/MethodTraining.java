package io.esmm.experiment.grid;

import io.esmm.config.Method;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.eval.curve.LossHistory;
import io.esmm.eval.curve.LossPoint;
import io.esmm.eval.experiment.MethodScores;
import io.esmm.eval.metric.Metric;
import io.esmm.eval.metric.MetricValue;
import io.esmm.eval.metric.ScoredRows;
import io.esmm.experiment.grid.Networks.Schedule;
import io.esmm.experiment.grid.Networks.Trained;
import io.esmm.experiment.rows.ExperimentData;
import io.esmm.experiment.rows.RowChoice;
import io.esmm.train.TrainingSet;
import java.util.List;
import java.util.Optional;

/**
 * Trains the networks of methods, each on its rows, and asks them about the test rows. Not
 * thread-safe.
 */
final class MethodTraining {
  /** Points of a loss curve that is kept with a run. */
  private static final int STRETCHES = 128;

  private final ExperimentData data;
  private final Networks networks;
  private final RowChoice choice;
  private final GridProgress progress;

  /**
   * @param choice the training rows that are used
   * @param progress is told the share done of each training
   */
  MethodTraining(ExperimentData data, Networks networks, RowChoice choice, GridProgress progress) {
    this.data = data;
    this.networks = networks;
    this.choice = choice;
    this.progress = progress;
  }

  /**
   * What the independent network of pCTR says.
   *
   * @param test of every test row
   * @param clicked of the clicked training rows
   */
  record Ctr(float[] test, float[] clicked) {}

  /** Trains the independent network of pCTR. */
  Ctr ctr(long seed) {
    List<String> event = List.of(networks.click());
    PreparedSet train = data.train(event);
    Trained network =
        networks.alone(networks.click(), all(train), new Schedule(choice.count(), seed, progress));
    return new Ctr(
        networks.probabilities(network, data.test(event), progress),
        networks.probabilities(network, choice.clicked(train), GridProgress.silent()));
  }

  /**
   * A method that was trained.
   *
   * @param scores of every test row
   * @param losses how the loss fell of the network that gives pCVR
   */
  record Finished(MethodScores scores, List<LossPoint> losses) {}

  /**
   * Trains a method.
   *
   * @param parameter of the method, if it has one
   * @param ctr of the same seed
   */
  Finished run(Method method, double parameter, long seed, Ctr ctr) {
    LossHistory losses = new LossHistory(STRETCHES);
    Schedule schedule = new Schedule(choice.count(), seed, progress, losses);
    MethodScores scores =
        PaperProtocol.trainsTogether(method)
            ? together(method, schedule)
            : alone(method, parameter, ctr, schedule);
    return new Finished(scores, losses.losses());
  }

  private MethodScores together(Method method, Schedule schedule) {
    List<String> events = List.of(networks.click(), networks.conversion());
    Trained network = networks.together(method, all(data.train(events)), schedule);
    return networks.scores(network, data.test(events), progress);
  }

  private MethodScores alone(Method method, double parameter, Ctr ctr, Schedule schedule) {
    List<String> event = List.of(networks.conversion());
    PreparedSet rows = data.train(event);
    TrainingSet chosen =
        switch (method) {
          case BASE -> choice.clicked(rows);
          case AMAN -> choice.withMissing(rows, parameter, schedule.seed());
          case OVERSAMPLING -> choice.withCopies(rows, (int) parameter);
          case UNBIAS -> choice.rejected(rows, ctr.clicked(), schedule.seed());
          default -> all(rows); // DIVISION
        };
    Trained network = networks.alone(networks.conversion(), chosen, schedule);
    float[] scores = networks.probabilities(network, data.test(event), progress);
    return method == Method.DIVISION
        ? new MethodScores(quotient(scores, ctr.test()), Optional.of(scores))
        : new MethodScores(scores, Optional.empty());
  }

  private static float[] quotient(float[] pCtcvr, float[] pCtr) {
    float[] quotient = new float[pCtcvr.length];
    for (int i = 0; i < quotient.length; i++) {
      quotient[i] = pCtcvr[i] / Math.max(pCtr[i], Float.MIN_NORMAL);
    }
    return quotient;
  }

  /**
   * AUC of pCVR on the clicked rows of the last tenth of the training requests, by a network that
   * was trained on the rows before them.
   *
   * @param candidate what the method's parameter may become
   */
  MetricValue validated(Method method, double candidate, long seed) {
    PreparedSet rows = data.train(List.of(networks.conversion()));
    long cut = rows.firstImpression((int) (rows.requests() * 9L / 10));
    RowChoice fitted = choice.between(0, cut);
    TrainingSet chosen =
        switch (method) {
          case AMAN -> fitted.withMissing(rows, candidate, seed);
          case OVERSAMPLING -> fitted.withCopies(rows, (int) candidate);
          default -> throw new IllegalArgumentException(method.word() + " has no parameter");
        };
    Trained network =
        networks.alone(networks.conversion(), chosen, new Schedule(fitted.count(), seed, progress));
    RowChoice held = data.training().between(cut, data.training().to());
    float[] pCvr = networks.probabilities(network, held.clicked(rows), progress);
    byte[] labels = new byte[pCvr.length];
    int next = 0;
    for (int row = (int) held.from(); row < held.to(); row++) {
      if (held.clicks()[row] == 1) {
        labels[next++] = held.conversions()[row];
      }
    }
    return Metric.AUC.of(ScoredRows.of(pCvr, labels));
  }

  /** All training rows that are used, without a list of them if these are all. */
  private TrainingSet all(PreparedSet rows) {
    return choice.sampleRate() >= 1 ? rows : choice.all(rows);
  }
}
