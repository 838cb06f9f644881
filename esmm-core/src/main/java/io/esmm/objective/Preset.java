package io.esmm.objective;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.funnel.PathConfig;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

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
              .with(
                  new PropensityConfig(
                      before(event), true, options.least(), options.selfNormalized())),
          joint(funnel, event).weighted(Objects.requireNonNull(options.jointWeight())));
    }
  },
  /**
   * Imputed errors over the whole space, corrected by 1 / P(p) where p happened, with a head that
   * learns the errors there, and every event's joint probability (ESCM2-DR; Wang et al. 2022).
   */
  @JsonProperty("escm2-dr")
  ESCM2_DR(false) {
    @Override
    List<TermConfig> termsOf(FunnelConfig funnel, EventConfig event, ObjectiveConfig options) {
      String head = headOf(event.name()).orElseThrow();
      PropensityConfig propensity = new PropensityConfig(before(event), true, options.least());
      double weight = Objects.requireNonNull(options.debiasedWeight());
      double imputation = Objects.requireNonNull(options.imputationWeight());
      return List.of(
          TermConfig.of(TermLoss.DOUBLY_ROBUST, event.name(), funnel.space(), head, propensity)
              .weighted(weight),
          TermConfig.of(TermLoss.IMPUTATION, event.name(), before(event), head, propensity)
              .weighted(weight * imputation),
          joint(funnel, event).weighted(Objects.requireNonNull(options.jointWeight())));
    }

    @Override
    public Optional<String> headOf(String event) {
      return Optional.of(event + "-error");
    }
  },
  /**
   * P(e | p) over the rows where p happened, by 1 / P(p); a counterfactual head's probability of
   * not e over the others, by 1 / (1 - P(p)); a penalty where the two do not add up to 1; every
   * event's joint probability (DCMT; Zhu et al. 2023).
   */
  @JsonProperty("dcmt")
  DCMT(false) {
    @Override
    List<TermConfig> termsOf(FunnelConfig funnel, EventConfig event, ObjectiveConfig options) {
      String head = headOf(event.name()).orElseThrow();
      double weight = Objects.requireNonNull(options.debiasedWeight());
      return List.of(
          whereReached(funnel, event)
              .weighted(weight)
              .with(
                  new PropensityConfig(
                      before(event), true, options.least(), options.selfNormalized())),
          TermConfig.of(
                  TermLoss.COUNTERFACTUAL,
                  event.name(),
                  funnel.space(),
                  head,
                  new PropensityConfig(
                      before(event), false, options.least(), options.selfNormalized()))
              .with(without(before(event)))
              .weighted(weight),
          TermConfig.of(TermLoss.COUNTERFACTUAL_PRIOR, event.name(), funnel.space(), head)
              .weighted(Objects.requireNonNull(options.priorWeight())),
          joint(funnel, event).weighted(Objects.requireNonNull(options.jointWeight())));
    }

    @Override
    public Optional<String> headOf(String event) {
      return Optional.of(event + "-counterfactual");
    }
  },
  /**
   * P(e | p) over the rows where p happened, and its entropy over the others, which have no label;
   * together never above what p's own terms make (NISE; Huang et al. 2024).
   */
  @JsonProperty("nise")
  NISE(false) {
    @Override
    List<TermConfig> termsOf(FunnelConfig funnel, EventConfig event, ObjectiveConfig options) {
      double weight = Objects.requireNonNull(options.debiasedWeight());
      return List.of(
          whereReached(funnel, event).weighted(weight).notAbove(before(event)),
          TermConfig.of(TermLoss.ENTROPY, event.name(), funnel.space(), null)
              .with(without(before(event)))
              .weighted(weight)
              .notAbove(before(event)));
    }
  },
  /**
   * Every event's joint probability, by a tower of its own, and a penalty where it exceeds that of
   * the event before (AITM; Xi et al. 2021).
   */
  @JsonProperty("aitm")
  AITM(false) {
    @Override
    List<TermConfig> termsOf(FunnelConfig funnel, EventConfig event, ObjectiveConfig options) {
      return List.of(
          joint(funnel, event),
          TermConfig.of(TermLoss.CALIBRATOR, event.name(), funnel.space(), null)
              .weighted(Objects.requireNonNull(options.calibratorWeight())));
    }
  };

  private final boolean takesPaths;

  Preset(boolean takesPaths) {
    this.takesPaths = takesPaths;
  }

  /** The terms of an event that is not a first one. */
  abstract List<TermConfig> termsOf(
      FunnelConfig funnel, EventConfig event, ObjectiveConfig options);

  /** The name of the auxiliary head of an event that is not a first one; empty if it has none. */
  public Optional<String> headOf(String event) {
    return Optional.empty();
  }

  /** Its name in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is defined for events that are reached over several paths. */
  public boolean takesPaths() {
    return takesPaths;
  }

  /** Whether some of its losses are no cross-entropies, and so need labels that are never open. */
  public boolean needsFinalLabels() {
    return switch (this) {
      case ESCM2_DR, DCMT, NISE -> true;
      case ESMM, BASE, AMAN, OVERSAMPLING, UNBIAS, ESCM2_IPW, AITM -> false; // aitm divides
    };
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

  /** The auxiliary heads for a funnel, in its order. */
  List<HeadConfig> heads(FunnelConfig funnel) {
    return funnel.events().stream()
        .filter(event -> !event.isOtherwise() && !funnel.isFirst(event))
        .flatMap(
            event -> headOf(event.name()).map(head -> new HeadConfig(head, event.name())).stream())
        .toList();
  }

  private static RowCondition without(String event) {
    return new RowCondition(null, null, null, event, false);
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
