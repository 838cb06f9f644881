package io.esmm.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunnelRowTest {
  private static final Funnel TWO =
      new Funnel(
          "impression",
          List.of(
              new Funnel.Event("click", Funnel.SPACE, "is_click"),
              new Funnel.Event("conversion", 0, "is_conversion")));

  private static FunnelRow row(double clickLogit, double conversionLogit) {
    FunnelRow row = new FunnelRow(TWO);
    row.setLogit(0, clickLogit);
    row.setLogit(1, conversionLogit);
    row.evaluate();
    return row;
  }

  @Test
  void jointProbabilityIsTheProductAlongThePath() {
    // sigmoid(ln 3) = 3/4, sigmoid(-ln 4) = 1/5
    FunnelRow row = row(Math.log(3), -Math.log(4));
    assertThat(Math.exp(row.logJoint(0))).isCloseTo(0.75, within(1e-15));
    assertThat(Math.exp(row.logJoint(1))).isCloseTo(0.75 * 0.2, within(1e-15));
    assertThat(Math.exp(row.logComplement(1))).isCloseTo(1 - 0.75 * 0.2, within(1e-15));
  }

  @Test
  void complementOfAProductNearOneKeepsItsDigits() {
    // 1 - sigmoid(40)^2 = 2 e^-40 to first order, far below the spacing of doubles near 1.
    assertThat(row(40, 40).logComplement(1)).isCloseTo(Math.log(2) - 40, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 20, 88, 104, 1e4, Float.MAX_VALUE})
  void logarithmsAndGradientsAreFiniteForEveryFiniteLogit(double size) {
    for (double click : new double[] {size, -size}) {
      for (double conversion : new double[] {size, -size}) {
        FunnelRow row = row(click, conversion);
        assertThat(row.logJoint(1)).isFinite().isLessThanOrEqualTo(0);
        assertThat(row.logComplement(1)).isFinite().isLessThanOrEqualTo(0);
        for (double[] weights : new double[][] {{-1, 0}, {0, -1}}) {
          row.evaluate();
          row.addGradient(1, weights[0], weights[1]);
          double[] gradients = new double[2];
          row.backward(gradients);
          assertThat(gradients[0]).isBetween(-1.0, 1.0);
          assertThat(gradients[1]).isBetween(-1.0, 1.0);
        }
      }
    }
  }

  @Test
  void jointProbabilityNeverExceedsTheParentsInRandomFunnels() {
    SplittableRandom random = new SplittableRandom(11);
    for (int trial = 0; trial < 300; trial++) {
      List<Funnel.Event> events = new ArrayList<>();
      int n = 1 + random.nextInt(8);
      for (int e = 0; e < n; e++) {
        events.add(new Funnel.Event("e" + e, random.nextInt(e + 1) - 1, "l" + e));
      }
      FunnelRow row = new FunnelRow(new Funnel("impression", events));
      for (int e = 0; e < n; e++) {
        row.setLogit(e, random.nextGaussian() * Math.pow(10, random.nextInt(4)));
      }
      row.evaluate();
      for (int e = 0; e < n; e++) {
        int parent = events.get(e).parents().getFirst();
        double above = parent == Funnel.SPACE ? 0 : row.logJoint(parent);
        assertThat(row.logJoint(e)).isLessThanOrEqualTo(above);
        double total = Math.exp(row.logJoint(e)) + Math.exp(row.logComplement(e));
        assertThat(total).isCloseTo(1, within(1e-12));
      }
    }
  }

  @Test
  void log1mexpIsAccurateAtBothEnds() {
    assertThat(LogProbability.log1mexp(-1e-20)).isCloseTo(Math.log(1e-20), within(1e-12));
    assertThat(LogProbability.log1mexp(-50)).isEqualTo(-Math.exp(-50));
    assertThat(LogProbability.log1mexp(0)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
