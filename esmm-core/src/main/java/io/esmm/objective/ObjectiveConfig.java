package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import io.esmm.funnel.FunnelConfig;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What training minimizes: a preset, in JSON just its name, or the terms written out. */
@JsonClassDescription("what training minimizes: a preset or the terms written out, one of the two")
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

  /** A preset's terms; in JSON just its name: {@code "objective": "esmm"}. */
  @JsonCreator
  public static ObjectiveConfig of(Preset preset) {
    return new ObjectiveConfig(preset, null);
  }

  /** The terms for a funnel: those given, or the preset's. */
  public List<TermConfig> terms(FunnelConfig funnel) {
    return preset != null ? preset.terms(funnel) : Objects.requireNonNull(terms);
  }

  /** The short form in JSON; null if the terms are written out. */
  @JsonValue
  public @Nullable Preset shortForm() {
    return preset;
  }
}
