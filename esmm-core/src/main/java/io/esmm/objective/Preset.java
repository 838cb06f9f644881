package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.funnel.PathConfig;
import java.util.List;

/**
 * Objectives with a name; each is a list of terms that could be written out by hand. An event that
 * happens otherwise has no term of its own: it is trained with its opposite.
 */
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
   * Every event's conditional probability over the rows where an event before it happened; for a
   * first event that is the whole space. The baseline of the paper.
   */
  @JsonProperty("base")
  BASE {
    @Override
    TermConfig term(FunnelConfig funnel, EventConfig event) {
      Probability probability = funnel.isFirst(event) ? Probability.JOINT : Probability.CONDITIONAL;
      // Over several paths, a conditional term itself leaves out rows where none was reached.
      List<PathConfig> ways = event.ways();
      String over = ways.size() == 1 ? ways.getFirst().after() : funnel.space();
      return new TermConfig(event.name(), probability, over, null);
    }
  };

  abstract TermConfig term(FunnelConfig funnel, EventConfig event);

  /** The terms for a funnel, one for each event with a label, in the funnel's order. */
  public List<TermConfig> terms(FunnelConfig funnel) {
    return funnel.events().stream()
        .filter(event -> !event.isOtherwise())
        .map(event -> term(funnel, event))
        .toList();
  }
}
