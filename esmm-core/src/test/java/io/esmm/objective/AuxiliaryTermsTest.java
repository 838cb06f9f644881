package io.esmm.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.field.FeatureSchema;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.Readout;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Losses that are no cross-entropies, on one row of impression, click, conversion. P(click) = 1/4,
 * P(conversion | click) = 1/5, and the auxiliary head's logit is ln 3: its probability is 3/4, the
 * error it imputes ln 4.
 */
class AuxiliaryTermsTest {
  private static final List<Funnel.Event> EVENTS =
      List.of(
          new Funnel.Event("click", Funnel.SPACE, "is_click"),
          new Funnel.Event("conversion", 0, "is_conversion"));
  private static final Funnel FUNNEL = new Funnel("impression", EVENTS);
  private static final double IMPUTED = Math.log(4);
  private static final int CLICK = 0;
  private static final int CONVERSION = 1;
  private static final int HEAD = 2;

  private double loss;

  private static Term term(TermLoss loss, int over, PropensityConfig propensity) {
    return new Term(
        CONVERSION,
        loss.probability(),
        over,
        TermWeight.ONE,
        1,
        List.of(),
        Funnel.SPACE,
        null,
        null,
        propensity,
        loss,
        loss.needsHead() ? "head" : null);
  }

  private static PropensityConfig propensity(boolean happened, double least) {
    return new PropensityConfig("click", happened, least);
  }

  /** The gradients of one term on one row. */
  private double[] evaluate(Funnel funnel, Term term, double[] logits, int click, int conversion) {
    Batch batch = new Batch(new FeatureSchema(List.of()), funnel.names());
    batch.addRequest(1);
    batch.labels(CLICK)[0] = (byte) click;
    batch.labels(CONVERSION)[0] = (byte) conversion;
    int n = term.head() == null ? 2 : 3;
    Matrix[] values = new Matrix[n];
    Matrix[] gradients = new Matrix[n];
    for (int h = 0; h < n; h++) {
      values[h] = Matrix.of(Precision.DOUBLE, 1, 1);
      values[h].fill(logits[h]);
      gradients[h] = Matrix.of(Precision.DOUBLE, 1, 1);
      gradients[h].fill(9);
    }
    double[] losses = new double[1];
    new ObjectiveLoss(new Objective(funnel, List.of(term)))
        .evaluate(batch, 0, values, gradients, 1, losses);
    loss = losses[0];
    double[] slopes = new double[n];
    for (int h = 0; h < n; h++) {
      slopes[h] = gradients[h].get(0, 0);
    }
    return slopes;
  }

  private double[] evaluate(Term term, int click, int conversion) {
    double[] logits = {-Math.log(3), -Math.log(4), Math.log(3)};
    return evaluate(FUNNEL, term, logits, click, conversion);
  }

  private static void assertGradients(double[] found, double... expected) {
    assertThat(found).usingComparatorWithPrecision(1e-12).containsExactly(expected);
  }

  @Test
  void anImputedErrorIsCorrectedByTheInversePropensityWhereTheErrorIsKnown() {
    Term dr = term(TermLoss.DOUBLY_ROBUST, Funnel.SPACE, propensity(true, 0.05));
    // The error of a conversion is ln 5, and 1 / P(click) = 4; d ln 5 / ds = -4/5.
    assertGradients(evaluate(dr, 1, 1), 0, 4 * -0.8, (1 - 4) * 0.75);
    assertThat(loss).isCloseTo(IMPUTED + 4 * (Math.log(5) - IMPUTED), within(1e-12));
    // Without a conversion ln 5/4, and d ln 5/4 / ds = 1/5.
    assertGradients(evaluate(dr, 1, 0), 0, 4 * 0.2, (1 - 4) * 0.75);
    assertThat(loss).isCloseTo(IMPUTED + 4 * (Math.log(1.25) - IMPUTED), within(1e-12));
  }

  @Test
  void whereTheErrorIsNotKnownItIsTheImputedOne() {
    Term dr = term(TermLoss.DOUBLY_ROBUST, Funnel.SPACE, propensity(true, 0.05));
    assertGradients(evaluate(dr, 0, 0), 0, 0, 0.75);
    assertThat(loss).isCloseTo(IMPUTED, within(1e-12));
  }

  @Test
  void thePropensityOfACorrectionIsBoundedBelow() {
    Term dr = term(TermLoss.DOUBLY_ROBUST, Funnel.SPACE, propensity(true, 0.5));
    assertGradients(evaluate(dr, 1, 1), 0, 2 * -0.8, (1 - 2) * 0.75);
  }

  @Test
  void anImputationLearnsTheErrorAndLeavesItAsItIs() {
    Term imputation = term(TermLoss.IMPUTATION, CLICK, propensity(true, 0.05));
    double miss = IMPUTED - Math.log(5);
    assertGradients(evaluate(imputation, 1, 1), 0, 0, 4 * 2 * miss * 0.75);
    assertThat(loss).isCloseTo(4 * miss * miss, within(1e-12));
    assertGradients(evaluate(imputation, 0, 0), 0, 0, 0);
    assertThat(loss).isZero();
  }

  @Test
  void aCounterfactualHeadLearnsTheOppositeLabel() {
    Term other = term(TermLoss.COUNTERFACTUAL, Funnel.SPACE, propensity(false, 0.05));
    assertGradients(evaluate(other, 0, 0), 0, 0, -0.25 / 0.75);
    assertThat(loss).isCloseTo(-Math.log(0.75) / 0.75, within(1e-12));
    assertGradients(evaluate(other, 1, 1), 0, 0, 0.75 / 0.75);
    assertThat(loss).isCloseTo(-Math.log(0.25) / 0.75, within(1e-12));
  }

  @Test
  void factualAndCounterfactualProbabilityAreDrawnToAddUpToOne() {
    Term prior = term(TermLoss.COUNTERFACTUAL_PRIOR, Funnel.SPACE, null);
    // 1/5 + 3/4 is too little by 1/20.
    assertGradients(evaluate(prior, 0, 0), 0, -0.16, -0.1875);
    assertThat(loss).isCloseTo(0.05, within(1e-12));
    double[] tooMuch = {0, 0, Math.log(3)};
    assertGradients(evaluate(FUNNEL, prior, tooMuch, 1, 1), 0, 0.25, 0.1875);
    assertThat(loss).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void entropyNeedsNoLabel() {
    Term entropy = term(TermLoss.ENTROPY, Funnel.SPACE, null);
    double expected = 0.2 * Math.log(5) + 0.8 * Math.log(1.25);
    for (int conversion : new int[] {0, 1}) {
      assertGradients(evaluate(entropy, 1, conversion), 0, Math.log(4) * 0.16);
      assertThat(loss).isCloseTo(expected, within(1e-12));
    }
    double[] likely = {0, Math.log(4), 0};
    assertGradients(evaluate(FUNNEL, entropy, likely, 0, 0), 0, -Math.log(4) * 0.16);
    assertThat(loss).isCloseTo(expected, within(1e-12));
  }

  @Test
  void everyLossIsFiniteForLargeLogits() {
    for (TermLoss each : TermLoss.values()) {
      PropensityConfig propensity = each == TermLoss.DOUBLY_ROBUST ? propensity(true, 0.05) : null;
      for (double s : new double[] {-1e4, 1e4}) {
        for (double h : new double[] {-1e4, 1e4}) {
          Funnel funnel =
              each == TermLoss.CALIBRATOR
                  ? new Funnel("impression", EVENTS, Readout.DIVISION)
                  : FUNNEL;
          double[] slopes =
              evaluate(funnel, term(each, Funnel.SPACE, propensity), new double[] {-s, s, h}, 1, 1);
          assertThat(loss).as(each.word()).isFinite();
          for (double slope : slopes) {
            assertThat(slope).as(each.word()).isFinite();
          }
        }
      }
    }
  }

  @Test
  void aProbabilityAboveThatOfTheEventBeforeIsPushedBelow() {
    Funnel funnel = new Funnel("impression", EVENTS, Readout.DIVISION);
    Term calibrator = term(TermLoss.CALIBRATOR, Funnel.SPACE, null);
    // P(click) = 1/4, P(conversion) = 4/5
    double[] above = {-Math.log(3), Math.log(4)};
    assertGradients(evaluate(funnel, calibrator, above, 0, 0), -0.1875, 0.16);
    assertThat(loss).isCloseTo(0.55, within(1e-12));
    double[] below = {Math.log(3), -Math.log(4)};
    assertGradients(evaluate(funnel, calibrator, below, 0, 0), 0, 0);
    assertThat(loss).isZero();
  }

  @Test
  void headsStandInTheOrderInWhichTermsNameThem() {
    Term first = term(TermLoss.IMPUTATION, CLICK, null);
    Term second =
        new Term(
            CONVERSION,
            Probability.CONDITIONAL,
            CLICK,
            TermWeight.ONE,
            1,
            List.of(),
            Funnel.SPACE,
            null,
            null,
            null,
            TermLoss.IMPUTATION,
            "another");
    assertThat(new Objective(FUNNEL, List.of(second, first, second)).auxiliary())
        .containsExactly("another", "head");
  }

  @Test
  void termsTrainTheTowersThatTheirGradientsReach() {
    Objective objective = new Objective(FUNNEL, List.of(term(TermLoss.IMPUTATION, CLICK, null)));
    assertThat(objective.trained(term(TermLoss.IMPUTATION, CLICK, null))).isEmpty();
    assertThat(objective.trained(term(TermLoss.COUNTERFACTUAL, Funnel.SPACE, null))).isEmpty();
    assertThat(objective.trained(term(TermLoss.ENTROPY, Funnel.SPACE, null)))
        .extracting(Funnel.Head::name)
        .containsExactly("conversion");
    Objective divided =
        new Objective(
            new Funnel("impression", EVENTS, Readout.DIVISION), List.copyOf(objective.terms()));
    assertThat(divided.trained(term(TermLoss.CALIBRATOR, Funnel.SPACE, null)))
        .extracting(Funnel.Head::name)
        .containsExactly("click", "conversion");
  }

  /** pCVR is not known on unclicked rows where its tower reads what only a click tells. */
  @Test
  void anEntropyOverRowsWhereTheTowersFieldsAreNotKnownIsRefused() {
    List<Set<String>> known = List.of(Set.of(), Set.of("click"));
    Objective entropy = new Objective(FUNNEL, List.of(term(TermLoss.ENTROPY, Funnel.SPACE, null)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> entropy.knowing(known))
        .withMessageContaining("tower of [conversion]")
        .withMessageContaining("only after [click]");
    Objective dr =
        new Objective(
            FUNNEL, List.of(term(TermLoss.DOUBLY_ROBUST, Funnel.SPACE, propensity(true, 0.05))));
    assertThat(dr.knowing(known)).isEqualTo(dr);
  }

  @Test
  void aTermThatLacksWhatItsLossNeedsIsRefused() {
    PropensityConfig click = propensity(true, 0.05);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TermConfig.of(TermLoss.IMPUTATION, "buy", "click", null))
        .withMessageContaining("loss [imputation] reads an auxiliary head");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TermConfig.of(TermLoss.ENTROPY, "buy", "click", "h"))
        .withMessageContaining("remove head [h]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TermConfig.of(TermLoss.DOUBLY_ROBUST, "buy", "impression", "h"))
        .withMessageContaining("name it in propensity");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            TermConfig.of(TermLoss.DOUBLY_ROBUST, "buy", "impression", "h", click)
                .withPositiveWeight(2))
        .withMessageContaining("no positiveWeight");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new TermConfig(
                "buy",
                Probability.JOINT,
                "click",
                null,
                null,
                null,
                null,
                null,
                null,
                TermLoss.ENTROPY,
                null))
        .withMessageContaining("conditional probability, not the joint one");
  }
}
