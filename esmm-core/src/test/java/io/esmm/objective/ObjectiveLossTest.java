package io.esmm.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.field.FeatureSchema;
import io.esmm.funnel.Funnel;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logits chosen so that pCTR is 3/4 and pCVR 1/5 on every row. */
class ObjectiveLossTest {
  private static final Funnel FUNNEL =
      new Funnel(
          "impression",
          List.of(
              new Funnel.Event("click", Funnel.SPACE, "is_click"),
              new Funnel.Event("conversion", 0, "is_conversion")));
  private static final Objective ESMM =
      new Objective(
          FUNNEL,
          List.of(
              new Term(0, Probability.JOINT, Funnel.SPACE, 1),
              new Term(1, Probability.JOINT, Funnel.SPACE, 1)));
  private static final Objective BASE =
      new Objective(
          FUNNEL,
          List.of(
              new Term(0, Probability.JOINT, Funnel.SPACE, 1),
              new Term(1, Probability.CONDITIONAL, 0, 1)));

  private final double[] losses = new double[2];
  private final Matrix[] gradients = new Matrix[2];

  /** One row for each pair of labels. */
  private void evaluate(Objective objective, int[] clicks, int[] conversions) {
    int n = clicks.length;
    Batch batch = new Batch(new FeatureSchema(List.of()), FUNNEL.names());
    batch.addRequest(n);
    Matrix[] logits = new Matrix[2];
    for (int e = 0; e < 2; e++) {
      logits[e] = Matrix.of(Precision.DOUBLE, n, 1);
      logits[e].fill(e == 0 ? Math.log(3) : -Math.log(4));
      gradients[e] = Matrix.of(Precision.DOUBLE, n, 1);
    }
    for (int i = 0; i < n; i++) {
      batch.labels(0)[i] = (byte) clicks[i];
      batch.labels(1)[i] = (byte) conversions[i];
    }
    new ObjectiveLoss(objective).evaluate(batch, 0, logits, gradients, 1.0 / n, losses);
  }

  @Test
  void lossOfESMMIsCrossEntropyOfPCtrPlusCrossEntropyOfPCtcvr() {
    evaluate(ESMM, new int[] {0, 1, 1}, new int[] {0, 0, 1});
    assertThat(losses[0])
        .isCloseTo(-(Math.log(0.25) + Math.log(0.75) + Math.log(0.75)) / 3, within(1e-12));
    assertThat(losses[1])
        .isCloseTo(-(Math.log(0.85) + Math.log(0.85) + Math.log(0.15)) / 3, within(1e-12));
  }

  @Test
  void unclickedImpressionsTrainTheConversionTower() {
    evaluate(ESMM, new int[] {0}, new int[] {0});
    // d -log(1 - a r) / d logit of r = a r (1 - r) / (1 - a r)
    assertThat(gradients[1].get(0, 0)).isCloseTo(0.75 * 0.2 * 0.8 / 0.85, within(1e-12));
    // d [-log(1 - a) - log(1 - a r)] / d logit of a = a + a (1 - a) r / (1 - a r)
    assertThat(gradients[0].get(0, 0)).isCloseTo(0.75 + 0.75 * 0.25 * 0.2 / 0.85, within(1e-12));
  }

  @Test
  void baseTrainsTheConversionTowerOnClickedImpressionsOnly() {
    evaluate(BASE, new int[] {0, 1, 1}, new int[] {0, 0, 1});
    assertThat(gradients[1].get(0, 0)).isZero();
    assertThat(gradients[1].get(1, 0)).isCloseTo(0.2 / 3, within(1e-12));
    assertThat(gradients[1].get(2, 0)).isCloseTo(-0.8 / 3, within(1e-12));
    assertThat(losses[1]).isCloseTo(-(Math.log(0.8) + Math.log(0.2)) / 3, within(1e-12));
  }

  @Test
  void baseDoesNotTrainTheClickTowerByConversions() {
    evaluate(BASE, new int[] {1}, new int[] {1});
    assertThat(gradients[0].get(0, 0)).isCloseTo(-0.25, within(1e-12));
  }
}
