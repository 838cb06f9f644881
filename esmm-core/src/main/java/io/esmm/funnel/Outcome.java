package io.esmm.funnel;

import java.util.List;

/**
 * What happened on one row: the labels, and what follows from them for events that happen
 * otherwise. Set the label of every labelled event, then {@link #complete}. Reused from row to row;
 * not thread-safe.
 */
public final class Outcome {
  private static final byte UNKNOWN = -1;

  private final byte[] happened;
  private final int[] otherwise;
  private final int[][] parents;

  /** Room for the labels of one row of this funnel; every event counts as not happened at first. */
  public Outcome(Funnel funnel) {
    List<Funnel.Event> events = funnel.events();
    happened = new byte[events.size()];
    otherwise = events.stream().mapToInt(Funnel.Event::otherwise).toArray();
    parents =
        events.stream()
            .map(event -> event.parents().stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  /** Takes the label of an event: 1 where it happened, 0 where not, -1 where nobody knows yet. */
  public void set(int event, byte label) {
    happened[event] = label;
  }

  /** Finds what happened of the events that have no label. */
  public void complete() {
    for (int e = 0; e < happened.length; e++) {
      if (otherwise[e] != Funnel.NONE) {
        complete(e);
      }
    }
  }

  /** The same for one event that happens otherwise, once all before it are known. */
  public void complete(int event) {
    byte opposite = happened[otherwise[event]];
    if (opposite == UNKNOWN) {
      happened[event] = UNKNOWN;
    } else {
      happened[event] = (byte) (opposite == 0 && isReached(event) ? 1 : 0);
    }
  }

  /** Whether an event happened; the space always did. */
  public boolean happened(int event) {
    return event == Funnel.SPACE || happened[event] == 1;
  }

  /** Whether it is known of an event if it happened; of the space it is. */
  public boolean isKnown(int event) {
    return event == Funnel.SPACE || happened[event] != UNKNOWN;
  }

  /** 1 where an event happened, 0 where not, -1 where nobody knows yet. */
  public byte label(int event) {
    return happened[event];
  }

  /** Whether one of the events happened that this one comes after. */
  public boolean isReached(int event) {
    return path(event) != Funnel.NONE;
  }

  /** On which of its paths, from 0, an event was reached; {@link Funnel#NONE} if on none. */
  public int path(int event) {
    int[] before = parents[event];
    for (int k = 0; k < before.length; k++) {
      if (happened(before[k])) {
        return k;
      }
    }
    return Funnel.NONE;
  }
}
