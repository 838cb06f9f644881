package io.esmm.funnel;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Funnels drawn at random: chains, branches, opposites and paths that meet again. */
public final class RandomFunnels {
  private final SplittableRandom random;

  public RandomFunnels(SplittableRandom random) {
    this.random = random;
  }

  /**
   * A funnel in which the longest way down from the space has this many events.
   *
   * @param depth at least 1
   */
  public Funnel next(int depth) {
    Sketch sketch = new Sketch();
    sketch.after(Funnel.SPACE);
    while (sketch.depth() < depth) {
      sketch.grow(random);
    }
    return new Funnel("impression", sketch.events);
  }

  /** Logits of every size and sign, for each head. */
  public double[] logits(Funnel funnel, double scale) {
    return random.doubles(funnel.heads().size(), -scale, scale).toArray();
  }

  /** What happens on a row if every head's event happens with its probability, given its parent. */
  public boolean[] outcome(Funnel funnel, double[] logits) {
    boolean[] happened = new boolean[funnel.events().size()];
    for (int e = 0; e < happened.length; e++) {
      Funnel.Event event = funnel.events().get(e);
      for (int k = 0; k < event.parents().size(); k++) {
        int parent = event.parents().get(k);
        if (parent == Funnel.SPACE || happened[parent]) {
          happened[e] =
              event.isOtherwise()
                  ? !happened[event.otherwise()]
                  : random.nextDouble() < LogProbability.sigmoid(logits[funnel.firstHead(e) + k]);
        }
      }
    }
    return happened;
  }

  /** Events so far, and how they may go on. */
  private static final class Sketch {
    private final List<Funnel.Event> events = new ArrayList<>();

    int depth() {
      int[] depth = new int[events.size()];
      int deepest = 0;
      for (int e = 0; e < depth.length; e++) {
        for (int parent : events.get(e).parents()) {
          depth[e] = Math.max(depth[e], parent == Funnel.SPACE ? 1 : depth[parent] + 1);
        }
        deepest = Math.max(deepest, depth[e]);
      }
      return deepest;
    }

    void grow(SplittableRandom random) {
      int last = events.size() - 1;
      switch (random.nextInt(5)) {
        case 0 -> after(last);
        case 1 -> after(random.nextInt(events.size() + 1) - 1);
        case 2 -> {
          after(random.nextInt(events.size() + 1) - 1);
          opposite();
        }
        default -> meet(random);
      }
    }

    private void after(int parent) {
      events.add(new Funnel.Event("e" + events.size(), parent, "l" + events.size()));
    }

    private void opposite() {
      int last = events.size() - 1;
      events.add(Funnel.Event.otherwise("not-e" + last, events.get(last), last));
    }

    /** An event after some that exclude each other; two opposites if there are none yet. */
    private void meet(SplittableRandom random) {
      Funnel funnel = new Funnel("impression", events);
      List<Integer> parents = new ArrayList<>();
      for (int trial = 0; trial < 2 * events.size(); trial++) {
        int e = random.nextInt(events.size());
        if (parents.stream().allMatch(other -> funnel.exclusive(other, e))) {
          parents.add(e);
        }
      }
      if (parents.size() < 2) {
        after(parents.getFirst());
        opposite();
        parents = List.of(events.size() - 2, events.size() - 1);
      }
      String label = "l" + events.size();
      events.add(new Funnel.Event("e" + events.size(), parents, label));
      if (random.nextInt(3) == 0) {
        opposite();
      }
    }
  }
}
