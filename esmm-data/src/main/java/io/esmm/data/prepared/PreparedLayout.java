package io.esmm.data.prepared;

import io.esmm.field.FeatureSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a prepared data set holds of every row.
 *
 * @param schema the encoded fields
 * @param events the events with labels, in the order of the funnel
 * @param key the raw column that names an impression ({@code sample_id}), kept as text; null for
 *     none
 * @param groups raw columns to group rows by
 * @param marks the conditions of which each row tells whether it meets them
 * @param numbers the raw columns whose numbers each row carries beside its fields
 * @param sampled the event without which only a share of the rows was kept; null if all were
 */
public record PreparedLayout(
    FeatureSchema schema,
    List<EventLabel> events,
    @Nullable String key,
    List<GroupColumn> groups,
    List<String> marks,
    List<String> numbers,
    @Nullable SampledEvent sampled) {

  /**
   * Copies the lists and checks that no name stands twice in one of them.
   *
   * @throws IllegalArgumentException if an event, a group column, a mark or a number stands twice
   */
  public PreparedLayout {
    marks = List.copyOf(marks);
    numbers = List.copyOf(numbers);
    events = List.copyOf(events);
    groups = List.copyOf(groups);
    Set<String> names = new HashSet<>();
    for (EventLabel event : events) {
      if (!names.add(event.event())) {
        throw new IllegalArgumentException("event [" + event.event() + "] stands twice");
      }
    }
    names.clear();
    if (new HashSet<>(marks).size() < marks.size()) {
      throw new IllegalArgumentException("one of the marks " + marks + " stands twice");
    }
    if (new HashSet<>(numbers).size() < numbers.size()) {
      throw new IllegalArgumentException("one of the numbers " + numbers + " stands twice");
    }
    for (GroupColumn group : groups) {
      if (!names.add(group.name())) {
        throw new IllegalArgumentException("group column [" + group.name() + "] stands twice");
      }
    }
  }

  /** Without keys and groups. */
  public PreparedLayout(FeatureSchema schema, List<EventLabel> events) {
    this(schema, events, null, List.of());
  }

  /** Without numbers. */
  public PreparedLayout(
      FeatureSchema schema,
      List<EventLabel> events,
      @Nullable String key,
      List<GroupColumn> groups,
      List<String> marks,
      @Nullable SampledEvent sampled) {
    this(schema, events, key, groups, marks, List.of(), sampled);
  }

  /** Without marks, all rows. */
  public PreparedLayout(
      FeatureSchema schema,
      List<EventLabel> events,
      @Nullable String key,
      List<GroupColumn> groups) {
    this(schema, events, key, groups, List.of(), null);
  }

  /** The events' names, as a {@link io.esmm.batch.Batch} of this layout carries them. */
  public List<String> eventNames() {
    return events.stream().map(EventLabel::event).toList();
  }
}
