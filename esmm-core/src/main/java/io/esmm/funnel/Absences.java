package io.esmm.funnel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sets S of events that exclude each other, and for each how "none of S happened" is a sum of two
 * positive terms. With the last event X of S, which comes after p,
 *
 * <pre>
 *   1 - P(S) = (1 - P(S without X, with p)) + P(otherwise X)
 * </pre>
 *
 * <p>since X fails where p failed or where its opposite happened. Two opposites in S are replaced
 * by what they come after, and the sum ends where S is the whole space, of which nothing is left.
 * The sets are those of every single event (its complement), and all that these lead to.
 */
final class Absences {
  private final Funnel funnel;
  private final Map<List<Integer>, Integer> places = new LinkedHashMap<>();
  private final int[] first;
  private final int[] rests;

  Absences(Funnel funnel) {
    this.funnel = funnel;
    int n = funnel.events().size();
    // For each event the sets whose last event it is; those of later events add to earlier ones'.
    List<LinkedHashMap<List<Integer>, List<Integer>>> byLast = new ArrayList<>();
    for (int e = 0; e < n; e++) {
      byLast.add(new LinkedHashMap<>(Map.of(List.of(e), List.of())));
    }
    for (int e = n - 1; e >= 0; e--) {
      for (List<Integer> set : List.copyOf(byLast.get(e).keySet())) {
        List<Integer> rest = rest(set);
        byLast.get(e).put(set, rest);
        if (!rest.isEmpty()) {
          byLast.get(rest.getLast()).putIfAbsent(rest, List.of());
        }
      }
    }
    first = new int[n + 1];
    List<Integer> found = new ArrayList<>();
    for (int e = 0; e < n; e++) {
      first[e] = places.size();
      byLast
          .get(e)
          .forEach((set, rest) -> {
            places.put(set, places.size());
            @Nullable Integer place = places.get(rest);
            found.add(place == null ? Funnel.NONE : place);
          });
    }
    first[n] = places.size();
    rests = found.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The set without its last event and with what that one comes after; empty for the space. */
  private List<Integer> rest(List<Integer> set) {
    TreeSet<Integer> rest = new TreeSet<>(set);
    int last = rest.removeLast();
    rest.addAll(funnel.events().get(last).parents());
    reduce(rest);
    return List.copyOf(rest);
  }

  /** Replaces opposites by what they come after, as long as there are any. */
  private void reduce(TreeSet<Integer> set) {
    for (int e : new ArrayList<>(set).reversed()) {
      Funnel.Event event = e == Funnel.SPACE ? null : funnel.events().get(e);
      if (event != null && event.isOtherwise() && set.contains(event.otherwise())) {
        set.removeAll(Arrays.asList(e, event.otherwise()));
        set.addAll((Collection<Integer>) event.parents());
        reduce(set);
        return;
      }
    }
    set.remove(Funnel.SPACE);
  }

  /** For each event the first absence whose last event it is, and behind them the count of all. */
  int[] firstOf() {
    return first;
  }

  /** For each absence that of the rest of its set; {@link Funnel#NONE} if the rest is the space. */
  int[] rests() {
    return rests;
  }

  /** For each event its complement: the absence of it alone. */
  int[] own() {
    int[] own = new int[first.length - 1];
    for (int e = 0; e < own.length; e++) {
      own[e] = places.getOrDefault(List.of(e), Funnel.NONE);
    }
    return own;
  }
}
