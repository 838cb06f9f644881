package io.esmm.funnel;

import io.esmm.problem.Problem;
import io.esmm.problem.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the events of a funnel must satisfy together. */
public final class FunnelRules {
  private static final List<String> SPACES = List.of("impression", "request");

  private FunnelRules() {}

  /**
   * All problems, their places relative to the funnel: {@code /events/1/after}. An empty string is
   * a name that could not be read, about which nothing is said here.
   */
  public static List<Problem> problems(String space, List<EventLink> events) {
    List<Problem> problems = new ArrayList<>();
    if (!space.isEmpty() && !SPACES.contains(space)) {
      problems.add(
          new Problem("/space", "space [" + space + "] unknown", Suggestion.remedy(space, SPACES)));
    }
    if (events.isEmpty()) {
      problems.add(new Problem("/events", "the funnel has no events", "add at least one"));
    }
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      String name = events.get(i).name();
      if (name.isEmpty()) {
        continue;
      }
      if (name.equals(space)) {
        problems.add(
            new Problem(
                "/events/" + i + "/name",
                "event [" + name + "] has the name of the space",
                "rename the event"));
      }
      @Nullable Integer first = index.putIfAbsent(name, i);
      if (first != null) {
        problems.add(
            new Problem(
                "/events/" + i + "/name",
                "event [" + name + "] is named twice, first at /events/" + first,
                "rename or remove one"));
      }
    }
    boolean complete = SPACES.contains(space) && events.stream().noneMatch(e -> e.name().isEmpty());
    if (complete) {
      parents(space, events, index.keySet(), problems);
    }
    cycles(space, events, index, problems);
    return problems;
  }

  private static void parents(
      String space, List<EventLink> events, Set<String> names, List<Problem> problems) {
    for (int i = 0; i < events.size(); i++) {
      EventLink event = events.get(i);
      if (event.after().isEmpty() || event.after().equals(space) || names.contains(event.after())) {
        continue;
      }
      Set<String> others = new LinkedHashSet<>(names);
      others.remove(event.name());
      others.add(space);
      problems.add(
          new Problem(
              "/events/" + i + "/after",
              "event [" + event.name() + "] comes after [" + event.after() + "], which is unknown",
              Suggestion.remedy(event.after(), others)));
    }
  }

  private static void cycles(
      String space, List<EventLink> events, Map<String, Integer> index, List<Problem> problems) {
    Set<String> settled = new HashSet<>();
    for (EventLink start : events) {
      List<String> path = new ArrayList<>();
      @Nullable String name = start.name();
      while (name != null && !name.equals(space) && settled.add(name)) {
        path.add(name);
        @Nullable Integer i = index.get(name);
        name = i == null ? null : events.get(i).after();
      }
      int from = name == null ? -1 : path.indexOf(name);
      if (from >= 0) {
        List<String> cycle = new ArrayList<>(path.subList(from, path.size()));
        cycle.add(path.get(from));
        problems.add(
            new Problem(
                "/events/" + index.get(path.get(from)) + "/after",
                "events come after each other in a cycle: " + String.join(" after ", cycle),
                "let one of them come after [" + space + "]"));
      }
    }
  }
}
