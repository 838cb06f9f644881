package io.esmm.funnel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A graph of events on a space, ready for arithmetic: every event stands behind its parent.
 * Immutable and thread-safe.
 */
public final class Funnel {

  /** The parent of an event that comes directly after the space. */
  public static final int SPACE = -1;

  /**
   * One event.
   *
   * @param name unique in the funnel
   * @param parent the place of the event it comes after, or {@link #SPACE}
   * @param label the name of the column with its label; null if it has none of its own
   */
  public record Event(String name, int parent, @Nullable String label) {}

  private final String space;
  private final List<Event> events;
  private final Map<String, Integer> index = new HashMap<>();

  /**
   * @param space what every row is: "impression"
   * @param events parents before children
   */
  public Funnel(String space, List<Event> events) {
    this.space = space;
    this.events = List.copyOf(events);
    for (int e = 0; e < events.size(); e++) {
      Event event = events.get(e);
      if (event.parent() < SPACE || event.parent() >= e) {
        throw new IllegalArgumentException("event [" + event.name() + "] stands before its parent");
      }
      if (index.put(event.name(), e) != null) {
        throw new IllegalArgumentException("event [" + event.name() + "] stands twice");
      }
    }
  }

  /** The funnel of a configuration that has been checked: events in an order with parents first. */
  public static Funnel of(FunnelConfig config) {
    List<EventConfig> waiting = new ArrayList<>(config.events());
    List<Event> events = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>(Map.of(config.space(), SPACE));
    while (!waiting.isEmpty()) {
      EventConfig next =
          waiting.stream()
              .filter(event -> places.containsKey(event.after()))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("the events form a cycle"));
      waiting.remove(next);
      Integer parent = places.get(next.after());
      places.put(next.name(), events.size());
      events.add(new Event(next.name(), parent == null ? SPACE : parent, next.label()));
    }
    return new Funnel(config.space(), events);
  }

  /** What every row is: "impression". */
  public String space() {
    return space;
  }

  /** The events, parents before children. */
  public List<Event> events() {
    return events;
  }

  /** The names of the events, in order. */
  public List<String> names() {
    return events.stream().map(Event::name).toList();
  }

  /** The place of an event in {@link #events()}, or -1. */
  public int indexOf(String event) {
    return index.getOrDefault(event, -1);
  }

  /** The name of what an event comes after: another event or the space. */
  public String parentName(int event) {
    int parent = events.get(event).parent();
    return parent == SPACE ? space : events.get(parent).name();
  }
}
