package io.esmm.data.simulator;

import java.util.Arrays;

/**
 * What a user dealt with before the log begins: distinct ids, ascending, each with how often.
 *
 * <p>Part of a {@link SimulatedRequest} or {@link CandidateRequest}, which makes it and refills it
 * with every request; for one thread at a time.
 */
public final class BehaviorBag {
  private int[] events = new int[64];
  private int eventCount;
  private int[] ids = new int[64];
  private int[] counts = new int[64];
  private int size;

  void clear() {
    eventCount = 0;
    size = 0;
  }

  void add(int id) {
    if (eventCount == events.length) {
      events = Arrays.copyOf(events, 2 * eventCount);
    }
    events[eventCount++] = id;
  }

  /** Turns the events added since {@link #clear()} into distinct ids. */
  void close() {
    Arrays.sort(events, 0, eventCount);
    if (ids.length < eventCount) {
      ids = new int[events.length];
      counts = new int[events.length];
    }
    size = 0;
    for (int i = 0; i < eventCount; i++) {
      if (size > 0 && ids[size - 1] == events[i]) {
        counts[size - 1]++;
      } else {
        ids[size] = events[i];
        counts[size++] = 1;
      }
    }
  }

  /** Number of distinct ids. */
  public int size() {
    return size;
  }

  /** The id at an index from 0 to {@link #size()} - 1; ascending with the index. */
  public int id(int index) {
    return ids[index];
  }

  /** How often the id at this index occurred, at least 1. */
  public int count(int index) {
    return counts[index];
  }

  /** How often an id occurred, 0 if never. */
  public int countOf(int id) {
    int index = Arrays.binarySearch(ids, 0, size, id);
    return index < 0 ? 0 : counts[index];
  }
}
