package io.esmm.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Paths that meet where both are almost sure or almost impossible: what a difference of the
 * probabilities would have lost. Expected are first-order expansions, exact to e^-40 of themselves.
 */
class MeetingPathsTest {
  private static final double PERCENT = 1e-9;

  /** Either path leads to "either", and that to "end". */
  private static FunnelRow row(double... logits) {
    Funnel.Event first = new Funnel.Event("first", Funnel.SPACE, "a");
    FunnelRow row =
        new FunnelRow(
            new Funnel(
                "impression",
                List.of(
                    first,
                    Funnel.Event.otherwise("not-first", first, 0),
                    new Funnel.Event("either", List.of(0, 1), "b"),
                    new Funnel.Event("end", 2, "c"))));
    for (int h = 0; h < logits.length; h++) {
      row.setLogit(h, logits[h]);
    }
    row.evaluate();
    return row;
  }

  private static double[] gradient(FunnelRow row, int event, double joint, double complement) {
    row.evaluate();
    row.addGradient(event, joint, complement);
    double[] gradient = new double[4];
    row.backward(gradient);
    return gradient;
  }

  @Test
  void aProbabilityNearOneKeepsTheDigitsOfWhatIsMissing() {
    // 1 - P = (e^-40 + e^-50) / 2
    assertThat(row(0, 40, 50, 0).logJoint(2))
        .isCloseTo(-(Math.exp(-40) + Math.exp(-50)) / 2, withinPercentage(PERCENT));
  }

  @Test
  void theComplementOfASmallProbabilityKeepsItsDigits() {
    // P = (e^-40 + e^-50) / 2
    assertThat(row(0, -40, -50, 0).logComplement(2))
        .isCloseTo(-(Math.exp(-40) + Math.exp(-50)) / 2, withinPercentage(PERCENT));
  }

  @Test
  void twoPathsThatAreBothAlmostSureStillDiffer() {
    // P(either) by the first logit: sigmoid'(0) (sigmoid(40) - sigmoid(50)).
    double slope = (Math.exp(-50) - Math.exp(-40)) / 4;
    double[] either = gradient(row(0, 40, 50, 0), 2, 1, 0);
    assertThat(either[0]).isCloseTo(slope, withinPercentage(PERCENT));
    assertThat(either[1]).isCloseTo(Math.exp(-40) / 2, withinPercentage(PERCENT));
    assertThat(either[2]).isCloseTo(Math.exp(-50) / 2, withinPercentage(PERCENT));
    assertThat(either[3]).isZero();
  }

  @Test
  void soTheyDoForWhatComesBehind() {
    double slope = (Math.exp(-50) - Math.exp(-40)) / 4;
    // P(end) is half of P(either): its logarithm has the same derivative.
    double[] end = gradient(row(0, 40, 50, 0), 3, 1, 0);
    assertThat(end[0]).isCloseTo(slope, withinPercentage(PERCENT));
    assertThat(end[3]).isCloseTo(0.5, withinPercentage(PERCENT));
    // And that of the logarithm of 1 - P(end), about a half as well, is the opposite.
    double[] not = gradient(row(0, 40, 50, 0), 3, 0, 1);
    assertThat(not[0]).isCloseTo(-slope, withinPercentage(PERCENT));
    assertThat(not[3]).isCloseTo(-0.5, withinPercentage(PERCENT));
  }
}
