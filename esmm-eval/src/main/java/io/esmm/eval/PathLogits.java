package io.esmm.eval;

import static io.esmm.funnel.LogProbability.logAddExp;
import static io.esmm.funnel.LogProbability.logSigmoid;
import static io.esmm.funnel.LogProbability.sigmoid;

import io.esmm.eval.metric.LogProbabilities;
import io.esmm.eval.metric.Values;

/**
 * The logits of an event and of those before it, from the first one down: its probabilities and
 * their logarithms, computed when asked for, by the same arithmetic as training and scoring.
 */
final class PathLogits {
  private final float[][] path;
  private final int rows;

  /**
   * @param path for each event from the first to this one, n logits
   */
  PathLogits(float[][] path) {
    this.path = path;
    this.rows = path[0].length;
  }

  Values conditional() {
    float[] logits = path[path.length - 1];
    return Values.computed(rows, i -> sigmoid(logits[i]));
  }

  Values joint() {
    return Values.computed(rows, this::joint);
  }

  LogProbabilities conditionalLogs() {
    return logsOf(new PathLogits(new float[][] {path[path.length - 1]}));
  }

  LogProbabilities jointLogs() {
    return logsOf(this);
  }

  private double joint(int row) {
    double joint = sigmoid(path[0][row]);
    for (int e = 1; e < path.length; e++) {
      joint *= sigmoid(path[e][row]);
    }
    return joint;
  }

  private double logHappens(int row) {
    double log = 0;
    for (float[] logits : path) {
      log += logSigmoid(logits[row]);
    }
    return log;
  }

  /** The event fails at the first step, or at the second having passed the first, and so on. */
  private double logFails(int row) {
    double reached = 0;
    double fails = Double.NEGATIVE_INFINITY;
    for (float[] logits : path) {
      double s = logits[row];
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
