package io.esmm.data.prepare;

import io.esmm.data.raw.RawField;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawRow;
import io.esmm.field.ReadField;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields that are known only after some event. Where it did not happen, whatever the row says
 * of them is no value: it is taken away, so that training and scoring see the same. Immutable.
 */
final class LateFields {
  private final int[] fields;
  private final List<String> names;
  private final int[] events;

  /**
   * @param labels none for rows that are scored, which keep what they are given
   * @throws ProblemException if the column of such a field is read by another field too
   */
  LateFields(RawLayout layout, FunnelLabels labels) {
    List<Integer> late = new ArrayList<>();
    for (int f = 0; f < layout.fields().size() && !labels.names().isEmpty(); f++) {
      if (layout.fields().get(f).config().knownAfter() != null) {
        requireOwnColumn(layout.fields(), f);
        late.add(f);
      }
    }
    this.fields = late.stream().mapToInt(Integer::intValue).toArray();
    this.names = late.stream().map(f -> layout.fields().get(f).config().name()).toList();
    this.events =
        late.stream()
            .mapToInt(f -> event(layout.fields().get(f).config(), labels.names()))
            .toArray();
  }

  private static void requireOwnColumn(List<RawField> fields, int late) {
    RawField field = fields.get(late);
    for (RawField other : fields) {
      if (other != field && other.column().equals(field.column())) {
        throw new ProblemException(
            "#/data/columns/" + field.config().name(),
            "field ["
                + field.config().name()
                + "] and field ["
                + other.config().name()
                + "] read the column ["
                + field.column()
                + "], and the first is known only after ["
                + field.config().knownAfter()
                + "]",
            "remove one of them, or make them cross fields of one");
      }
    }
  }

  private static int event(ReadField field, List<String> events) {
    @Nullable String event = field.knownAfter();
    int place = event == null ? -1 : events.indexOf(event);
    if (place < 0) {
      throw new ProblemException(
          List.of(
              new Problem(
                  "#/fields",
                  "field [" + field.name() + "] is known after [" + event + "], which has no label",
                  "name one of the events " + events)));
    }
    return place;
  }

  /** The names of the fields that an admitted row cannot have. */
  List<String> unknown(RawRow row) {
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < fields.length; i++) {
      if (row.label(events[i]) != 1) {
        unknown.add(names.get(i));
      }
    }
    return unknown;
  }

  /** Takes away what an admitted row cannot have. */
  void clear(RawRow row) {
    for (int i = 0; i < fields.length; i++) {
      if (row.label(events[i]) != 1) {
        row.value(fields[i]).clear();
      }
    }
  }
}
