package io.esmm.report.model;

import io.esmm.report.Point;
import io.esmm.train.TrainingListener;
import io.esmm.train.TrainingProgress;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers how the loss went: the mean loss per impression over stretches of equally many steps.
 * When all stretches are used, each two become one, so that memory is the same for any number of
 * steps and a step costs a few additions. Not thread-safe.
 */
public final class LossHistory implements TrainingListener {
  private static final int STRETCHES = 512;

  private final double[] losses = new double[STRETCHES];
  private final long[] rows = new long[STRETCHES];
  private final long[] ends = new long[STRETCHES];
  private final List<Point> validations = new ArrayList<>();
  private int stretch;
  private long stepsEach = 1;
  private long steps;
  private long rowsBefore;
  private long resumedAt;

  /** A history without steps; give it to a trainer as a listener. */
  public LossHistory() {}

  @Override
  public void onStep(TrainingProgress progress) {
    if (steps == stepsEach) {
      steps = 0;
      stretch++;
      if (stretch == STRETCHES) {
        halve();
      }
    }
    long trained = progress.rows() - rowsBefore;
    rowsBefore = progress.rows();
    losses[stretch] += progress.loss() * trained;
    rows[stretch] += trained;
    ends[stretch] = progress.rows();
    steps++;
  }

  private void halve() {
    for (int i = 0; i < STRETCHES / 2; i++) {
      losses[i] = losses[2 * i] + losses[2 * i + 1];
      rows[i] = rows[2 * i] + rows[2 * i + 1];
      ends[i] = ends[2 * i + 1];
    }
    for (int i = STRETCHES / 2; i < STRETCHES; i++) {
      losses[i] = 0;
      rows[i] = 0;
    }
    stretch = STRETCHES / 2;
    stepsEach *= 2;
  }

  @Override
  public void onValidation(TrainingProgress progress, double metric, boolean best) {
    validations.add(Point.of((double) progress.rows(), metric));
  }

  @Override
  public void onResume(TrainingProgress progress, java.nio.file.Path checkpoint) {
    rowsBefore = progress.rows();
    resumedAt = progress.rows();
  }

  /** Mean loss per impression of each stretch, at the impressions trained on at its end. */
  public List<Point> losses() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= stretch && i < STRETCHES; i++) {
      if (rows[i] > 0) {
        points.add(Point.of((double) ends[i], losses[i] / rows[i]));
      }
    }
    return points;
  }

  /** The metric on the validation rows as training is told: larger is better, NaN if undefined. */
  public List<Point> validations() {
    return List.copyOf(validations);
  }

  /** Impressions trained on before an interruption, of which nothing is remembered; 0 if none. */
  public long resumedAt() {
    return resumedAt;
  }
}
