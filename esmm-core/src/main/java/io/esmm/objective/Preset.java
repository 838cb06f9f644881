package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.funnel.PathConfig;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Objectives with a name; each is a list of terms that could be written out by hand. An event that
 * happens otherwise has no term of its own: it is trained with its opposite. For an event e that
 * comes after p; a first event has its joint probability over the whole space in all of them.
 */
public enum Preset {
  /** Every event's joint probability over the whole space (Ma et al. 2018). */
  @JsonProperty("esmm")
  ESMM(true) {
    @Override
    List<TermConfig> termsOf(FunnelConfig funnel, EventConfig event, ObjectiveConfig options) {
      return List.of(joint(funnel, event));
    }
  },
  /** P(e | p) over the rows where p happened. The baseline of the paper. */
  @JsonProperty("base")
  BASE(true) {
    @Override
    List<TermConfig> termsOf(FunnelConfig funnel, EventConfig event, ObjectiveConfig options) {
      return List.of(whereReached(funnel, event));
    }
  },
  /**
   * P(e | p) over the rows where p happened and a share of the others, which count as rows without
   * e (AMAN, All Missing As Negatives; Pan et al. 2008).
   */
  @JsonProperty("aman")
  AMAN(false) {
    @Override
    List<TermConfig> termsOf(FunnelConfig funnel, EventConfig event, ObjectiveConfig options) {
      return List.of(
          new TermConfig(event.name(), Probability.CONDITIONAL, funnel.space(), null)
              .with(SampleConfig.negatives(before(event), Objects.requireNonNull(options.rate()))));
    }
  },
  /**
   * P(e | p) over the rows where p happened, those with e counted k times (OVERSAMPLING; Weiss
   * 2004).
   */
  @JsonProperty("oversampling")
  OVERSAMPLING(true) {
    @Override
    List<TermConfig> termsOf(FunnelConfig funnel, EventConfig event, ObjectiveConfig options) {
      return List.of(
          whereReached(funnel, event).withPositiveWeight(Objects.requireNonNull(options.copies())));
    }
  },
  /**
   * P(e | p) over the rows where p happened, kept with a probability in proportion to 1 / P(p)
   * (UNBIAS; Zhang et al. 2016).
   */
  @JsonProperty("unbias")
  UNBIAS(false) {
    @Override
    List<TermConfig> termsOf(FunnelConfig funnel, EventConfig event, ObjectiveConfig options) {
      return List.of(
          whereReached(funnel, event)
              .with(
                  SampleConfig.rejection(
                      before(event), Objects.requireNonNull(options.keepBelow()))));
    }
  },
  /**
   * P(e | p) over the rows where p happened, each weighted by 1 / P(p) through which no gradient
   * goes, and every event's joint probability over the whole space (ESCM2-IPW; Wang et al. 2022).
   */
  @JsonProperty("escm2-ipw")
  ESCM2_IPW(false) {
    @Override
    List<TermConfig> termsOf(FunnelConfig funnel, EventConfig event, ObjectiveConfig options) {
      return List.of(
          whereReached(funnel, event)
              .weighted(Objects.requireNonNull(options.debiasedWeight()))
              .with(new PropensityConfig(before(event), true, options.least())),
          joint(funnel, event).weighted(Objects.requireNonNull(options.jointWeight())));
    }
  };

  private final boolean takesPaths;

  Preset(boolean takesPaths) {
    this.takesPaths = takesPaths;
  }

  /** The terms of an event that is not a first one. */
  abstract List<TermConfig> termsOf(
      FunnelConfig funnel, EventConfig event, ObjectiveConfig options);

  /** Its name in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is defined for events that are reached over several paths. */
  public boolean takesPaths() {
    return takesPaths;
  }

  /** The terms for a funnel, those of each event with a label, in the funnel's order. */
  List<TermConfig> terms(FunnelConfig funnel, ObjectiveConfig options) {
    return funnel.events().stream()
        .filter(event -> !event.isOtherwise())
        .flatMap(event ->
            (funnel.isFirst(event)
                    ? List.of(joint(funnel, event))
                    : termsOf(funnel, event, options))
                .stream())
        .toList();
  }

  private static TermConfig joint(FunnelConfig funnel, EventConfig event) {
    return new TermConfig(event.name(), Probability.JOINT, funnel.space(), null);
  }

  private static TermConfig whereReached(FunnelConfig funnel, EventConfig event) {
    // Over several paths, a conditional term itself leaves out rows where none was reached.
    List<PathConfig> ways = event.ways();
    String over = ways.size() == 1 ? ways.getFirst().after() : funnel.space();
    return new TermConfig(event.name(), Probability.CONDITIONAL, over, null);
  }

  private static String before(EventConfig event) {
    return event.ways().getFirst().after();
  }
}
