package io.esmm.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.esmm.funnel.Funnel;
import io.esmm.funnel.LogProbability;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Click, cart or none, purchase after either, on a sample of the rows; all outcomes enumerated. */
class SampledRowsTest {
  private static final double RATE = 0.05;
  private static final double[] TRUTH = {-1.2, 0.4, 0.9, -0.7};
  private static final double[] ELSEWHERE = {0.3, -0.8, -0.2, 1.1};
  private static final int CART = 1;

  private static Funnel funnel() {
    List<Funnel.Event> events = new ArrayList<>();
    events.add(new Funnel.Event("click", Funnel.SPACE, "c"));
    events.add(new Funnel.Event("cart", 0, "k"));
    events.add(Funnel.Event.otherwise("none", events.get(CART), CART));
    events.add(new Funnel.Event("purchase", List.of(CART, 2), "p"));
    return new Funnel("impression", events);
  }

  private static Objective objective() {
    return new Objective(
        funnel(),
        List.of(
            new Term(0, Probability.JOINT, Funnel.SPACE, 1),
            new Term(3, Probability.JOINT, Funnel.SPACE, new TermWeight.Fixed(0.7), 1),
            new Term(CART, Probability.CONDITIONAL, 0, 1),
            new Term(3, Probability.CONDITIONAL, CART, 1)));
  }

  /** What is known of a row in the end, with its probability. */
  private record Outcome(double probability, int click, int cart, int purchase) {}

  private static List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(new Outcome(LogProbability.sigmoid(-TRUTH[0]), 0, 0, 0));
    for (int cart = 0; cart < 2; cart++) {
      for (int purchase = 0; purchase < 2; purchase++) {
        double p =
            LogProbability.sigmoid(TRUTH[0])
                * LogProbability.sigmoid(cart == 1 ? TRUTH[1] : -TRUTH[1])
                * LogProbability.sigmoid((purchase == 1 ? 1 : -1) * TRUTH[cart == 1 ? 2 : 3]);
        outcomes.add(new Outcome(p, 1, cart, purchase));
      }
    }
    return outcomes;
  }

  /** The expected gradient of a row of the log, which may be left out if no cart happened. */
  private static double[] expected(Objective objective, double rate, double... logits) {
    double[] expected = new double[TRUTH.length];
    for (Outcome outcome : outcomes()) {
      OneRow row =
          new OneRow()
              .label("click", outcome.click())
              .label("cart", outcome.cart())
              .label("purchase", outcome.purchase());
      double[] gradients = row.gradients(objective, logits);
      double kept = outcome.cart() == 1 ? 1 : rate;
      for (int h = 0; h < expected.length; h++) {
        expected[h] += outcome.probability() * kept * gradients[h];
      }
    }
    return expected;
  }

  @Test
  void theExpectedGradientOfTheSampleIsThatOfAllRowsEverywhere() {
    assertThat(expected(objective().onSample(new SampledRows(CART, RATE)), RATE, ELSEWHERE))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(expected(objective(), 1, ELSEWHERE));
  }

  @Test
  void theTruthOfAllRowsIsWhereTheLossOfTheSampleIsLeast() {
    assertThat(expected(objective().onSample(new SampledRows(CART, RATE)), RATE, TRUTH))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0, 0, 0, 0);
    // Without the weights the click's tower is driven away from it.
    assertThat(Math.abs(expected(objective(), RATE, TRUTH)[0])).isGreaterThan(0.01);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
  void aRateThatKeepsNoRowsIsRefused(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampledRows(CART, rate))
        .withMessageContaining("rate [" + rate + "]");
  }
}
