package io.esmm.funnel;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Labels in one column: the deepest event that a row reached. That event and all before it
 * happened, no other did.
 */
@JsonClassDescription(
    "labels in one column that tells the deepest event which a row reached: it and all before it"
        + " happened, no other did")
public record DeepestConfig(
    @JsonPropertyDescription("the column; the space's value or an empty cell: no event happened")
        String column,
    @JsonPropertyDescription(
            "the value of each event, and of the space, that does not stand under its own name")
        Map<String, String> values) {

  /** Null stands for the default: every value is the event's name. */
  public DeepestConfig(String column, @Nullable Map<String, String> values) {
    this.column = column;
    this.values =
        values == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    if (column.isBlank()) {
      throw new IllegalArgumentException("column is blank; name the one with the deepest event");
    }
    Set<String> known = new HashSet<>();
    this.values.forEach((event, value) -> {
      if (value.isBlank()) {
        throw new IllegalArgumentException(
            "the value of [" + event + "] is blank, which means that no event happened");
      }
      if (!known.add(value)) {
        throw new IllegalArgumentException(
            "value [" + value + "] stands for two events; give each its own");
      }
    });
  }

  /** The value that stands for an event or for the space. */
  public String valueOf(String event) {
    return values.getOrDefault(event, event);
  }
}
