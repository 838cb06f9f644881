package io.esmm.eval;

import io.esmm.eval.metric.Values;
import io.esmm.funnel.EventLink;

/**
 * The columns of one event in a {@link PredictionCollector}. Arrays given to it are copied and may be
 * larger than the batch. Not thread-safe.
 */
public final class EventColumns {
  private final EventLink event;
  private final GrowingColumns.Floats conditional;
  private final GrowingColumns.Floats joint;
  private final GrowingColumns.Bytes labels;
  private final GrowingColumns.Floats trueConditional = new GrowingColumns.Floats(0);
  private final GrowingColumns.Floats trueJoint = new GrowingColumns.Floats(0);

  EventColumns(EventLink event, int expectedRows) {
    this.event = event;
    conditional = new GrowingColumns.Floats(expectedRows);
    joint = new GrowingColumns.Floats(expectedRows);
    labels = new GrowingColumns.Bytes(expectedRows);
  }

  /**
   * Appends the first {@code rows} rows.
   *
   * @param ofConditional probabilities given the event that this one comes after, on every row
   * @param ofJoint probabilities over the whole space
   * @param happened labels: 1 where the event happened, else 0
   */
  public void append(float[] ofConditional, float[] ofJoint, byte[] happened, int rows) {
    conditional.append(ofConditional, rows);
    joint.append(ofJoint, rows);
    labels.append(happened, rows);
  }

  /** Appends the true probabilities of the first {@code rows} rows, as a simulator knows them. */
  public void appendTruth(float[] ofConditional, float[] ofJoint, int rows) {
    trueConditional.append(ofConditional, rows);
    trueJoint.append(ofJoint, rows);
  }

  int rows() {
    return labels.size();
  }

  EventPredictions finish(int rows) {
    String name = "predictions of event [" + event.name() + "]";
    requireRows(name, rows(), rows);
    EventPredictions predictions =
        EventPredictions.of(
            event.name(),
            event.after(),
            Values.of(conditional.trimmed()),
            Values.of(joint.trimmed()),
            labels.trimmed());
    if (trueJoint.size() == 0) {
      return predictions;
    }
    requireRows("true " + name, trueJoint.size(), rows);
    return predictions.withTruth(
        Values.of(trueConditional.trimmed()), Values.of(trueJoint.trimmed()));
  }

  static void requireRows(String what, int rows, int expected) {
    if (rows != expected) {
      throw new IllegalStateException(what + ": " + rows + " rows, expected " + expected);
    }
  }
}
