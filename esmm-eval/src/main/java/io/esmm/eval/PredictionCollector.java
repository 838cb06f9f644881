package io.esmm.eval;

import io.esmm.batch.Batch;
import io.esmm.eval.metric.Values;
import io.esmm.funnel.Funnel;
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
  private final List<EventColumns> columns = new ArrayList<>();
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
    for (int e = 0; e < funnel.events().size(); e++) {
      columns.add(new EventColumns(expectedRows));
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
    for (int e = 0; e < columns.size(); e++) {
      int event = e;
      int place = batch.events().indexOf(funnel.events().get(e).name());
      if (place < 0) {
        throw new ProblemException(
            "",
            "event [" + funnel.events().get(e).name() + "] has no labels in the rows",
            "labels are given of " + batch.events());
      }
      columns.get(e).logits.append(i -> predictions.logit(event, i), rows);
      columns.get(e).labels.append(batch.labels(place), rows);
    }
    if (grouping != null) {
      groups.append(grouping.groups(batch, requests), rows);
    }
    requests += batch.requests();
  }

  /**
   * Appends the first {@code rows} rows of one event.
   *
   * @param logits of its conditional probability
   * @param labels 1 where it happened, else 0
   */
  public void append(String event, float[] logits, byte[] labels, int rows) {
    EventColumns of = columnsOf(event);
    of.logits.append(i -> logits[i], rows);
    of.labels.append(labels, rows);
  }

  /**
   * Appends the true conditional probabilities of the first {@code rows} rows of one event, as a
   * simulator knows them. Give them for all events or for none.
   */
  public void appendTruth(String event, float[] conditional, int rows) {
    columnsOf(event).truth.append(i -> conditional[i], rows);
  }

  /** Appends the group ids of the first {@code rows} rows, if no grouping was given. */
  public void appendGroups(int[] ids, int rows) {
    groups.append(ids, rows);
  }

  /** The number of rows gathered so far, by the first event. */
  public int rows() {
    return columns.getFirst().labels.size();
  }

  /**
   * Everything gathered. The collector is not used afterwards.
   *
   * @throws ProblemException if the labels do not obey the funnel
   * @throws IllegalStateException if the columns differ in the number of rows
   */
  public FunnelPredictions finish() {
    float[][] logits = new float[columns.size()][];
    float[][] truth = new float[columns.size()][];
    boolean withTruth = columns.getFirst().truth.size() > 0;
    List<EventPredictions> events = new ArrayList<>();
    for (int e = 0; e < columns.size(); e++) {
      String name = funnel.events().get(e).name();
      EventColumns of = columns.get(e);
      requireRows("logits of event [" + name + "]", of.logits.size(), rows());
      requireRows("labels of event [" + name + "]", of.labels.size(), rows());
      requireRows("truth of event [" + name + "]", of.truth.size(), withTruth ? rows() : 0);
      logits[e] = of.logits.trimmed();
      truth[e] = of.truth.trimmed();
      PathLogits path = new PathLogits(path(e, logits));
      EventPredictions predictions =
          EventPredictions.of(
                  name, funnel.parentName(e), path.conditional(), path.joint(), of.labels.trimmed())
              .withLogs(path.conditionalLogs(), path.jointLogs());
      events.add(
          withTruth
              ? predictions.withTruth(Values.of(truth[e]), product(path(e, truth)))
              : predictions);
    }
    FunnelPredictions predictions = FunnelPredictions.of(funnel.space(), events);
    if (groups.size() == 0) {
      return predictions;
    }
    requireRows("group ids", groups.size(), rows());
    return predictions.withGroups(groups.trimmed());
  }

  private static final class EventColumns {
    private final GrowingColumns.Floats logits;
    private final GrowingColumns.Bytes labels;
    private final GrowingColumns.Floats truth = new GrowingColumns.Floats(0);

    EventColumns(int expectedRows) {
      logits = new GrowingColumns.Floats(expectedRows);
      labels = new GrowingColumns.Bytes(expectedRows);
    }
  }

  private EventColumns columnsOf(String event) {
    int place = funnel.indexOf(event);
    if (place < 0) {
      throw new IllegalArgumentException("event [" + event + "] unknown; known: " + funnel.names());
    }
    return columns.get(place);
  }

  /** The columns of the events from the first one to this one. */
  private float[][] path(int event, float[][] columnOf) {
    List<float[]> path = new ArrayList<>();
    for (int at = event; at != Funnel.SPACE; at = funnel.events().get(at).parent()) {
      path.addFirst(columnOf[at]);
    }
    return path.toArray(float[][]::new);
  }

  private static Values product(float[][] path) {
    return Values.computed(
        path[0].length,
        i -> {
          double product = 1;
          for (float[] factor : path) {
            product *= factor[i];
          }
          return product;
        });
  }

  private static void requireRows(String what, int rows, int expected) {
    if (rows != expected) {
      throw new IllegalStateException(what + ": " + rows + " rows, expected " + expected);
    }
  }
}
