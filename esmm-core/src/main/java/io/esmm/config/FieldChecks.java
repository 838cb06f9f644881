package io.esmm.config;

import io.esmm.problem.Problem;
import io.esmm.problem.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What fields must satisfy together, and with the events. */
final class FieldChecks {
  private final Outline outline;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Integer> fields;
  private final Set<String> events;

  private FieldChecks(Outline outline) {
    this.outline = outline;
    this.fields = outline.fieldPlaces();
    this.events = outline.eventNames();
  }

  static List<Problem> problems(Outline outline) {
    FieldChecks checks = new FieldChecks(outline);
    checks.fieldNames();
    checks.sharing();
    checks.crosses();
    checks.knownAfter();
    return checks.problems;
  }

  private void fieldNames() {
    for (int i = 0; i < outline.fields().size(); i++) {
      String name = outline.fields().get(i).name();
      @Nullable Integer first = fields.get(name);
      if (first != null && first != i) {
        problem(
            "/fields/" + i + "/name",
            "field [" + name + "] is named twice, first at /fields/" + first,
            "rename or remove one");
      }
    }
  }

  private void sharing() {
    for (int i = 0; i < outline.fields().size(); i++) {
      Outline.Field field = outline.fields().get(i);
      if (field.shares().isEmpty() || field.shares().equals(field.name())) {
        continue;
      }
      String place = "/fields/" + i + "/sharesVocabularyWith";
      String what =
          "field [" + field.name() + "] shares the vocabulary of [" + field.shares() + "]";
      @Nullable Integer at = fields.get(field.shares());
      if (at == null) {
        List<String> owners =
            outline.fields().stream()
                .filter(o -> o.kind() == Outline.Kind.TOKENS && o.shares().isEmpty())
                .filter(o -> !o.name().equals(field.name()))
                .map(Outline.Field::name)
                .toList();
        problem(place, what + ", which is unknown", Suggestion.remedy(field.shares(), owners));
        continue;
      }
      Outline.Field owner = outline.fields().get(at);
      int width = owner.dimension() == null ? outline.dimension() : owner.dimension();
      if (owner.kind() != Outline.Kind.TOKENS) {
        String kind = owner.kind() == Outline.Kind.CROSS ? "a cross" : "numeric";
        problem(
            place,
            what + ", which is " + kind + " and has none",
            "name another field or remove it");
      } else if (owner.shares().equals(field.name())) {
        problem(
            place, what + ", which shares that of [" + field.name() + "]", "remove one of them");
      } else if (!owner.shares().isEmpty()) {
        problem(
            place,
            what + ", which itself shares that of [" + owner.shares() + "]",
            "write [" + owner.shares() + "]");
      } else if (field.dimension() != null && field.dimension() != width) {
        problem(
            "/fields/" + i + "/dimension",
            what
                + " and its table of dimension ["
                + width
                + "], but asks for ["
                + field.dimension()
                + "]",
            "remove the dimension");
      }
    }
  }

  private void crosses() {
    Map<Set<String>, String> known = new HashMap<>();
    for (int i = 0; i < outline.fields().size(); i++) {
      Outline.Field cross = outline.fields().get(i);
      if (cross.kind() != Outline.Kind.CROSS) {
        continue;
      }
      for (int p = 0; p < cross.parts().size(); p++) {
        part(cross, cross.parts().get(p), "/fields/" + i + "/of/" + p);
      }
      @Nullable String first = known.putIfAbsent(Set.copyOf(cross.parts()), cross.name());
      if (first != null && !cross.parts().isEmpty()) {
        problem(
            "/fields/" + i + "/of",
            "field [" + cross.name() + "] is the same cross as [" + first + "]",
            "remove one of them");
      }
    }
  }

  private void part(Outline.Field cross, String part, String place) {
    @Nullable Integer at = fields.get(part);
    String what = "cross [" + cross.name() + "] is of [" + part + "]";
    if (part.isEmpty() || part.equals(cross.name())) {
      return; // said where the field is read
    }
    if (at == null) {
      List<String> known =
          outline.fields().stream()
              .filter(f -> f.kind() == Outline.Kind.TOKENS || f.kind() == Outline.Kind.BUCKETS)
              .map(Outline.Field::name)
              .toList();
      problem(place, what + ", which is unknown", Suggestion.remedy(part, known));
      return;
    }
    switch (outline.fields().get(at).kind()) {
      case TOKENS, BUCKETS -> {}
      case NUMBER -> problem(place, what + ", a number without ids", "give [" + part + "] buckets");
      case CROSS ->
          problem(
              place,
              what + ", which is a cross itself",
              "name its fields " + outline.fields().get(at).parts());
    }
  }

  private void knownAfter() {
    @Nullable String averaged = null;
    for (int i = 0; i < outline.fields().size(); i++) {
      Outline.Field field = outline.fields().get(i);
      String event = field.knownAfter();
      if (!event.isEmpty() && !events.contains(event) && !events.contains("")) {
        problem(
            "/fields/" + i + "/knownAfter",
            "field [" + field.name() + "] is known after [" + event + "], which is no event",
            event.equals(outline.space())
                ? "remove it: what is known of every row is known from the beginning"
                : Suggestion.remedy(event, events));
      }
      if (field.marginalizes() && averaged != null) {
        problem(
            "/fields/" + i + "/marginalize",
            "field ["
                + field.name()
                + "] is averaged over, and so is ["
                + averaged
                + "]: their values do not come independently of each other",
            "assume a value for one of them");
      }
      averaged = field.marginalizes() ? field.name() : averaged;
    }
  }

  private void problem(String place, String what, String remedy) {
    problems.add(new Problem(place, what, remedy));
  }
}
