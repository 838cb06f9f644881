package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import io.esmm.funnel.FunnelConfig;
import io.esmm.problem.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What training minimizes: a preset, in JSON just its name, or the terms written out. */
public record ObjectiveConfig(
    @JsonPropertyDescription(
            "esmm: every event's joint probability over the whole space; base: every event's"
                + " conditional probability over the rows where the event before it happened")
        @Nullable Preset preset,
    @JsonPropertyDescription("the terms of the sum, instead of a preset; at least one")
        @Nullable List<TermConfig> terms) {

  public ObjectiveConfig {
    if ((preset == null) == (terms == null)) {
      throw new IllegalArgumentException(
          "an objective is either a preset or terms; give exactly one of the two");
    }
    if (terms != null) {
      terms = List.copyOf(terms);
      if (terms.isEmpty()) {
        throw new IllegalArgumentException("the objective has no terms; add at least one");
      }
    }
  }

  /** The preset of a name, as it stands in JSON: {@code "objective": "esmm"}. */
  @JsonCreator
  public static ObjectiveConfig named(String name) {
    for (Preset preset : Preset.values()) {
      if (nameOf(preset).equals(name)) {
        return new ObjectiveConfig(preset, null);
      }
    }
    List<String> known = Arrays.stream(Preset.values()).map(ObjectiveConfig::nameOf).toList();
    throw new IllegalArgumentException(
        "objective [" + name + "] unknown; " + Suggestion.remedy(name, known) + ", or write {\"terms\": [...]}");
  }

  /** The terms for a funnel: those given, or the preset's. */
  public List<TermConfig> terms(FunnelConfig funnel) {
    return preset != null ? preset.terms(funnel) : Objects.requireNonNull(terms);
  }

  /** The preset's name, the short form in JSON; null if the terms are written out. */
  @JsonValue
  public @Nullable String shortForm() {
    return preset == null ? null : nameOf(preset);
  }

  private static String nameOf(Preset preset) {
    return preset.name().toLowerCase(Locale.ROOT);
  }
}
