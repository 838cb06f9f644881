package io.esmm.data.prepare;

import io.esmm.batch.Batch;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawRow;
import io.esmm.data.raw.Rejection;
import io.esmm.field.StrictNumber;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.OpenConfig;
import io.esmm.funnel.Outcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settles which labels of a row are known, and makes them agree with each other:
 *
 * <ul>
 *   <li>an event that happened tells that the one before it did
 *   <li>an event did not happen where no event before it did
 *   <li>an event is unknown where it is not known whether the one before it happened, where its own
 *       cell says so, or while its window is open
 * </ul>
 *
 * <p>Not thread-safe.
 */
final class OpenLabels {
  private final @Nullable Funnel funnel;
  private final int[] places;
  private final List<Optional<OpenConfig>> open;
  private final int[] elapsed;
  private final boolean isNeeded;
  private final @Nullable Outcome outcome;

  /**
   * @param places for each event of the funnel its place among the labels, -1 if it has none
   * @param open for each label when it is not known yet
   */
  OpenLabels(
      @Nullable Funnel funnel, int[] places, List<Optional<OpenConfig>> open, RawLayout layout) {
    this.funnel = funnel;
    this.places = places;
    this.open = open;
    this.isNeeded = open.stream().anyMatch(Optional::isPresent);
    this.elapsed =
        open.stream()
            .mapToInt(of -> of.map(OpenConfig::elapsed).map(layout.others()::indexOf).orElse(-1))
            .toArray();
    this.outcome = funnel == null ? null : new Outcome(funnel);
  }

  /** Settles the labels of a row; why that cannot be done, or null. */
  @Nullable Rejection settle(RawRow row) {
    if (!isNeeded || funnel == null || outcome == null) {
      return null;
    }
    raise(row, funnel);
    for (int e = 0; e < places.length; e++) {
      if (places[e] < 0) {
        outcome.complete(e);
        continue;
      }
      byte label = row.label(places[e]);
      if (label != 1 && outcome.isReached(e)) {
        @Nullable Rejection unreadable = window(row, e, label);
        if (unreadable != null) {
          return unreadable;
        }
      } else if (label != 1) {
        row.label(places[e], isReachKnown(e, funnel, outcome) ? 0 : Batch.UNKNOWN);
      }
      outcome.set(e, row.label(places[e]));
    }
    return null;
  }

  /** What happened tells of the events before it, children first. */
  private void raise(RawRow row, Funnel graph) {
    for (int e = places.length - 1; e >= 0; e--) {
      List<Integer> parents = graph.events().get(e).parents();
      if (places[e] < 0 || row.label(places[e]) != 1 || parents.size() > 1) {
        continue;
      }
      int parent = parents.getFirst();
      if (parent == Funnel.SPACE) {
        continue;
      }
      int opposite = graph.events().get(parent).otherwise();
      int told = opposite == Funnel.NONE ? parent : opposite;
      if (row.label(places[told]) == Batch.UNKNOWN) {
        row.label(places[told], (byte) (opposite == Funnel.NONE ? 1 : 0));
      }
    }
  }

  private static boolean isReachKnown(int event, Funnel graph, Outcome happened) {
    return graph.events().get(event).parents().stream().allMatch(happened::isKnown);
  }

  /** Opens a label 0 while its window is. */
  private @Nullable Rejection window(RawRow row, int event, byte label) {
    int place = places[event];
    @Nullable OpenConfig of = open.get(place).orElse(null);
    @Nullable Double length = of == null ? null : of.length();
    if (label != 0 || of == null || length == null) {
      return null;
    }
    @Nullable String text = row.other(elapsed[place]);
    double time = text == null ? Double.NaN : StrictNumber.parse(text);
    if (!(time >= 0)) {
      return new Rejection(
          "elapsed time [" + of.elapsed() + "] cannot be read",
          "elapsed time ["
              + of.elapsed()
              + "] is ["
              + (text == null ? "" : text)
              + "], expected a number of at least 0 where the event before happened");
    }
    if (time < length) {
      row.label(place, Batch.UNKNOWN);
    }
    return null;
  }
}
