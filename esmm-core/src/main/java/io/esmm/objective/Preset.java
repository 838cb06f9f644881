package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import java.util.List;

/** Objectives with a name; each is a list of terms that could be written out by hand. */
public enum Preset {
  /** Every event's joint probability over the whole space (Ma et al. 2018). */
  @JsonProperty("esmm")
  ESMM {
    @Override
    TermConfig term(FunnelConfig funnel, EventConfig event) {
      return new TermConfig(event.name(), Probability.JOINT, funnel.space(), null);
    }
  },
  /**
   * Every event's conditional probability over the rows where the event before it happened; for a
   * first event that is the whole space. The baseline of the paper.
   */
  @JsonProperty("base")
  BASE {
    @Override
    TermConfig term(FunnelConfig funnel, EventConfig event) {
      Probability probability = funnel.isFirst(event) ? Probability.JOINT : Probability.CONDITIONAL;
      return new TermConfig(event.name(), probability, event.after(), null);
    }
  };

  abstract TermConfig term(FunnelConfig funnel, EventConfig event);

  /** The terms for a funnel, one for each event in the funnel's order. */
  public List<TermConfig> terms(FunnelConfig funnel) {
    return funnel.events().stream().map(event -> term(funnel, event)).toList();
  }
}
