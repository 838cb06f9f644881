package io.esmm.config;

import io.esmm.funnel.EventLink;
import io.esmm.problem.Problem;
import io.esmm.problem.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the parts of a configuration must satisfy together; places are pointers from the root. */
final class CrossChecks {
  private final Outline outline;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Integer> fields = new HashMap<>();
  private final Set<String> events = new LinkedHashSet<>();

  private CrossChecks(Outline outline) {
    this.outline = outline;
    outline.events().forEach(event -> events.add(event.name()));
  }

  static List<Problem> problems(Outline outline) {
    CrossChecks checks = new CrossChecks(outline);
    checks.fieldNames();
    checks.sharing();
    checks.crosses();
    checks.knownAfter();
    checks.labels();
    checks.problems.addAll(TermChecks.problems(outline));
    checks.problems.addAll(ReadoutChecks.problems(outline));
    checks.training();
    return checks.problems;
  }

  private void fieldNames() {
    for (int i = 0; i < outline.fields().size(); i++) {
      String name = outline.fields().get(i).name();
      @Nullable Integer first = name.isEmpty() ? null : fields.putIfAbsent(name, i);
      if (first != null) {
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
    names.addAll(events);
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

  private void training() {
    String event = outline.stopping();
    if (!event.isEmpty() && !events.contains(event) && !events.contains("")) {
      problem(
          "/training/earlyStopping/metric",
          "event [" + event + "] of the metric unknown",
          Suggestion.remedy(event, events));
    }
    if (!outline.sampled().isEmpty() && !events.contains("")) {
      sample(outline.sampled());
    }
  }

  /** What a sample shifts can be undone only if its event is told, and no value depends on it. */
  private void sample(String event) {
    String place = "/training/downSample/event";
    Optional<EventLink> sampled =
        outline.events().stream().filter(e -> e.name().equals(event)).findFirst();
    if (sampled.isEmpty() || sampled.get().isOtherwise()) {
      problem(
          place,
          sampled.isEmpty()
              ? "event [" + event + "] unknown"
              : "event [" + event + "] has no label: it happens otherwise",
          Suggestion.remedy(event, events));
      return;
    }
    for (String before : path(event)) {
      if (outline.open().contains(before)) {
        problem(
            place,
            "event [" + before + "] may be open, so it is not known which rows to keep",
            "name an event whose label is final");
      }
    }
    for (Outline.Field field : outline.fields()) {
      if (!field.knownAfter().isEmpty()
          && !field.knownAfter().equals(event)
          && path(event).contains(field.knownAfter())) {
        problem(
            place,
            "field ["
                + field.name()
                + "] is known after ["
                + field.knownAfter()
                + "], which comes before ["
                + event
                + "]: the sample would shift its values",
            "name ["
                + field.knownAfter()
                + "] or an event before it, or let the field out of the model");
      }
    }
  }

  /** An event and all that it comes after, on every path, or is the opposite of. */
  private Set<String> path(String event) {
    Set<String> path = new LinkedHashSet<>();
    List<String> waiting = new ArrayList<>(List.of(event));
    while (!waiting.isEmpty()) {
      String at = waiting.removeLast();
      if (path.add(at)) {
        for (EventLink link : outline.events()) {
          if (link.name().equals(at)) {
            waiting.addAll(link.after());
            if (link.isOtherwise()) {
              waiting.add(link.otherwise());
            }
          }
        }
      }
    }
    path.remove(outline.space());
    return path;
  }

  private void problem(String place, String what, String remedy) {
    problems.add(new Problem(place, what, remedy));
  }
}
