package io.esmm.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TwoEventFunnelTest {
  private static final Funnel ESMM =
      new Funnel(
          "impression",
          List.of(
              new Funnel.Event("click", Funnel.SPACE, "is_click"),
              new Funnel.Event("conversion", 0, "is_conversion")));

  @Test
  void lossAndGradientsAreBitForBitThoseOfTheTwoEventFormulas() {
    SplittableRandom random = new SplittableRandom(23);
    FunnelRow row = new FunnelRow(ESMM);
    TwoEventFormulas expected = new TwoEventFormulas();
    for (int trial = 0; trial < 20_000; trial++) {
      double scale = Math.pow(10, random.nextInt(6) - 1);
      double a = random.nextDouble(-scale, scale);
      double b = random.nextDouble(-scale, scale);
      boolean click = random.nextBoolean();
      boolean conversion = click && random.nextBoolean();
      double weight = 1.0 / (1 + random.nextInt(5000));
      expected.esmm(a, b, click, conversion, weight);

      row.setLogit(0, a);
      row.setLogit(1, b);
      row.evaluate();
      row.addGradient(0, click ? -weight : 0, click ? 0 : -weight);
      row.addGradient(1, conversion ? -weight : 0, conversion ? 0 : -weight);
      double[] gradients = new double[2];
      row.backward(gradients);

      boolean same =
          same(-weight * (click ? row.logJoint(0) : row.logComplement(0)), expected.clickLoss)
              && same(
                  -weight * (conversion ? row.logJoint(1) : row.logComplement(1)),
                  expected.conversionLoss)
              && same(gradients[0], expected.clickGradient)
              && same(gradients[1], expected.conversionGradient);
      assertThat(same).as("logits " + a + ", " + b).isTrue();
    }
  }

  private static boolean same(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }
}
