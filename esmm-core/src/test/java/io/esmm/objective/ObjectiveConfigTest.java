package io.esmm.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.tower.TowerConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectiveConfigTest {
  record NoConfig() implements TowerConfig {}

  private final FunnelConfig chain =
      new FunnelConfig(
          "impression",
          List.of(
              new EventConfig("click", "impression", "c", new NoConfig()),
              new EventConfig("cart", "click", "d", new NoConfig()),
              new EventConfig("buy", "cart", "e", new NoConfig())));

  @Test
  void esmmIsEveryJointProbabilityOverTheWholeSpace() {
    assertThat(ObjectiveConfig.of(Preset.ESMM).terms(chain))
        .containsExactly(
            new TermConfig("click", Probability.JOINT, "impression", 1.0),
            new TermConfig("cart", Probability.JOINT, "impression", 1.0),
            new TermConfig("buy", Probability.JOINT, "impression", 1.0));
  }

  @Test
  void baseIsEveryConditionalProbabilityWhereTheEventBeforeHappened() {
    assertThat(ObjectiveConfig.of(Preset.BASE).terms(chain))
        .containsExactly(
            new TermConfig("click", Probability.JOINT, "impression", 1.0),
            new TermConfig("cart", Probability.CONDITIONAL, "click", 1.0),
            new TermConfig("buy", Probability.CONDITIONAL, "cart", 1.0));
  }

  @Test
  void aSecondEventOnTheSpaceIsFirstToo() {
    FunnelConfig branched =
        new FunnelConfig(
            "impression",
            List.of(
                new EventConfig("click", "impression", "c", new NoConfig()),
                new EventConfig("like", "impression", "l", new NoConfig())));

    assertThat(ObjectiveConfig.of(Preset.BASE).terms(branched))
        .extracting(TermConfig::over)
        .containsExactly("impression", "impression");
  }

  private static TermConfig conditional(String event, String over) {
    return new TermConfig(event, Probability.CONDITIONAL, over, 1.0);
  }

  @Test
  void amanTakesAShareOfTheRowsWithoutTheEventBeforeAsNegatives() {
    assertThat(ObjectiveConfig.aman(0.2).terms(chain))
        .containsExactly(
            new TermConfig("click", Probability.JOINT, "impression", 1.0),
            conditional("cart", "impression").with(new SampleConfig("click", 0.2, null)),
            conditional("buy", "impression").with(new SampleConfig("cart", 0.2, null)));
    assertThat(ObjectiveConfig.of(Preset.AMAN)).isEqualTo(ObjectiveConfig.aman(1));
  }

  @Test
  void oversamplingIsBaseWithPositivesCountedAsOftenAsThereAreCopies() {
    assertThat(ObjectiveConfig.oversampling(5).terms(chain))
        .containsExactly(
            new TermConfig("click", Probability.JOINT, "impression", 1.0),
            conditional("cart", "click").withPositiveWeight(5),
            conditional("buy", "cart").withPositiveWeight(5));
  }

  @Test
  void unbiasKeepsRowsByTheInverseOfTheProbabilityOfTheEventBefore() {
    assertThat(ObjectiveConfig.unbias(0.1).terms(chain))
        .containsExactly(
            new TermConfig("click", Probability.JOINT, "impression", 1.0),
            conditional("cart", "click").with(new SampleConfig("click", null, 0.1)),
            conditional("buy", "cart").with(new SampleConfig("cart", null, 0.1)));
  }

  @Test
  void escm2IpwIsEsmmAndBaseByTheInverseOfTheProbabilityOfTheEventBefore() {
    assertThat(ObjectiveConfig.escm2Ipw(0.1, 0.5, 2).terms(chain))
        .containsExactly(
            new TermConfig("click", Probability.JOINT, "impression", 1.0),
            new TermConfig("cart", Probability.CONDITIONAL, "click", 0.5)
                .with(new PropensityConfig("click", true, 0.1)),
            new TermConfig("cart", Probability.JOINT, "impression", 2.0),
            new TermConfig("buy", Probability.CONDITIONAL, "cart", 0.5)
                .with(new PropensityConfig("cart", true, 0.1)),
            new TermConfig("buy", Probability.JOINT, "impression", 2.0));
  }

  @Test
  void escm2DrImputesErrorsOverTheWholeSpaceAndCorrectsThemWhereTheyAreKnown() {
    ObjectiveConfig dr = ObjectiveConfig.escm2Dr(0.1, 0.5, 3, 2);
    PropensityConfig click = new PropensityConfig("click", true, 0.1);
    assertThat(dr.terms(chain))
        .hasSize(7)
        .startsWith(
            new TermConfig("click", Probability.JOINT, "impression", 1.0),
            TermConfig.of(TermLoss.DOUBLY_ROBUST, "cart", "impression", "cart-error", click)
                .weighted(0.5),
            TermConfig.of(TermLoss.IMPUTATION, "cart", "click", "cart-error", click).weighted(1.5),
            new TermConfig("cart", Probability.JOINT, "impression", 2.0));
    assertThat(dr.heads(chain))
        .containsExactly(new HeadConfig("cart-error", "cart"), new HeadConfig("buy-error", "buy"));
  }

  @Test
  void dcmtTrainsACounterfactualHeadOnTheRowsWithoutTheEventBefore() {
    ObjectiveConfig dcmt = ObjectiveConfig.dcmt(0.1, 0.5, 0.25, 2);
    String head = "cart-counterfactual";
    assertThat(dcmt.terms(chain))
        .hasSize(9)
        .startsWith(
            new TermConfig("click", Probability.JOINT, "impression", 1.0),
            conditional("cart", "click")
                .weighted(0.5)
                .with(new PropensityConfig("click", true, 0.1, true)),
            TermConfig.of(
                    TermLoss.COUNTERFACTUAL,
                    "cart",
                    "impression",
                    head,
                    new PropensityConfig("click", false, 0.1, true))
                .with(new RowCondition(null, null, null, "click", false))
                .weighted(0.5),
            TermConfig.of(TermLoss.COUNTERFACTUAL_PRIOR, "cart", "impression", head).weighted(0.25),
            new TermConfig("cart", Probability.JOINT, "impression", 2.0));
    assertThat(dcmt.withSelfNormalized(false).terms(chain).get(1).propensity())
        .isEqualTo(new PropensityConfig("click", true, 0.1));
    assertThat(dcmt.withSelfNormalized(true)).isEqualTo(dcmt);
  }

  @Test
  void escm2IpwIsSelfNormalizedWhereItIsAskedTo() {
    ObjectiveConfig ipw = ObjectiveConfig.escm2Ipw(0.1, 0.5, 2);
    assertThat(ipw.withSelfNormalized(true).terms(chain).get(1).propensity())
        .isEqualTo(new PropensityConfig("click", true, 0.1, true));
    assertThat(ipw.withSelfNormalized(false)).isEqualTo(ipw);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectiveConfig.of(Preset.ESMM).withSelfNormalized(true))
        .withMessageContaining("selfNormalized [true] is of presets [escm2-ipw, dcmt] alone");
  }

  @Test
  void niseTakesTheEntropyOfTheRowsWithoutALabel() {
    assertThat(ObjectiveConfig.nise(0.5).terms(chain))
        .hasSize(5)
        .startsWith(
            new TermConfig("click", Probability.JOINT, "impression", 1.0),
            conditional("cart", "click").weighted(0.5).notAbove("click"),
            TermConfig.of(TermLoss.ENTROPY, "cart", "impression", null)
                .with(new RowCondition(null, null, null, "click", false))
                .weighted(0.5)
                .notAbove("click"));
  }

  @Test
  void aitmIsEsmmAndAPenaltyForEveryEventThatComesAfterAnother() {
    assertThat(ObjectiveConfig.aitm(0.6).terms(chain))
        .containsExactly(
            new TermConfig("click", Probability.JOINT, "impression", 1.0),
            new TermConfig("cart", Probability.JOINT, "impression", 1.0),
            TermConfig.of(TermLoss.CALIBRATOR, "cart", "impression", null).weighted(0.6),
            new TermConfig("buy", Probability.JOINT, "impression", 1.0),
            TermConfig.of(TermLoss.CALIBRATOR, "buy", "impression", null).weighted(0.6));
  }

  @Test
  void headsStandBesideTermsAlone() {
    List<HeadConfig> heads = List.of(new HeadConfig("h", "buy"));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new ObjectiveConfig(
                Preset.ESMM,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                heads))
        .withMessageContaining("heads stand beside terms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeadConfig("a b", "buy"))
        .withMessageContaining("head name [a b]");
  }
}
