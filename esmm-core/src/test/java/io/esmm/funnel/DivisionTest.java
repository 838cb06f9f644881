package io.esmm.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.field.FeatureSchema;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import io.esmm.objective.Objective;
import io.esmm.objective.ObjectiveLoss;
import io.esmm.objective.Probability;
import io.esmm.objective.Term;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Towers that give joint probabilities. Logits are such that P = 3/4, 3/10 and 9/10. */
class DivisionTest {
  private static final Funnel FUNNEL =
      new Funnel(
          "impression",
          List.of(
              new Funnel.Event("click", Funnel.SPACE, "c"),
              new Funnel.Event("cart", 0, "k"),
              new Funnel.Event("buy", 1, "b")),
          Readout.DIVISION);
  private static final double[] LOGITS = {Math.log(3), Math.log(3.0 / 7), Math.log(9)};

  private static FunnelRow row(double... logits) {
    FunnelRow row = new FunnelRow(FUNNEL);
    for (int h = 0; h < logits.length; h++) {
      row.setLogit(h, logits[h]);
    }
    row.evaluate();
    return row;
  }

  @Test
  void aTowerGivesTheJointProbabilityAndConditionalOnesAreQuotientsThatMayExceedOne() {
    double[][] logits = {{LOGITS[0]}, {LOGITS[1]}, {LOGITS[2]}};
    double[][] conditional = new double[3][1];
    double[][] joint = new double[3][1];
    new FunnelProbabilities(FUNNEL).of(logits, conditional, joint);
    double[] expected = {0.75, 0.3 / 0.75, 0.9 / 0.3};
    for (int e = 0; e < 3; e++) {
      assertThat(joint[e][0]).isCloseTo(new double[] {0.75, 0.3, 0.9}[e], within(1e-15));
      assertThat(conditional[e][0]).isCloseTo(expected[e], within(1e-14));
      assertThat(row(LOGITS).conditional(e)).isCloseTo(expected[e], within(1e-14));
      assertThat(row(LOGITS).logConditional(e)).isCloseTo(Math.log(expected[e]), within(1e-14));
    }
    assertThat(row(LOGITS).logConditionalComplement(1)).isCloseTo(Math.log(0.6), within(1e-14));
    assertThat(row(LOGITS).logConditionalComplement(2)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void quotientsAreFiniteForEveryFiniteLogit() {
    double[] extremes = {-1e300, -800, 0, 800, 1e300};
    for (double click : extremes) {
      for (double cart : extremes) {
        double[][] conditional = new double[3][1];
        new FunnelProbabilities(FUNNEL)
            .of(new double[][] {{click}, {cart}, {0}}, conditional, new double[3][1]);
        assertThat(conditional[1][0]).isBetween(0.0, Double.MAX_VALUE);
        assertThat(row(click, cart, 0).conditional(1)).isBetween(0.0, Double.MAX_VALUE);
      }
    }
  }

  @Test
  void aJointTermTrainsItsOwnTowerAlone() {
    Objective objective =
        new Objective(
            FUNNEL,
            List.of(
                new Term(0, Probability.JOINT, Funnel.SPACE, 1),
                new Term(1, Probability.JOINT, Funnel.SPACE, 1),
                new Term(2, Probability.JOINT, Funnel.SPACE, 1)));
    objective
        .terms()
        .forEach(term ->
            assertThat(objective.trained(term))
                .extracting(Funnel.Head::event)
                .containsExactly(term.event()));
    Batch batch = new Batch(new FeatureSchema(List.of()), FUNNEL.names());
    batch.addRequest(1);
    batch.labels(0)[0] = 1;
    batch.labels(1)[0] = 1;
    batch.labels(2)[0] = 0;
    Matrix[] logits = new Matrix[3];
    Matrix[] gradients = new Matrix[3];
    for (int h = 0; h < 3; h++) {
      logits[h] = Matrix.of(Precision.DOUBLE, 1, 1);
      logits[h].fill(LOGITS[h]);
      gradients[h] = Matrix.of(Precision.DOUBLE, 1, 1);
    }
    double[] losses = new double[3];
    new ObjectiveLoss(objective).evaluate(batch, 0, logits, gradients, 1, losses);
    assertThat(losses)
        .usingComparatorWithPrecision(1e-14)
        .containsExactly(-Math.log(0.75), -Math.log(0.3), -Math.log(0.1));
    assertThat(gradients[0].get(0, 0)).isCloseTo(-0.25, within(1e-14));
    assertThat(gradients[1].get(0, 0)).isCloseTo(-0.7, within(1e-14));
    assertThat(gradients[2].get(0, 0)).isCloseTo(0.9, within(1e-14));
  }

  @Test
  void anEventWithoutATowerOfItsOwnIsRefused() {
    Funnel.Event click = new Funnel.Event("click", Funnel.SPACE, "c");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Funnel(
                "impression",
                List.of(click, Funnel.Event.otherwise("no-click", click, 0)),
                Readout.DIVISION))
        .withMessageContaining("[no-click]");
  }
}
