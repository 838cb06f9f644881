package io.esmm.problem;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the known name that was probably meant by an unknown one. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code did you mean [dimension]? known: [dimension, sharing]}, or the known names alone. */
  public static String remedy(String unknown, Collection<String> known) {
    if (known.isEmpty()) {
      return "none is known";
    }
    List<String> sorted = known.stream().sorted().toList();
    @Nullable String closest = closest(unknown, sorted);
    return (closest == null ? "" : "did you mean [" + closest + "]? ") + "known: " + sorted;
  }

  /**
   * The nearest name within a third of its length in typing errors, the first of equals; or null.
   */
  public static @Nullable String closest(String unknown, Collection<String> known) {
    @Nullable String best = null;
    int least = Integer.MAX_VALUE;
    for (String name : known) {
      int distance = distance(fold(unknown), fold(name));
      if (distance < Math.min(least, name.length()) && distance <= Math.max(1, name.length() / 3)) {
        least = distance;
        best = name;
      }
    }
    return best;
  }

  /** Case, hyphens and underscores are the commonest slips and cost nothing. */
  private static String fold(String name) {
    StringBuilder folded = new StringBuilder();
    name.codePoints()
        .limit(100)
        .filter(c -> c != '_' && c != '-')
        .map(Character::toLowerCase)
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }

  /**
   * Insertions, deletions, substitutions and swaps of neighbours that lead from one to the other.
   */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
