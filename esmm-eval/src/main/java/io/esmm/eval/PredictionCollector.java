package io.esmm.eval;

import io.esmm.funnel.EventLink;
import io.esmm.funnel.FunnelRules;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers the predictions of many batches for one evaluation: metrics are taken once over all rows,
 * never averaged over batches.
 *
 * <p>Filling: for each batch, in any order, {@link EventColumns#append} for every event and, if wanted,
 * {@link #appendGroups} and {@link EventColumns#appendTruth}; then {@link #finish}, which checks that
 * all columns have the same rows. Memory: 9 bytes a row for each event (8 more with
 * truth), 4 for groups. Give the number of rows beforehand where it is known: columns that fill exactly
 * are not copied. Not thread-safe.
 */
public final class PredictionCollector {
  private final String space;
  private final Map<String, EventColumns> events = new LinkedHashMap<>();
  private final GrowingColumns.Ints groups;

  /**
   * A collector for a funnel.
   *
   * @param space what a row is: impression, or request
   * @param events the events and what each comes after
   * @param expectedRows the number of rows if known, else 0
   * @throws ProblemException if the events form no funnel on the space
   */
  public PredictionCollector(String space, List<EventLink> events, int expectedRows) {
    List<Problem> problems = FunnelRules.problems(space, events);
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    this.space = space;
    this.groups = new GrowingColumns.Ints(0);
    for (EventLink event : events) {
      this.events.put(event.name(), new EventColumns(event, expectedRows));
    }
  }

  /** The columns of an event, to append to. */
  public EventColumns event(String name) {
    EventColumns columns = events.get(name);
    if (columns == null) {
      throw new IllegalArgumentException("event [" + name + "] unknown; known: " + events.keySet());
    }
    return columns;
  }

  /** Appends the group id (a user's number) of the first {@code rows} rows of a batch. */
  public void appendGroups(int[] ids, int rows) {
    groups.append(ids, rows);
  }

  /** The number of rows gathered so far, by the first event. */
  public int rows() {
    return events.values().iterator().next().rows();
  }

  /**
   * Everything gathered. The collector is not used afterwards.
   *
   * @throws ProblemException if the labels do not obey the funnel
   * @throws IllegalStateException if the columns differ in the number of rows
   */
  public FunnelPredictions finish() {
    FunnelPredictions predictions =
        FunnelPredictions.of(space, events.values().stream().map(e -> e.finish(rows())).toList());
    if (groups.size() == 0) {
      return predictions;
    }
    EventColumns.requireRows("group ids", groups.size(), rows());
    return predictions.withGroups(groups.trimmed());
  }
}
