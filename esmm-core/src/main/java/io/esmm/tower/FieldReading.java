package io.esmm.tower;

import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.ReadField;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which fields one network may read, and which of those that are known only after some event it
 * does read. A cross is known where all its parts are. Not thread-safe.
 */
public final class FieldReading {
  private final String network;

  /** The fields that are not known from the beginning, with the events that make them known. */
  private final Map<String, Set<String>> knownAfter;

  private final Predicate<String> happened;
  private final Set<String> events = new LinkedHashSet<>();

  private FieldReading(
      String network, Map<String, Set<String>> knownAfter, Predicate<String> happened) {
    this.network = network;
    this.knownAfter = knownAfter;
    this.happened = happened;
  }

  /**
   * The reading of a network.
   *
   * @param network what it is called in errors
   * @param happened whether an event has happened wherever the network's result is wanted
   */
  public static FieldReading of(FeatureSchema schema, String network, Predicate<String> happened) {
    Map<String, Set<String>> knownAfter = new LinkedHashMap<>();
    for (EncodedField field : schema.fields()) {
      Set<String> events = new LinkedHashSet<>();
      switch (field) {
        case EncodedField.Cross cross ->
            cross.parts().forEach(part -> add(((ReadField) part.config()).knownAfter(), events));
        default -> add(((ReadField) field.config()).knownAfter(), events);
      }
      if (!events.isEmpty()) {
        knownAfter.put(field.name(), events);
      }
    }
    return new FieldReading(network, knownAfter, happened);
  }

  private static void add(@Nullable String event, Set<String> events) {
    if (event != null) {
      events.add(event);
    }
  }

  /** Whether the network may read a field. */
  boolean isKnown(String field) {
    return knownAfter.getOrDefault(field, Set.of()).stream().allMatch(happened);
  }

  /** The fields that the network may read although they are not known from the beginning. */
  List<String> late() {
    return knownAfter.keySet().stream().filter(this::isKnown).toList();
  }

  /**
   * Notes that the network reads a field.
   *
   * @throws IllegalArgumentException if it is not known yet
   */
  void read(String field) {
    for (String event : knownAfter.getOrDefault(field, Set.of())) {
      if (!happened.test(event)) {
        throw new IllegalArgumentException(
            "field ["
                + field
                + "] is known only after ["
                + event
                + "], and "
                + network
                + " counts where that has not happened; remove it from its fields");
      }
      events.add(event);
    }
  }

  /** The events after which the fields are known that the network has read so far. */
  public Set<String> events() {
    return Set.copyOf(events);
  }
}
