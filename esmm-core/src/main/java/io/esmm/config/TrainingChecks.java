package io.esmm.config;

import io.esmm.funnel.EventLink;
import io.esmm.problem.Problem;
import io.esmm.problem.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What training asks of fields and events: early stopping, and rows that are left out. */
final class TrainingChecks {
  private final Outline outline;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> events;

  private TrainingChecks(Outline outline) {
    this.outline = outline;
    this.events = outline.eventNames();
  }

  static List<Problem> problems(Outline outline) {
    TrainingChecks checks = new TrainingChecks(outline);
    checks.training();
    return checks.problems;
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
