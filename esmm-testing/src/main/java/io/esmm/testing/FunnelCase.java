package io.esmm.testing;

import io.esmm.embedding.Sharing;
import java.util.ArrayList;
import java.util.List;

/**
 * A funnel that a network is tried in: a chain of events, each with the same tower.
 *
 * @param events the names of the events, each after the one before it
 * @param sharing whether the towers share their embedding tables
 */
public record FunnelCase(List<String> events, Sharing sharing) {
  private static final List<String> CHAIN = List.of("click", "cart", "purchase", "review");

  /** Copies the names. */
  public FunnelCase {
    events = List.copyOf(events);
  }

  /** One event, two as in ESMM, and four; each with shared embeddings and with separate ones. */
  static List<FunnelCase> all() {
    List<FunnelCase> cases = new ArrayList<>();
    for (int events : new int[] {1, 2, 4}) {
      for (Sharing sharing : Sharing.values()) {
        cases.add(new FunnelCase(CHAIN.subList(0, events), sharing));
      }
    }
    return cases;
  }

  /** The events as JSON, each with this tower. */
  String json(String tower) {
    List<String> each = new ArrayList<>();
    for (int e = 0; e < events.size(); e++) {
      each.add(
          """
          {"name": "%s", "after": "%s", "label": "%s_label", "tower": %s}\
          """
              .formatted(
                  events.get(e), e == 0 ? "impression" : events.get(e - 1), events.get(e), tower));
    }
    return "[" + String.join(",\n", each) + "]";
  }

  /** How the case is called in the names of tests. */
  @Override
  public String toString() {
    String funnel =
        switch (events.size()) {
          case 1 -> "one event";
          case 2 -> "ESMM";
          default -> "chain of " + events.size() + " events";
        };
    return switch (sharing) {
      case ALL -> funnel + ", shared embeddings";
      case NONE -> funnel + ", separate embeddings";
    };
  }
}
