package io.esmm.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.esmm.funnel.Funnel;
import io.esmm.graph.Parameter;
import io.esmm.graph.Weights;
import io.esmm.numerics.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Terms on impression, click, cart or no-cart, purchase. P(click) = 3/4, P(cart | click) = 1/5,
 * P(purchase | cart) = 2/3, P(purchase | no-cart) = 1/4 on every row.
 */
class TermTest {
  private static final Funnel.Event CART = new Funnel.Event("cart", 0, "is_cart");
  private static final Funnel FUNNEL =
      new Funnel(
          "impression",
          List.of(
              new Funnel.Event("click", Funnel.SPACE, "is_click"),
              CART,
              Funnel.Event.otherwise("no-cart", CART, 1),
              new Funnel.Event("purchase", List.of(1, 2), "is_purchase")));
  private static final double[] LOGITS = {Math.log(3), -Math.log(4), Math.log(2), -Math.log(3)};
  private static final int CLICK = 0;
  private static final int NO_CART = 2;
  private static final int PURCHASE = 3;

  private double loss;

  private static Term term(int event, Probability probability, int over) {
    return new Term(event, probability, over, 1);
  }

  /** The gradients of one term on one row. */
  private double[] evaluate(Term term, int click, int cart, int purchase) {
    OneRow row =
        new OneRow()
            .label("purchase", purchase)
            .label("click", click)
            .label("cart", cart)
            .number("u", 0)
            .number("w", 2.5);
    double[] slopes = row.gradients(new Objective(FUNNEL, List.of(term)), LOGITS);
    loss = row.loss();
    return slopes;
  }

  @Test
  void jointProbabilityOfAMeetingEventIsTheSumOverItsPaths() {
    double joint = 0.75 * (0.2 * 2 / 3 + 0.8 / 4);
    evaluate(term(PURCHASE, Probability.JOINT, Funnel.SPACE), 1, 0, 1);
    assertThat(loss).isCloseTo(-Math.log(joint), within(1e-12));
    evaluate(term(PURCHASE, Probability.JOINT, Funnel.SPACE), 1, 1, 0);
    assertThat(loss).isCloseTo(-Math.log(1 - joint), within(1e-12));
  }

  @Test
  void anOppositeHappensWhereWhatComesBeforeDidAndTheOtherDidNot() {
    evaluate(term(NO_CART, Probability.JOINT, Funnel.SPACE), 1, 0, 0);
    assertThat(loss).isCloseTo(-Math.log(0.75 * 0.8), within(1e-12));
    evaluate(term(NO_CART, Probability.JOINT, Funnel.SPACE), 0, 0, 0);
    assertThat(loss).isCloseTo(-Math.log(1 - 0.75 * 0.8), within(1e-12));
    assertThat(evaluate(term(NO_CART, Probability.CONDITIONAL, CLICK), 1, 0, 0))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0, 0.2, 0, 0);
  }

  @Test
  void aConditionalTermTrainsTheTowerOfThePathThatWasTaken() {
    Term conditional = term(PURCHASE, Probability.CONDITIONAL, Funnel.SPACE);
    assertThat(evaluate(conditional, 1, 1, 1))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0, 0, -1.0 / 3, 0);
    assertThat(evaluate(conditional, 1, 0, 0))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0, 0, 0, 0.25);
    assertThat(evaluate(conditional, 0, 0, 0)).containsExactly(0, 0, 0, 0);
    assertThat(loss).isZero();
  }

  @Test
  void positiveWeightCountsRowsWhereTheEventHappened() {
    Term three = new Term(CLICK, Probability.JOINT, Funnel.SPACE, TermWeight.ONE, 3);
    assertThat(evaluate(three, 1, 0, 0)[0]).isCloseTo(-0.75, within(1e-12));
    assertThat(loss).isCloseTo(-3 * Math.log(0.75), within(1e-12));
    assertThat(evaluate(three, 0, 0, 0)[0]).isCloseTo(0.75, within(1e-12));
    assertThat(loss).isCloseTo(-Math.log(0.25), within(1e-12));
  }

  @Test
  void aRowsOwnFactorMultipliesLossAndGradient() {
    Term plain = term(CLICK, Probability.JOINT, Funnel.SPACE);
    Term weighted =
        new Term(
            CLICK,
            Probability.JOINT,
            Funnel.SPACE,
            new TermWeight.Fixed(2),
            3,
            List.of(),
            Funnel.SPACE,
            new RowWeightConfig("w"));
    assertThat(evaluate(weighted, 1, 0, 0)[0]).isCloseTo(-2 * 3 * 2.5 * 0.25, within(1e-12));
    assertThat(loss).isCloseTo(-2 * 3 * 2.5 * Math.log(0.75), within(1e-12));
    assertThat(evaluate(weighted, 0, 0, 0)[0])
        .isCloseTo(2 * 2.5 * evaluate(plain, 0, 0, 0)[0], within(1e-12));
  }

  @Test
  void aBatchWithoutTheFactorIsRefusedByName() {
    Term weighted =
        new Term(
            CLICK,
            Probability.JOINT,
            Funnel.SPACE,
            TermWeight.ONE,
            1,
            List.of(),
            Funnel.SPACE,
            new RowWeightConfig("propensity"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluate(weighted, 1, 0, 0))
        .withMessageContaining("no number [propensity], only [u, w]");
  }

  @Test
  void learntWeightsBelongToTheirTermsByName() {
    TermWeight learnt = TermWeight.Learnt.UNCERTAINTY;
    Objective objective =
        new Objective(
            FUNNEL,
            List.of(
                new Term(CLICK, Probability.JOINT, Funnel.SPACE, learnt, 1),
                new Term(PURCHASE, Probability.CONDITIONAL, 1, learnt, 1),
                new Term(CLICK, Probability.JOINT, Funnel.SPACE, learnt, 2)));
    assertThat(objective.parameters())
        .extracting(Parameter::name)
        .containsExactly(
            "objective/click-joint/log-variance",
            "objective/purchase-conditional-over-cart/log-variance",
            "objective/click-joint-2/log-variance");
    Weights weights = Weights.initial(objective.parameters(), 1, Precision.DOUBLE);
    assertThat(objective.factors(weights)).containsExactly(1, 1, 1);
    weights.of(objective.parameters().get(1)).set(0, 0, Math.log(4));
    assertThat(objective.factors(weights)[1]).isCloseTo(0.25, within(1e-15));
  }

  @Test
  void aTermTrainsTheTowersOnTheWayToItsEvent() {
    Objective objective =
        new Objective(FUNNEL, List.of(term(PURCHASE, Probability.JOINT, Funnel.SPACE)));
    assertThat(objective.trained(objective.terms().getFirst()))
        .extracting(Funnel.Head::name)
        .containsExactly("click", "cart", "purchase-via-cart", "purchase-via-no-cart");
    assertThat(objective.trained(term(PURCHASE, Probability.CONDITIONAL, NO_CART)))
        .extracting(Funnel.Head::name)
        .containsExactly("purchase-via-no-cart");
    assertThat(objective.trained(term(NO_CART, Probability.JOINT, Funnel.SPACE)))
        .extracting(Funnel.Head::name)
        .containsExactly("click", "cart");
  }

  @Test
  void aBatchWithoutALabelIsRefusedByName() {
    Objective objective =
        new Objective(FUNNEL, List.of(term(CLICK, Probability.JOINT, Funnel.SPACE)));
    OneRow row = new OneRow().label("click", 1).label("cart", 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row.gradients(objective, LOGITS))
        .withMessageContaining("[purchase]");
  }
}
