package io.esmm.objective;

import io.esmm.batch.Batch;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the labels of a funnel's events stand in batches, found by the events' names. The only
 * place where training reads a label. Not thread-safe.
 */
final class LabelColumns {
  private final String[] names;
  private final int[] events;
  private final int[] columns;
  private @Nullable List<String> found;

  LabelColumns(Funnel funnel) {
    List<Funnel.Event> labelled = funnel.labelled();
    names = labelled.stream().map(Funnel.Event::name).toArray(String[]::new);
    events = labelled.stream().mapToInt(event -> funnel.indexOf(event.name())).toArray();
    columns = new int[names.length];
  }

  /** Takes over what happened on a row. */
  void read(Batch batch, int row, Outcome outcome) {
    for (int l = 0; l < events.length; l++) {
      outcome.set(events[l], batch.labels(columns[l])[row]);
    }
    outcome.complete();
  }

  /** Finds the columns of a batch, unless they are those of the last one. */
  void find(Batch batch) {
    if (batch.events() == found) {
      return;
    }
    for (int l = 0; l < names.length; l++) {
      columns[l] = batch.events().indexOf(names[l]);
      if (columns[l] < 0) {
        throw new IllegalArgumentException(
            "the batch has no labels of event [" + names[l] + "], only of " + batch.events());
      }
    }
    found = batch.events();
  }
}
