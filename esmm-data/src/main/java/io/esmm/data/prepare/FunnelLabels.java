package io.esmm.data.prepare;

import io.esmm.data.config.DataConfig;
import io.esmm.data.prepared.EventLabel;
import io.esmm.data.raw.DeepestEvent;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawRow;
import io.esmm.data.raw.Rejection;
import io.esmm.field.FieldConfig;
import io.esmm.funnel.DeepestConfig;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The events, where their labels stand, and which event each comes after. Immutable. */
public final class FunnelLabels {
  private final List<EventLabel> events;
  private final List<String> columns;
  private final @Nullable DeepestEvent deepest;
  private final int[] after;

  /** Events in an order in which each comes behind the one it comes after. */
  private final int[] order;

  private FunnelLabels() {
    this.events = List.of();
    this.columns = List.of();
    this.deepest = null;
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
    this.after =
        funnel.events().stream().map(EventConfig::after).mapToInt(names::indexOf).toArray();
    this.order = parentsFirst();
    @Nullable DeepestConfig config = funnel.deepest();
    if (config == null) {
      this.columns =
          funnel.events().stream().map(e -> Objects.requireNonNull(e.label(), e.name())).toList();
      this.events = funnel.events().stream().map(FunnelLabels::label).toList();
      this.deepest = null;
    } else {
      this.columns = Collections.nCopies(after.length, config.column());
      Map<String, byte[]> values = values(config, funnel);
      this.events = names.stream().map(e -> label(e, names.indexOf(e), config, values)).toList();
      this.deepest = new DeepestEvent(config.column(), after.length, values);
    }
  }

  private int[] parentsFirst() {
    List<Integer> sorted = new ArrayList<>();
    while (sorted.size() < after.length) {
      for (int e = 0; e < after.length; e++) {
        if (!sorted.contains(e) && (after[e] < 0 || sorted.contains(after[e]))) {
          sorted.add(e);
        }
      }
    }
    return sorted.stream().mapToInt(Integer::intValue).toArray();
  }

  private static EventLabel label(EventConfig event) {
    return new EventLabel(event.name(), Objects.requireNonNull(event.label()));
  }

  /** The labels that each value of the column stands for. */
  private Map<String, byte[]> values(DeepestConfig config, FunnelConfig funnel) {
    Map<String, byte[]> values = new LinkedHashMap<>();
    values.put(config.valueOf(funnel.space()), new byte[after.length]);
    for (int e : order) {
      byte[] happened = new byte[after.length];
      for (int at = e; at >= 0; at = after[at]) {
        happened[at] = 1;
      }
      values.put(config.valueOf(funnel.names().get(e)), happened);
    }
    return values;
  }

  private static EventLabel label(
      String event, int place, DeepestConfig config, Map<String, byte[]> values) {
    List<String> happened =
        values.keySet().stream()
            .filter(value -> Objects.requireNonNull(values.get(value))[place] == 1)
            .sorted()
            .toList();
    return new EventLabel(event, config.column() + " in " + happened);
  }

  /** The events with their labels, in the order of the funnel's configuration. */
  public List<EventLabel> events() {
    return events;
  }

  /** The same in the order of these names, such as that of a {@link io.esmm.funnel.Funnel}. */
  public List<EventLabel> events(List<String> names) {
    return names.stream().map(name -> events.get(names().indexOf(name))).toList();
  }

  /** The names of the events. */
  public List<String> names() {
    return events.stream().map(EventLabel::event).toList();
  }

  /**
   * Which columns are read.
   *
   * @throws io.esmm.problem.ProblemException if the data section names an unknown field, or a field
   *     would read a label
   */
  RawLayout layout(List<FieldConfig> fields, DataConfig data) {
    return RawLayout.of(fields, columns, deepest, data);
  }

  /** An event that happened without the one it comes after, or null. */
  @Nullable Rejection violation(RawRow row) {
    for (int e : order) {
      if (violates(row, e)) {
        String event = events.get(e).event();
        String parent = events.get(after[e]).event();
        return new Rejection(
            "[" + event + "] without [" + parent + "]",
            "label [" + columns.get(e) + "] is 1, [" + columns.get(after[e]) + "] is 0");
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
