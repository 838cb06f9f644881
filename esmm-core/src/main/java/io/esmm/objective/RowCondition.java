package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A condition that a row meets or not. One on a column or a field is found out when the rows are
 * prepared, and carried as a mark; one on an event is read from its label.
 */
@JsonClassDescription("a condition on a column, a field or an event, one of the three")
public record RowCondition(
    @JsonPropertyDescription("a column of the raw rows, which need not be a field")
        @Nullable String column,
    @JsonPropertyDescription("a field; of several values of a row one suffices")
        @Nullable String field,
    @JsonPropertyDescription("the values of the column or field that meet the condition")
        @Nullable List<String> in,
    @JsonPropertyDescription("an event") @Nullable String event,
    @JsonPropertyDescription("whether the event must have happened; default true")
        @Nullable Boolean happened) {
  /**
   * Copies the values and checks that the condition is on one thing.
   *
   * @throws IllegalArgumentException if it is not on exactly one of column, field and event, or the
   *     values do not go with it
   */
  public RowCondition {
    int subjects = (column != null ? 1 : 0) + (field != null ? 1 : 0) + (event != null ? 1 : 0);
    if (subjects != 1) {
      throw new IllegalArgumentException(
          "a condition is on a column, a field or an event; name exactly one of the three");
    }
    if (event != null && in != null) {
      throw new IllegalArgumentException(
          "in " + in + " is for a column or field; of event [" + event + "] say happened");
    }
    if (event == null && happened != null) {
      throw new IllegalArgumentException("happened is for an event; list the values in [in]");
    }
    if (event == null && (in == null || in.isEmpty())) {
      throw new IllegalArgumentException(
          "the condition on ["
              + (column != null ? column : field)
              + "] has no values; list them"
              + " in [in]");
    }
    in = in == null ? null : List.copyOf(in);
  }

  /** Whether the event must have happened; true if the condition is not on an event. */
  public boolean wantsHappened() {
    return !Boolean.FALSE.equals(happened);
  }

  /**
   * The mark of rows that meet the condition, the same for the same condition: {@code column
   * is_random in [1]}; null if it is on an event.
   */
  public @Nullable String mark() {
    if (in == null) {
      return null;
    }
    return (column != null ? "column " + column : "field " + field) + " in " + new TreeSet<>(in);
  }

  /** For people: {@code is_random in [1]}, {@code click happened}. */
  public String describe() {
    if (in != null) {
      return (column != null ? column : field) + " in " + in;
    }
    return event + (wantsHappened() ? " happened" : " did not happen");
  }
}
