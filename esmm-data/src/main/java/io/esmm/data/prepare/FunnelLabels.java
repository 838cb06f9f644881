package io.esmm.data.prepare;

import io.esmm.data.prepared.EventLabel;
import io.esmm.data.raw.RawRow;
import io.esmm.data.raw.Rejection;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events, their label columns, and which event each comes after. Immutable. */
public final class FunnelLabels {
  private final List<EventLabel> events;
  private final int[] after;

  /** Events in an order in which each comes behind the one it comes after. */
  private final int[] order;

  private FunnelLabels() {
    this.events = List.of();
    this.after = new int[0];
    this.order = new int[0];
  }

  /** No events, for rows that are scored. */
  public static FunnelLabels none() {
    return new FunnelLabels();
  }

  /** The labels of a funnel; the order of the events is kept. */
  public FunnelLabels(FunnelConfig funnel) {
    List<String> names = funnel.names();
    this.events = funnel.events().stream().map(e -> new EventLabel(e.name(), e.label())).toList();
    this.after =
        funnel.events().stream().map(EventConfig::after).mapToInt(names::indexOf).toArray();
    List<Integer> sorted = new ArrayList<>();
    while (sorted.size() < after.length) {
      for (int e = 0; e < after.length; e++) {
        if (!sorted.contains(e) && (after[e] < 0 || sorted.contains(after[e]))) {
          sorted.add(e);
        }
      }
    }
    this.order = sorted.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The events with their columns, in the order of the funnel. */
  public List<EventLabel> events() {
    return events;
  }

  /** The names of the events. */
  public List<String> names() {
    return events.stream().map(EventLabel::event).toList();
  }

  /** The label columns. */
  public List<String> columns() {
    return events.stream().map(EventLabel::label).toList();
  }

  /** An event that happened without the one it comes after, or null. */
  @Nullable Rejection violation(RawRow row) {
    for (int e : order) {
      if (violates(row, e)) {
        String event = events.get(e).event();
        String parent = events.get(after[e]).event();
        return new Rejection(
            "[" + event + "] without [" + parent + "]",
            "label ["
                + events.get(e).label()
                + "] is 1, ["
                + events.get(after[e]).label()
                + "] is 0");
      }
    }
    return null;
  }

  /** Takes back every event that happened without the one it comes after; whether there was one. */
  boolean clear(RawRow row) {
    boolean cleared = false;
    for (int e : order) {
      if (violates(row, e)) {
        row.label(e, (byte) 0);
        cleared = true;
      }
    }
    return cleared;
  }

  private boolean violates(RawRow row, int event) {
    return after[event] >= 0 && row.label(event) == 1 && row.label(after[event]) == 0;
  }
}
