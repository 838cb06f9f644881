package io.esmm.eval;

import static io.esmm.funnel.LogProbability.log1mexp;
import static io.esmm.funnel.LogProbability.logSigmoid;
import static io.esmm.funnel.LogProbability.sigmoid;

import io.esmm.eval.metric.LogProbabilities;
import io.esmm.eval.metric.Values;
import java.util.function.IntToDoubleFunction;

/**
 * The logits of the joint probabilities of an event and of the one before it, whose quotient is the
 * conditional probability (DIVISION). Quotients stand as they are, above 1 too, and are counted
 * there; for log loss alone they are moved into [{@value #CLIP}, 1 - {@value #CLIP}].
 */
final class QuotientLogits implements EventLogits {
  private static final double CLIP = 1e-6;
  private static final double HIGHEST = Math.log1p(-CLIP);
  private static final double LOWEST = Math.log(CLIP);

  private final float[] own;
  private final float[] before;

  /**
   * @param own n logits of the event
   * @param before n logits of the event before it
   */
  QuotientLogits(float[] own, float[] before) {
    this.own = own;
    this.before = before;
  }

  @Override
  public Values conditional() {
    return Values.computed(own.length, i -> Math.min(Math.exp(log(i)), Double.MAX_VALUE));
  }

  @Override
  public Values joint() {
    return Values.computed(own.length, i -> sigmoid(own[i]));
  }

  @Override
  public LogProbabilities conditionalLogs() {
    return new Logs(
        i -> Math.clamp(log(i), LOWEST, HIGHEST),
        i -> log1mexp(Math.clamp(log(i), LOWEST, HIGHEST)),
        own.length);
  }

  @Override
  public LogProbabilities jointLogs() {
    return new Logs(i -> logSigmoid(own[i]), i -> logSigmoid(-own[i]), own.length);
  }

  /** The logarithm of the quotient. */
  private double log(int row) {
    return logSigmoid(own[row]) - logSigmoid(before[row]);
  }

  private record Logs(IntToDoubleFunction of, IntToDoubleFunction ofNot, int rows)
      implements LogProbabilities {
    @Override
    public double happens(int row) {
      return of.applyAsDouble(row);
    }

    @Override
    public double doesNot(int row) {
      return ofNot.applyAsDouble(row);
    }
  }
}
