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
import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelConfig;
import io.esmm.funnel.OpenConfig;
import io.esmm.funnel.Outcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The events that have a label, where it stands, and which events each comes after. Not
 * thread-safe: checking a row uses memory of its own.
 */
public final class FunnelLabels {
  private final List<EventLabel> events;
  private final List<String> columns;
  private final @Nullable DeepestEvent deepest;
  private final @Nullable Funnel funnel;
  private final @Nullable Outcome outcome;

  /** For each event of the funnel its place among those with a label, -1 if it has none. */
  private final int[] places;

  /** For each label column, in the order of the events, when it is not known yet; or null. */
  private final List<Optional<OpenConfig>> open;

  private FunnelLabels() {
    this.open = List.of();
    this.events = List.of();
    this.columns = List.of();
    this.deepest = null;
    this.funnel = null;
    this.outcome = null;
    this.places = new int[0];
  }

  /** No events, for rows that are scored. */
  public static FunnelLabels none() {
    return new FunnelLabels();
  }

  /** The labels of a funnel; the order of the events is kept. */
  public FunnelLabels(FunnelConfig config) {
    List<EventConfig> labelled =
        config.events().stream().filter(event -> !event.isOtherwise()).toList();
    List<String> names = labelled.stream().map(EventConfig::name).toList();
    this.open = labelled.stream().map(e -> Optional.ofNullable(e.open())).toList();
    Funnel graph = Funnel.of(config);
    this.funnel = graph;
    this.outcome = new Outcome(graph);
    this.places = graph.names().stream().mapToInt(names::indexOf).toArray();
    @Nullable DeepestConfig one = config.deepest();
    if (one == null) {
      this.columns =
          labelled.stream().map(e -> Objects.requireNonNull(e.label(), e.name())).toList();
      this.events = labelled.stream().map(FunnelLabels::label).toList();
      this.deepest = null;
    } else {
      this.columns = Collections.nCopies(names.size(), one.column());
      Map<String, byte[]> values = values(one, graph);
      this.events = names.stream().map(e -> label(e, names.indexOf(e), one, values)).toList();
      this.deepest = new DeepestEvent(one.column(), names.size(), values);
    }
  }

  private static EventLabel label(EventConfig event) {
    return new EventLabel(event.name(), Objects.requireNonNull(event.label()));
  }

  /** The labels that each value of the column stands for. */
  private Map<String, byte[]> values(DeepestConfig config, Funnel graph) {
    int labels = graph.labelled().size();
    Map<String, byte[]> values = new LinkedHashMap<>();
    values.put(config.valueOf(graph.space()), new byte[labels]);
    for (int e = 0; e < places.length; e++) {
      byte[] happened = new byte[labels];
      for (int at = e; at != Funnel.SPACE; at = graph.events().get(at).parents().getFirst()) {
        if (places[at] >= 0) {
          happened[places[at]] = 1;
        }
      }
      values.put(config.valueOf(graph.nameOf(e)), happened);
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

  /** The names of the events with labels, in the order of the funnel. */
  public List<String> names() {
    return events.stream().map(EventLabel::event).toList();
  }

  /**
   * Which columns are read.
   *
   * @throws io.esmm.problem.ProblemException if the data section names an unknown field, or a field
   *     would read a label
   */
  RawLayout layout(List<FieldConfig> fields, RowMarks marks, RowNumbers numbers, DataConfig data) {
    Set<String> mayBeEmpty = new LinkedHashSet<>();
    for (int l = 0; l < columns.size(); l++) {
      if (open.get(l).isPresent() && open.get(l).get().whenEmpty()) {
        mayBeEmpty.add(columns.get(l));
      }
    }
    return RawLayout.of(fields, columns, deepest, mayBeEmpty, others(marks, numbers), data);
  }

  private List<String> others(RowMarks marks, RowNumbers numbers) {
    Set<String> others = new LinkedHashSet<>();
    open.forEach(of -> of.map(OpenConfig::elapsed).ifPresent(others::add));
    others.addAll(marks.columns());
    others.addAll(numbers.names());
    return List.copyOf(others);
  }

  /** Reads the labels of a row from the one column that tells the deepest event. */
  void readDeepest(@Nullable String value, RawRow row) {
    if (deepest == null) {
      throw new IllegalStateException("each event has a label of its own");
    }
    deepest.read(value, row);
  }

  /** Finds out for rows of a layout which labels are open. */
  OpenLabels openLabels(RawLayout layout) {
    return new OpenLabels(funnel, places, open, layout);
  }

  /** An event that happened without one that it comes after, or null. */
  @Nullable Rejection violation(RawRow row) {
    if (funnel == null || outcome == null) {
      return null;
    }
    for (int e = 0; e < places.length; e++) {
      if (violates(row, e, outcome)) {
        return new Rejection(
            "["
                + funnel.nameOf(e)
                + "] without ["
                + String.join("] or [", funnel.parentNames(e))
                + "]",
            "label [" + columns.get(places[e]) + "] is 1, " + unmet(e, funnel));
      }
    }
    return null;
  }

  /** What the labels say of the events that one comes after, none of which happened. */
  private String unmet(int event, Funnel graph) {
    return graph.events().get(event).parents().stream()
        .map(parent ->
            places[parent] < 0
                ? "[" + graph.nameOf(parent) + "] did not happen"
                : "[" + columns.get(places[parent]) + "] is 0")
        .collect(Collectors.joining(", "));
  }

  /** Takes back every event that happened without one it comes after; whether there was one. */
  boolean clear(RawRow row) {
    boolean cleared = false;
    for (int e = 0; e < places.length && outcome != null; e++) {
      if (violates(row, e, outcome)) {
        row.label(places[e], (byte) 0);
        outcome.set(e, (byte) 0);
        cleared = true;
      }
    }
    return cleared;
  }

  /** Takes over what happened of an event, once that of all before it is known. */
  private boolean violates(RawRow row, int event, Outcome happened) {
    if (places[event] < 0) {
      happened.complete(event);
      return false;
    }
    happened.set(event, row.label(places[event]));
    return happened.happened(event) && !happened.isReached(event) && !mayBeReached(event, happened);
  }

  /** Whether one of the events that this one comes after is not known yet. */
  private boolean mayBeReached(int event, Outcome happened) {
    return funnel != null
        && funnel.events().get(event).parents().stream().anyMatch(p -> !happened.isKnown(p));
  }
}
