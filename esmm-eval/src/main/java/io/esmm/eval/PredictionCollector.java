package io.esmm.eval;

import io.esmm.batch.Batch;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.Outcome;
import io.esmm.funnel.Readout;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.Predictions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the predictions of many batches for one evaluation: metrics are taken once over all rows,
 * never averaged over batches.
 *
 * <p>For each batch {@link #append(Predictions, Batch)}, or the columns one by one; then {@link
 * #finish}, which checks that all of them have the same rows. Logits are kept, and probabilities
 * computed from them in double when they are needed: 5 bytes a row for each event (9 with truth)
 * and 4 for groups. Give the number of rows beforehand where it is known: columns that fill exactly
 * are not copied at the end. Not thread-safe.
 */
public final class PredictionCollector {
  private final Funnel funnel;
  private final List<HeadColumns> heads = new ArrayList<>();

  /** For each event; nothing in those that have no label. */
  private final List<GrowingColumns.Bytes> labels = new ArrayList<>();

  private final GrowingColumns.Ints groups;
  private final @Nullable Grouping grouping;
  private int requests;

  /**
   * Without groups, unless they are appended.
   *
   * @param funnel the events of the predictions
   * @param expectedRows the number of rows if known, else 0
   */
  public PredictionCollector(Funnel funnel, int expectedRows) {
    this(funnel, expectedRows, null, 0);
  }

  /**
   * With the groups of GAUC, which are taken from the batches.
   *
   * @param funnel the events of the predictions
   * @param expectedRows the number of rows if known, else 0
   * @param grouping how rows are grouped
   */
  public PredictionCollector(Funnel funnel, int expectedRows, Grouping grouping) {
    this(funnel, expectedRows, grouping, expectedRows);
  }

  private PredictionCollector(
      Funnel funnel, int expectedRows, @Nullable Grouping grouping, int expectedGroups) {
    this.funnel = funnel;
    this.grouping = grouping;
    this.groups = new GrowingColumns.Ints(expectedGroups);
    for (int h = 0; h < funnel.heads().size(); h++) {
      heads.add(new HeadColumns(expectedRows));
    }
    for (Funnel.Event event : funnel.events()) {
      labels.add(new GrowingColumns.Bytes(event.isOtherwise() ? 0 : expectedRows));
    }
  }

  /**
   * Appends all impressions of a batch.
   *
   * @param predictions a model's predictions of the batch
   * @param batch the batch with the labels of all events
   * @throws ProblemException if an event has no labels in the batch, or the field to group by is
   *     not categorical
   */
  public void append(Predictions predictions, Batch batch) {
    int rows = batch.impressions();
    if (predictions.size() != rows) {
      throw new IllegalArgumentException(
          predictions.size() + " predictions for " + rows + " impressions");
    }
    for (int h = 0; h < heads.size(); h++) {
      int head = h;
      heads.get(h).logits.append(i -> predictions.logit(head, i), rows);
    }
    for (Funnel.Event event : funnel.labelled()) {
      int place = batch.events().indexOf(event.name());
      if (place < 0) {
        throw new ProblemException(
            "",
            "event [" + event.name() + "] has no labels in the rows",
            "labels are given of " + batch.events());
      }
      labels.get(funnel.indexOf(event.name())).append(batch.labels(place), rows);
    }
    if (grouping != null) {
      groups.append(grouping.groups(batch, requests), rows);
    }
    requests += batch.requests();
  }

  /**
   * Appends the first {@code rows} rows of one event that is reached over a single path.
   *
   * @param logits of its conditional probability
   * @param happened 1 where it happened, else 0
   */
  public void append(String event, float[] logits, byte[] happened, int rows) {
    headOf(event).logits.append(i -> logits[i], rows);
    labels.get(funnel.indexOf(event)).append(happened, rows);
  }

  /**
   * Appends the true conditional probabilities of the first {@code rows} rows of one event that is
   * reached over a single path, as a simulator knows them. Give them for all events or for none.
   */
  public void appendTruth(String event, float[] conditional, int rows) {
    headOf(event).truth.append(i -> conditional[i], rows);
  }

  /** Appends the group ids of the first {@code rows} rows, if no grouping was given. */
  public void appendGroups(int[] ids, int rows) {
    groups.append(ids, rows);
  }

  /** The number of rows gathered so far, by the first event. */
  public int rows() {
    return labels.getFirst().size();
  }

  /**
   * Everything gathered. The collector is not used afterwards.
   *
   * @throws ProblemException if the labels do not obey the funnel
   * @throws IllegalStateException if the columns differ in the number of rows
   */
  public FunnelPredictions finish() {
    float[][] logits = new float[heads.size()][];
    float[][] truth = new float[heads.size()][];
    boolean withTruth = heads.getFirst().truth.size() > 0;
    for (int h = 0; h < heads.size(); h++) {
      String name = funnel.heads().get(h).name();
      HeadColumns of = heads.get(h);
      requireRows("logits of event [" + name + "]", of.logits.size(), rows());
      requireRows("truth of event [" + name + "]", of.truth.size(), withTruth ? rows() : 0);
      logits[h] = of.logits.trimmed();
      truth[h] = of.truth.trimmed();
    }
    byte[][] happened = happened();
    List<EventPredictions> events = new ArrayList<>();
    for (int e = 0; e < happened.length; e++) {
      EventLogits of = logits(e, logits);
      EventPredictions predictions =
          EventPredictions.of(funnel.link(e), of.conditional(), of.joint(), happened[e])
              .withLogs(of.conditionalLogs(), of.jointLogs());
      events.add(
          withTruth ? new TrueProbabilities(funnel, truth).beside(e, predictions) : predictions);
    }
    FunnelPredictions predictions = FunnelPredictions.of(funnel.space(), events);
    if (groups.size() == 0) {
      return predictions;
    }
    requireRows("group ids", groups.size(), rows());
    return predictions.withGroups(groups.trimmed());
  }

  private static final class HeadColumns {
    private final GrowingColumns.Floats logits;
    private final GrowingColumns.Floats truth = new GrowingColumns.Floats(0);

    HeadColumns(int expectedRows) {
      logits = new GrowingColumns.Floats(expectedRows);
    }
  }

  private HeadColumns headOf(String event) {
    int place = funnel.indexOf(event);
    if (place < 0) {
      throw new IllegalArgumentException("event [" + event + "] unknown; known: " + funnel.names());
    }
    Funnel.Event of = funnel.events().get(place);
    if (of.isOtherwise() || of.parents().size() > 1) {
      throw new IllegalArgumentException("event [" + event + "] has no tower of its own");
    }
    return heads.get(funnel.firstHead(place));
  }

  /** The labels of every event; those of events that happen otherwise follow from the others. */
  private byte[][] happened() {
    byte[][] happened = new byte[labels.size()][];
    for (int e = 0; e < happened.length; e++) {
      if (!funnel.events().get(e).isOtherwise()) {
        requireRows("labels of event [" + funnel.nameOf(e) + "]", labels.get(e).size(), rows());
        happened[e] = labels.get(e).trimmed();
      } else {
        happened[e] = new byte[rows()];
      }
    }
    if (funnel.labelled().size() < happened.length) {
      Outcome outcome = new Outcome(funnel);
      for (int i = 0; i < rows(); i++) {
        for (int e = 0; e < happened.length; e++) {
          outcome.set(e, happened[e][i]);
        }
        outcome.complete();
        for (int e = 0; e < happened.length; e++) {
          happened[e][i] = outcome.label(e);
        }
      }
    }
    return happened;
  }

  private EventLogits logits(int event, float[][] logits) {
    if (funnel.readout() == Readout.DIVISION) {
      int parent = funnel.events().get(event).parents().getFirst();
      return parent == Funnel.SPACE
          ? new PathLogits(new float[][] {logits[event]}, new int[] {1})
          : new QuotientLogits(logits[event], logits[parent]);
    }
    List<float[]> path = new ArrayList<>();
    List<Integer> signs = new ArrayList<>();
    int at = event;
    while (at != Funnel.SPACE) {
      Funnel.Event of = funnel.events().get(at);
      if (of.parents().size() > 1) {
        return new MeetingLogits(funnel, event, logits);
      }
      path.addFirst(logits[funnel.firstHead(at)]);
      signs.addFirst(of.isOtherwise() ? -1 : 1);
      at = of.parents().getFirst();
    }
    return new PathLogits(
        path.toArray(float[][]::new), signs.stream().mapToInt(Integer::intValue).toArray());
  }

  private static void requireRows(String what, int rows, int expected) {
    if (rows != expected) {
      throw new IllegalStateException(what + ": " + rows + " rows, expected " + expected);
    }
  }
}
