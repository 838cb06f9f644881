package io.esmm.eval;

import static io.esmm.funnel.LogProbability.logAddExp;
import static io.esmm.funnel.LogProbability.logSigmoid;
import static io.esmm.funnel.LogProbability.sigmoid;

import io.esmm.eval.metric.LogProbabilities;
import io.esmm.eval.metric.Values;

/**
 * The logits of an event that is reached over a single path, and of those before it, from the first
 * one down: its probabilities and their logarithms, computed when asked for, by the same arithmetic
 * as training and scoring.
 */
final class PathLogits implements EventLogits {
  private final float[][] path;
  private final int[] signs;
  private final int rows;

  /**
   * @param path for each event from the first to this one, n logits
   * @param signs for each of them 1, or -1 if it is the opposite of the event with the logits
   */
  PathLogits(float[][] path, int[] signs) {
    this.path = path;
    this.signs = signs;
    this.rows = path[0].length;
  }

  @Override
  public Values conditional() {
    float[] logits = path[path.length - 1];
    int sign = signs[path.length - 1];
    return Values.computed(rows, i -> sigmoid(sign * logits[i]));
  }

  @Override
  public Values joint() {
    return Values.computed(rows, this::joint);
  }

  @Override
  public LogProbabilities conditionalLogs() {
    int last = path.length - 1;
    return logsOf(new PathLogits(new float[][] {path[last]}, new int[] {signs[last]}));
  }

  @Override
  public LogProbabilities jointLogs() {
    return logsOf(this);
  }

  private double joint(int row) {
    double joint = sigmoid(signs[0] * path[0][row]);
    for (int e = 1; e < path.length; e++) {
      joint *= sigmoid(signs[e] * path[e][row]);
    }
    return joint;
  }

  private double logHappens(int row) {
    double log = 0;
    for (int e = 0; e < path.length; e++) {
      log += logSigmoid(signs[e] * path[e][row]);
    }
    return log;
  }

  /** The event fails at the first step, or at the second having passed the first, and so on. */
  private double logFails(int row) {
    double reached = 0;
    double fails = Double.NEGATIVE_INFINITY;
    for (int e = 0; e < path.length; e++) {
      double s = signs[e] * path[e][row];
      double tail = Math.log1p(Math.exp(-Math.abs(s))); // of logSigmoid(s) and logSigmoid(-s)
      fails = logAddExp(fails, reached + Math.min(-s, 0) - tail);
      reached += Math.min(s, 0) - tail;
    }
    return Math.min(fails, 0); // the sum may round to just above
  }

  private static LogProbabilities logsOf(PathLogits path) {
    return new LogProbabilities() {
      @Override
      public int rows() {
        return path.rows;
      }

      @Override
      public double happens(int row) {
        return path.logHappens(row);
      }

      @Override
      public double doesNot(int row) {
        return path.logFails(row);
      }
    };
  }
}
