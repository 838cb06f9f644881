package io.esmm.config;

import io.esmm.funnel.EventLink;
import io.esmm.problem.Problem;
import io.esmm.problem.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every event's label stands in a column, its own or that of the deepest event, and in no field.
 */
final class LabelChecks {
  private final Outline outline;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Integer> fields;

  private LabelChecks(Outline outline) {
    this.outline = outline;
    this.fields = outline.fieldPlaces();
  }

  static List<Problem> problems(Outline outline) {
    LabelChecks checks = new LabelChecks(outline);
    checks.labels();
    return checks.problems;
  }

  private void labels() {
    for (int i = 0; i < outline.labels().size(); i++) {
      String label = outline.labels().get(i);
      label(i, label);
      if (fields.containsKey(label)) {
        problem(
            "/fields/" + fields.get(label),
            "label ["
                + label
                + "] of event ["
                + outline.events().get(i).name()
                + "] is also a field: labels leak into features",
            "remove the field");
      }
    }
    if (outline.deepest() != null) {
      deepest(outline.deepest());
    }
  }

  /** Labels stand in a column each, or all in one. */
  private void label(int event, String label) {
    String name = outline.events().get(event).name();
    String place = "/funnel/events/" + event;
    if (outline.events().get(event).isOtherwise()) {
      return; // it follows from the others
    }
    if (label.isEmpty() && outline.deepest() == null) {
      problem(
          place,
          "event [" + name + "] has no label",
          "add label, the column that holds 1 where the event happened, else 0; or funnel.deepest,"
              + " the column with the deepest event");
    } else if (!label.isEmpty() && outline.deepest() != null) {
      problem(
          place + "/label",
          "event ["
              + name
              + "] has the label ["
              + label
              + "], and funnel.deepest tells whether it happened",
          "remove one of the two");
    }
  }

  private void deepest(Outline.Deepest deepest) {
    for (int i = 0; i < outline.events().size(); i++) {
      EventLink event = outline.events().get(i);
      if (event.after().size() > 1) {
        problem(
            "/funnel/events/" + i + "/paths",
            "event ["
                + event.name()
                + "] is reached from "
                + event.after()
                + ", and funnel.deepest does not tell from which",
            "give every event a label of its own");
      }
    }
    Set<String> names = new LinkedHashSet<>(Set.of(outline.space()));
    names.addAll(outline.eventNames());
    for (String event : deepest.values().keySet()) {
      if (!names.contains(event)) {
        problem(
            "/funnel/deepest/values/" + event,
            "event [" + event + "] unknown",
            Suggestion.remedy(event, names));
      }
    }
    Map<String, String> known = new HashMap<>();
    for (String name : names) {
      String value = deepest.values().getOrDefault(name, name);
      @Nullable String other = known.putIfAbsent(value, name);
      if (other != null && !value.isEmpty()) {
        problem(
            "/funnel/deepest/values",
            "value [" + value + "] stands for [" + other + "] and for [" + name + "]",
            "give each its own");
      }
    }
    @Nullable Integer field = fields.get(deepest.column());
    if (field != null) {
      problem(
          "/fields/" + field,
          "column ["
              + deepest.column()
              + "] of funnel.deepest is also a field: labels leak into features",
          "remove the field");
    }
  }

  private void problem(String place, String what, String remedy) {
    problems.add(new Problem(place, what, remedy));
  }
}
