package io.esmm.funnel;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.problem.Suggestion;
import io.esmm.tower.TrunkConfig;
import io.esmm.tower.TrunkScope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events on their space. An event whose {@code after} is the space is a first one; the others
 * branch off below, and branches that exclude each other may meet again. The order of the events
 * carries no meaning.
 */
@JsonClassDescription(
    "the events on their space; an event after the space is a first one, the others branch off"
        + " below, and branches that exclude each other may meet again")
public record FunnelConfig(
    @JsonPropertyDescription(
            "what every row is one of: impression, or request where an impression is itself an"
                + " event")
        String space,
    @JsonPropertyDescription("the events, in any order; at least one") List<EventConfig> events,
    @JsonPropertyDescription(
            "the network that reads the fields for all towers, which then read what it gives for"
                + " their event; default: none, each tower reads the fields")
        @Nullable TrunkConfig trunk,
    @JsonPropertyDescription("the labels of all events in one column, instead of one for each")
        @Nullable DeepestConfig deepest,
    @JsonPropertyDescription(
            "product: a tower gives its event's conditional probability, and the joint one is the"
                + " product along the path; division: a tower gives its event's joint probability,"
                + " and the conditional one is the quotient of that and the joint one of the event"
                + " before, which may exceed 1; default product")
        Readout readout) {

  /**
   * Null stands for the default, and for no trunk and no column of the deepest event.
   *
   * @throws ProblemException with every event that is named twice, comes after an unknown one,
   *     stands in a cycle or has the trunk's name
   */
  public FunnelConfig(
      String space,
      List<EventConfig> events,
      @Nullable TrunkConfig trunk,
      @Nullable DeepestConfig deepest,
      @Nullable Readout readout) {
    this.space = space;
    this.events = List.copyOf(events);
    this.trunk = trunk;
    this.deepest = deepest;
    this.readout = readout == null ? Readout.PRODUCT : readout;
    List<Problem> problems =
        new ArrayList<>(
            FunnelRules.problems(space, events.stream().map(EventConfig::link).toList()));
    if (space.isEmpty()) {
      problems.add(FunnelRules.unknownSpace(space));
    }
    for (int i = 0; i < events.size() && trunk != null; i++) {
      if (events.get(i).name().equals(TrunkScope.NAME)) {
        problems.add(
            new Problem(
                "/events/" + i + "/name",
                "event [" + TrunkScope.NAME + "] has the name of the trunk",
                "rename the event"));
      }
    }
    for (int i = 0; i < events.size() && this.readout == Readout.DIVISION; i++) {
      @Nullable OpenConfig open = events.get(i).open();
      if (open != null && open.delay() != null) {
        problems.add(
            new Problem(
                "/events/" + i + "/open/delay",
                "event ["
                    + events.get(i).name()
                    + "] learns its delay beside its conditional probability, which no tower gives"
                    + " where the read-out is division",
                "remove the delay, or read out the product"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  /** Towers that give conditional probabilities. */
  public FunnelConfig(
      String space,
      List<EventConfig> events,
      @Nullable TrunkConfig trunk,
      @Nullable DeepestConfig deepest) {
    this(space, events, trunk, deepest, null);
  }

  /** Events without a trunk. */
  public FunnelConfig(String space, List<EventConfig> events) {
    this(space, events, null);
  }

  /** Events with a label each. */
  public FunnelConfig(String space, List<EventConfig> events, @Nullable TrunkConfig trunk) {
    this(space, events, trunk, null);
  }

  /** The same with towers that give other probabilities. */
  public FunnelConfig with(Readout chosen) {
    return new FunnelConfig(space, events, trunk, deepest, chosen);
  }

  /**
   * The event of a name.
   *
   * @throws IllegalArgumentException if there is none, with the names that there are
   */
  public EventConfig event(String name) {
    return events.stream()
        .filter(e -> e.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "event [" + name + "] unknown; " + Suggestion.remedy(name, names())));
  }

  /** The names of the events, in the order of the configuration. */
  public List<String> names() {
    return events.stream().map(EventConfig::name).toList();
  }

  /** Whether an event comes directly after the space. */
  public boolean isFirst(EventConfig event) {
    return space.equals(event.after());
  }
}
