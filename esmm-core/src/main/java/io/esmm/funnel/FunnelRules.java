package io.esmm.funnel;

import io.esmm.problem.Problem;
import io.esmm.problem.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the events of a funnel must satisfy together. */
public final class FunnelRules {
  private static final List<String> SPACES = List.of("impression", "request");

  /** Far more than anyone has counted, few enough to look at every pair. */
  private static final int MOST = 1000;

  private final String space;
  private final List<EventLink> events;
  private final Map<String, Integer> index = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> settled = new LinkedHashSet<>();

  private FunnelRules(String space, List<EventLink> events) {
    this.space = space;
    this.events = events;
  }

  /**
   * All problems, their places relative to the funnel: {@code /events/1/after}. An empty string is
   * a name that could not be read, about which nothing is said here.
   */
  public static List<Problem> problems(String space, List<EventLink> events) {
    return new FunnelRules(space, events).problems();
  }

  static Problem unknownSpace(String space) {
    return new Problem("/space", "space [" + space + "] unknown", Suggestion.remedy(space, SPACES));
  }

  private List<Problem> problems() {
    if (!space.isEmpty() && !SPACES.contains(space)) {
      problems.add(unknownSpace(space));
    }
    if (events.isEmpty()) {
      problem("/events", "the funnel has no events", "add at least one");
    }
    if (events.size() > MOST) {
      problem("/events", "the funnel has [" + events.size() + "] events", "at most " + MOST);
      return problems;
    }
    names();
    if (SPACES.contains(space) && events.stream().noneMatch(e -> e.name().isEmpty())) {
      known();
    }
    for (EventLink start : events) {
      cycles(start.name(), new ArrayList<>());
    }
    if (problems.isEmpty()) {
      EventOrder.of(space, events).ifPresent(this::exclusivePaths);
    }
    return problems;
  }

  private void names() {
    for (int i = 0; i < events.size(); i++) {
      String name = events.get(i).name();
      if (name.isEmpty()) {
        continue;
      }
      if (name.equals(space)) {
        problem(
            "/events/" + i + "/name",
            "event [" + name + "] has the name of the space",
            "rename the event");
      }
      @Nullable Integer first = index.putIfAbsent(name, i);
      if (first != null) {
        problem(
            "/events/" + i + "/name",
            "event [" + name + "] is named twice, first at /events/" + first,
            "rename or remove one");
      }
    }
    for (EventLink event : events) {
      for (int k = 0; k < event.after().size() && event.after().size() > 1; k++) {
        String head = Funnel.headName(event.name(), event.after().get(k));
        @Nullable Integer other = index.get(head);
        if (other != null) {
          problem(
              "/events/" + other + "/name",
              "event ["
                  + head
                  + "] has the name of a path's tower, that of ["
                  + event.name()
                  + "] after ["
                  + event.after().get(k)
                  + "]",
              "rename the event");
        }
      }
    }
  }

  private void known() {
    Map<String, String> opposites = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      EventLink event = events.get(i);
      for (int k = 0; k < event.after().size(); k++) {
        String after = event.after().get(k);
        if (!after.isEmpty() && !after.equals(space) && !index.containsKey(after)) {
          problem(
              place(i, k),
              "event [" + event.name() + "] comes after [" + after + "], which is unknown",
              Suggestion.remedy(after, others(event, true)));
        }
      }
      if (event.isOtherwise()) {
        opposite(i, opposites);
      }
    }
  }

  private void opposite(int i, Map<String, String> opposites) {
    EventLink event = events.get(i);
    String place = "/events/" + i + "/otherwise";
    String what = "event [" + event.name() + "] is otherwise [" + event.otherwise() + "]";
    @Nullable Integer of = index.get(event.otherwise());
    if (of == null) {
      problem(
          place,
          what + ", which is unknown",
          Suggestion.remedy(event.otherwise(), others(event, false)));
    } else if (events.get(of).isOtherwise() && of != i) {
      problem(
          place,
          what + ", which itself is otherwise [" + events.get(of).otherwise() + "]",
          "name [" + events.get(of).otherwise() + "] where this event is meant");
    }
    @Nullable String first = opposites.putIfAbsent(event.otherwise(), event.name());
    if (first != null) {
      problem(place, what + ", and so is [" + first + "]", "remove one of them");
    }
  }

  private Set<String> others(EventLink event, boolean withSpace) {
    Set<String> others = new LinkedHashSet<>(index.keySet());
    others.remove(event.name());
    if (withSpace) {
      others.add(space);
    }
    return others;
  }

  /** Walks up from an event; an event that comes round again ends a cycle. */
  private void cycles(String name, List<String> path) {
    int from = path.indexOf(name);
    if (from >= 0) {
      StringBuilder cycle = new StringBuilder(path.get(from));
      for (int i = from; i < path.size(); i++) {
        EventLink link = events.get(index.getOrDefault(path.get(i), 0));
        cycle.append(link.isOtherwise() ? " otherwise " : " after ");
        cycle.append(i + 1 < path.size() ? path.get(i + 1) : name);
      }
      EventLink first = events.get(index.getOrDefault(name, 0));
      problem(
          "/events/"
              + index.get(name)
              + (first.isOtherwise() ? "/otherwise" : first.after().size() > 1 ? "" : "/after"),
          "events come after each other in a cycle: " + cycle,
          "let one of them come after [" + space + "]");
      return;
    }
    @Nullable Integer i = index.get(name);
    if (name.equals(space) || i == null || !settled.add(name)) {
      return;
    }
    path.add(name);
    EventLink event = events.get(i);
    if (event.isOtherwise()) {
      cycles(event.otherwise(), path);
    }
    event.after().forEach(after -> cycles(after, path));
    path.removeLast();
  }

  private void exclusivePaths(List<EventLink> order) {
    List<String> names = order.stream().map(EventLink::name).toList();
    List<List<Integer>> parents = new ArrayList<>();
    List<Integer> otherwise = new ArrayList<>();
    for (EventLink link : order) {
      // An opposite stands directly behind its event and comes after the same.
      parents.add(
          link.isOtherwise()
              ? parents.getLast()
              : link.after().stream().map(names::indexOf).toList());
      otherwise.add(link.isOtherwise() ? parents.size() - 2 : Funnel.NONE);
    }
    EventRelations relations = new EventRelations(parents, otherwise);
    for (int i = 0; i < events.size(); i++) {
      List<String> after = events.get(i).after();
      for (int b = 1; b < after.size(); b++) {
        for (int a = 0; a < b; a++) {
          if (!relations.exclusive(names.indexOf(after.get(a)), names.indexOf(after.get(b)))) {
            notExclusive(i, after.get(a), after.get(b), b);
          }
        }
      }
    }
  }

  private void notExclusive(int i, String a, String b, int path) {
    String event = events.get(i).name();
    if (a.equals(b)) {
      problem(place(i, path), "event [" + event + "] has two paths from [" + a + "]", "remove one");
      return;
    }
    problem(
        place(i, path),
        "event ["
            + event
            + "] is reached from ["
            + a
            + "] and from ["
            + b
            + "], which may both happen on one row",
        "let one path come from ["
            + a
            + "], the other from an event that is otherwise ["
            + a
            + "]");
  }

  private String place(int event, int path) {
    return "/events/"
        + event
        + (events.get(event).after().size() > 1 ? "/paths/" + path + "/after" : "/after");
  }

  private void problem(String place, String what, String remedy) {
    problems.add(new Problem(place, what, remedy));
  }
}
