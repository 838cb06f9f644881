package io.esmm.eval;

import io.esmm.objective.Probability;
import java.util.List;
import java.util.Locale;

/**
 * Says in words which probability was measured on which rows, so that a conditional metric cannot
 * be taken for a joint one.
 */
final class Wording {
  private Wording() {}

  /**
   * @param space what a row is, singular
   * @param path the events from the first to the measured one
   */
  static MeasuredRows measured(
      String space, List<String> path, Probability probability, RowSelection selection, int rows) {
    String event = path.getLast();
    String before = path.size() == 1 ? "" : path.get(path.size() - 2);
    String what =
        switch (probability) {
          case JOINT -> String.join(" and ", path);
          case CONDITIONAL -> before.isEmpty() ? event : event + " given " + before;
        };
    String where =
        switch (selection) {
          case ALL -> "";
          case PARENT_HAPPENED -> " with " + article(before) + before;
          case PARENT_DID_NOT_HAPPEN -> " without " + article(before) + before;
        };
    String counted = count(rows) + " " + space + (rows == 1 ? "" : "s") + where;
    String on = (selection == RowSelection.ALL ? "all " : "the ") + counted;
    String rowsText = (selection == RowSelection.ALL ? "all " : "") + space + "s" + where;
    return new MeasuredRows(event, probability, selection, rows, rowsText, what + ", on " + on);
  }

  /** With thousands separators: {@code 1,234}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String article(String noun) {
    return "aeiouAEIOU".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ";
  }
}
