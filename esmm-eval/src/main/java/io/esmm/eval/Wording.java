package io.esmm.eval;

import io.esmm.funnel.Funnel;
import io.esmm.objective.Probability;
import java.util.List;
import java.util.Locale;

/**
 * Says in words which probability was measured on which rows, so that a conditional metric cannot
 * be taken for a joint one.
 */
final class Wording {
  private final String row;
  private final String event;
  private final List<String> path;
  private final List<String> before;

  /**
   * @param space of the funnel
   * @param event the measured one
   * @param path the events from the first to the measured one
   * @param before the events that it comes after, none for a first event
   */
  Wording(String space, String event, List<String> path, List<String> before) {
    this.row = Funnel.rowOf(space);
    this.event = event;
    this.path = path;
    this.before = before;
  }

  /**
   * What was measured.
   *
   * @param open whether rows were left out because nobody knows yet whether the event happened
   */
  MeasuredRows measured(Probability probability, RowSelection selection, int rows, boolean open) {
    String what =
        switch (probability) {
          case JOINT -> String.join(" and ", path);
          case CONDITIONAL ->
              before.isEmpty() ? event : event + " given " + String.join(" or ", before);
        };
    String parents =
        String.join(" or ", before.stream().map(name -> article(name) + name).toList());
    String where =
        switch (selection) {
          case ALL -> "";
          case PARENT_HAPPENED -> " with " + parents;
          case PARENT_DID_NOT_HAPPEN -> " without " + parents;
        };
    if (open) {
      where += where.isEmpty() ? " with a known label" : " and a known label";
    }
    String counted = count(rows) + " " + row + (rows == 1 ? "" : "s") + where;
    String on = (selection == RowSelection.ALL ? "all " : "the ") + counted;
    String rowsText = (selection == RowSelection.ALL ? "all " : "") + row + "s" + where;
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
