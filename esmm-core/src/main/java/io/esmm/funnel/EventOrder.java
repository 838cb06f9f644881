package io.esmm.funnel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings events into the order of a {@link Funnel}: each behind all that it comes after, and an
 * event that happens otherwise directly behind its opposite; apart from that the given order.
 */
final class EventOrder {
  private EventOrder() {}

  /** The events in order; empty if they form a cycle or hang on unknown ones. */
  static Optional<List<EventLink>> of(String space, List<EventLink> events) {
    List<EventLink> waiting = new ArrayList<>(events);
    List<EventLink> order = new ArrayList<>();
    Set<String> placed = new HashSet<>(Set.of(space));
    while (!waiting.isEmpty()) {
      Optional<EventLink> next =
          waiting.stream()
              .filter(event -> !event.isOtherwise() && placed.containsAll(event.after()))
              .findFirst();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      place(next.get(), waiting, order, placed);
      String event = next.get().name();
      waiting.stream()
          .filter(other -> other.otherwise().equals(event))
          .findFirst()
          .ifPresent(opposite -> place(opposite, waiting, order, placed));
    }
    return Optional.of(order);
  }

  private static void place(
      EventLink event, List<EventLink> waiting, List<EventLink> order, Set<String> placed) {
    waiting.remove(event);
    order.add(event);
    placed.add(event.name());
  }
}
