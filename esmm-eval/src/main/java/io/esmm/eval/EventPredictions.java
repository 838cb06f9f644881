package io.esmm.eval;

import io.esmm.eval.metric.LogProbabilities;
import io.esmm.eval.metric.Values;
import io.esmm.funnel.EventLink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of one event on n rows, and what happened.
 *
 * <p>Wraps without copying. Thread-safe if the arrays are left unchanged.
 */
public final class EventPredictions {
  private final EventLink link;
  private final Values conditional;
  private final Values joint;
  private final byte[] labels;
  private final @Nullable LogProbabilities conditionalLogs;
  private final @Nullable LogProbabilities jointLogs;
  private final @Nullable Values trueConditional;
  private final @Nullable Values trueJoint;

  private EventPredictions(
      EventLink link,
      Values conditional,
      Values joint,
      byte[] labels,
      @Nullable LogProbabilities conditionalLogs,
      @Nullable LogProbabilities jointLogs,
      @Nullable Values trueConditional,
      @Nullable Values trueJoint) {
    this.link = link;
    this.conditional = conditional;
    this.joint = joint;
    this.labels = labels;
    this.conditionalLogs = conditionalLogs;
    this.jointLogs = jointLogs;
    this.trueConditional = trueConditional;
    this.trueJoint = trueJoint;
  }

  /** Predictions and labels of an event that comes after one other, or the space. */
  public static EventPredictions of(
      String event, String after, Values conditional, Values joint, byte[] labels) {
    return of(new EventLink(event, after), conditional, joint, labels);
  }

  /**
   * Predictions and labels.
   *
   * @param link the event and what it comes after
   * @param conditional n probabilities given that an event happened that it comes after (pCVR), on
   *     every row, whether one of them happened there or not
   * @param joint n probabilities over the whole space (pCTCVR)
   * @param labels n labels: 1 where the event happened on the row, which takes all events before it
   * @throws IllegalArgumentException if the lengths differ
   */
  public static EventPredictions of(
      EventLink link, Values conditional, Values joint, byte[] labels) {
    String event = link.name();
    requireSameLength(event, "joint probabilities", joint.rows(), conditional.rows());
    requireSameLength(event, "labels", labels.length, conditional.rows());
    return new EventPredictions(link, conditional, joint, labels, null, null, null, null);
  }

  /** The same with log-probabilities, from which log loss is then computed. */
  public EventPredictions withLogs(LogProbabilities ofConditional, LogProbabilities ofJoint) {
    requireSameLength(event(), "conditional logs", ofConditional.rows(), rows());
    requireSameLength(event(), "joint logs", ofJoint.rows(), rows());
    return new EventPredictions(
        link, conditional, joint, labels, ofConditional, ofJoint, trueConditional, trueJoint);
  }

  /** The same with the true probabilities that a simulator drew the labels from. */
  public EventPredictions withTruth(Values ofConditional, Values ofJoint) {
    requireSameLength(event(), "true conditional probabilities", ofConditional.rows(), rows());
    requireSameLength(event(), "true joint probabilities", ofJoint.rows(), rows());
    return new EventPredictions(
        link, conditional, joint, labels, conditionalLogs, jointLogs, ofConditional, ofJoint);
  }

  /** The name of the event. */
  public String event() {
    return link.name();
  }

  /** The event and what it comes after. */
  public EventLink link() {
    return link;
  }

  /** n, the number of rows. */
  public int rows() {
    return labels.length;
  }

  /** n probabilities given that an event happened that this one comes after; not a copy. */
  public Values conditional() {
    return conditional;
  }

  /** n probabilities over the whole space; not a copy. */
  public Values joint() {
    return joint;
  }

  /** n labels: 1 where the event happened, 0 where not, -1 where nobody knows yet; not a copy. */
  public byte[] labels() {
    return labels;
  }

  /** Log-probabilities of {@link #conditional()}, if {@link #withLogs} attached them. */
  public Optional<LogProbabilities> conditionalLogs() {
    return Optional.ofNullable(conditionalLogs);
  }

  /** Log-probabilities of {@link #joint()}, if {@link #withLogs} attached them. */
  public Optional<LogProbabilities> jointLogs() {
    return Optional.ofNullable(jointLogs);
  }

  /** What {@link #conditional()} estimates, if {@link #withTruth} attached it. */
  public Optional<Values> trueConditional() {
    return Optional.ofNullable(trueConditional);
  }

  /** What {@link #joint()} estimates, if {@link #withTruth} attached it. */
  public Optional<Values> trueJoint() {
    return Optional.ofNullable(trueJoint);
  }

  private static void requireSameLength(String event, String what, int length, int rows) {
    if (length != rows) {
      throw new IllegalArgumentException(
          "event [" + event + "]: " + length + " " + what + " for " + rows + " rows");
    }
  }
}
