package io.esmm.eval;

import io.esmm.eval.metric.LogProbabilities;
import io.esmm.eval.metric.Values;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelRow;
import java.util.function.ToDoubleFunction;

/**
 * The logits of all heads of a funnel, for an event that is reached over several paths or comes
 * after one that is. Thread-safe.
 */
final class MeetingLogits implements EventLogits {
  private final int event;
  private final float[][] logits;
  private final int rows;
  private final ThreadLocal<FunnelRow> funnelRows;

  /**
   * @param logits for each head, n
   */
  MeetingLogits(Funnel funnel, int event, float[][] logits) {
    this.event = event;
    this.logits = logits;
    this.rows = logits[0].length;
    this.funnelRows = ThreadLocal.withInitial(() -> new FunnelRow(funnel));
  }

  @Override
  public Values conditional() {
    return Values.computed(rows, i -> of(i, row -> row.conditional(event)));
  }

  @Override
  public Values joint() {
    return Values.computed(rows, i -> of(i, row -> Math.exp(row.logJoint(event))));
  }

  @Override
  public LogProbabilities conditionalLogs() {
    return logs(row -> row.logConditional(event), row -> row.logConditionalComplement(event));
  }

  @Override
  public LogProbabilities jointLogs() {
    return logs(row -> row.logJoint(event), row -> Math.min(row.logComplement(event), 0));
  }

  private LogProbabilities logs(
      ToDoubleFunction<FunnelRow> happens, ToDoubleFunction<FunnelRow> doesNot) {
    return new LogProbabilities() {
      @Override
      public int rows() {
        return rows;
      }

      @Override
      public double happens(int row) {
        return of(row, happens);
      }

      @Override
      public double doesNot(int row) {
        return of(row, doesNot);
      }
    };
  }

  private double of(int i, ToDoubleFunction<FunnelRow> probability) {
    FunnelRow row = funnelRows.get();
    for (int h = 0; h < logits.length; h++) {
      row.setLogit(h, logits[h][i]);
    }
    row.evaluate();
    return probability.applyAsDouble(row);
  }
}
