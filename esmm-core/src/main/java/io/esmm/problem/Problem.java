package io.esmm.problem;

import java.nio.file.Path;
import java.util.Locale;

/**
 * One thing wrong with an input.
 *
 * @param where a JSON pointer behind its file ({@code config.json#/funnel/events/1/tower}) or, as
 *     long as the file is not known, behind {@code #} alone ({@code #/data/split}); {@code
 *     file:line:column}, a path or a field name; empty if there is no place
 * @param what the thing and its value: {@code tower type [liner] unknown}
 * @param remedy what to do: {@code known: [din, mlp, widedeep]}; empty if {@code what} says it
 */
public record Problem(String where, String what, String remedy) {
  /** Longer texts are cut; what stands in a damaged file may have any length. */
  private static final int LONGEST = 2000;

  /**
   * A problem is one line, and moves no cursor of a terminal: control characters are written out as
   * {@code \u001b}.
   */
  public Problem {
    where = printable(where);
    what = printable(what);
    remedy = printable(remedy);
  }

  private static String printable(String text) {
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    if (cut.chars().noneMatch(Character::isISOControl)) {
      return cut;
    }
    StringBuilder printable = new StringBuilder();
    for (char c : cut.toCharArray()) {
      if (Character.isISOControl(c)) {
        printable.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        printable.append(c);
      }
    }
    return printable.toString();
  }

  /** The same problem as one of a file, which it may name already. */
  Problem in(Path file) {
    Path folder = file.getParent();
    if (folder != null && where.startsWith(folder.toString())) {
      return this;
    }
    boolean follows = where.isEmpty() || where.startsWith("#");
    String separator = follows ? "" : where.startsWith("/") ? "#" : ": ";
    return new Problem(file + separator + where, what, remedy);
  }

  @Override
  public String toString() {
    return (where.isEmpty() ? "" : where + ": ") + what + (remedy.isEmpty() ? "" : "; " + remedy);
  }
}
