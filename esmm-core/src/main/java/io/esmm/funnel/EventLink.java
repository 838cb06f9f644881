package io.esmm.funnel;

import java.util.List;

/**
 * An event and what it hangs on, all that {@link FunnelRules} looks at. An empty string is a name
 * that is missing.
 *
 * @param name of the event
 * @param after what it comes after: one for each path to it; empty if it happens otherwise
 * @param otherwise the event that it happens instead of; empty for none
 */
public record EventLink(String name, List<String> after, String otherwise) {
  /** Copies the list. */
  public EventLink {
    after = List.copyOf(after);
  }

  /** An event that comes after one other, or the space. */
  public EventLink(String name, String after) {
    this(name, List.of(after), "");
  }

  /** Whether the event happens where another one did not. */
  public boolean isOtherwise() {
    return !otherwise.isEmpty();
  }
}
