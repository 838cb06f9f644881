package io.esmm.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.field.FeatureSchema;
import io.esmm.funnel.Funnel;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Terms of towers that read a field which is known only after some event. */
class LateTermsTest {
  private static final Set<String> NONE = Set.of();
  private static final Set<String> SHOWN = Set.of("impression");

  /** Impression, click, cart or none, purchase after either. */
  private static Funnel funnel() {
    List<Funnel.Event> events = new ArrayList<>();
    events.add(new Funnel.Event("impression", -1, "i"));
    events.add(new Funnel.Event("click", 0, "c"));
    events.add(new Funnel.Event("cart", 1, "k"));
    events.add(Funnel.Event.otherwise("none", events.get(2), 2));
    events.add(new Funnel.Event("purchase", List.of(2, 3), "p"));
    return new Funnel("request", events);
  }

  /** ESMM's terms; click and both towers of the purchase read the field, cart does not. */
  private static Objective objective() {
    List<Term> terms = new ArrayList<>();
    for (int e : new int[] {0, 1, 2, 4}) {
      terms.add(new Term(e, Probability.JOINT, Funnel.SPACE, 1));
    }
    return new Objective(funnel(), terms).knowing(List.of(NONE, SHOWN, NONE, SHOWN, SHOWN));
  }

  private static Batch rows(int[]... labels) {
    Batch batch =
        new Batch(new FeatureSchema(List.of()), List.of("impression", "click", "cart", "purchase"));
    batch.addRequest(labels.length);
    for (int i = 0; i < labels.length; i++) {
      for (int e = 0; e < 4; e++) {
        batch.labels(e)[i] = (byte) labels[i][e];
      }
    }
    return batch;
  }

  private static double[] losses(Batch batch, double[][] logits, double[][] gradients) {
    int heads = 5;
    int n = batch.impressions();
    Matrix[] in = new Matrix[heads];
    Matrix[] out = new Matrix[heads];
    for (int h = 0; h < heads; h++) {
      in[h] = Matrix.of(Precision.DOUBLE, n, 1);
      out[h] = Matrix.of(Precision.DOUBLE, n, 1);
      for (int i = 0; i < n; i++) {
        in[h].set(i, 0, logits[h][i]);
      }
    }
    double[] losses = new double[4];
    new ObjectiveLoss(objective()).evaluate(batch, 0, in, out, 1, losses);
    for (int h = 0; h < heads; h++) {
      for (int i = 0; i < n; i++) {
        gradients[h][i] = out[h].get(i, 0);
      }
    }
    return losses;
  }

  private static double sigmoid(double s) {
    return 1 / (1 + Math.exp(-s));
  }

  @Test
  void aTermBehindTheEventIsTakenWhereItHappenedAndGivenIt() {
    double[][] logits = {{0.3, -0.2}, {-1, 2}, {0.5, 0.1}, {1.5, -3}, {-0.7, 0.2}};
    double[] losses = losses(rows(new int[] {0, 0, 0, 0}), logits, new double[5][2]);
    assertThat(losses[0]).isCloseTo(-Math.log(1 - sigmoid(0.3)), within(1e-12));
    assertThat(losses[1]).isZero();
    assertThat(losses[2]).isZero();
    assertThat(losses[3]).isZero();
    losses = losses(rows(new int[] {1, 1, 0, 0}), logits, new double[5][2]);
    double click = sigmoid(-1);
    double cart = sigmoid(0.5);
    double purchase = click * (cart * sigmoid(1.5) + (1 - cart) * sigmoid(-0.7));
    assertThat(losses[0]).isCloseTo(-Math.log(sigmoid(0.3)), within(1e-12));
    assertThat(losses[1]).isCloseTo(-Math.log(click), within(1e-12));
    assertThat(losses[2]).isCloseTo(-Math.log(1 - click * cart), within(1e-12));
    assertThat(losses[3]).isCloseTo(-Math.log(1 - purchase), within(1e-12));
  }

  @Test
  void gradientsAreThoseOfTheLossAndRowsWithoutTheEventHaveNone() {
    Batch batch =
        rows(
            new int[] {0, 0, 0, 0},
            new int[] {1, 0, 0, 0},
            new int[] {1, 1, 0, 0},
            new int[] {1, 1, 1, 0},
            new int[] {1, 1, 0, 1});
    double[][] logits = {
      {0.3, -0.2, 1, 0.4, -2},
      {-1, 2, 0.1, 0.9, 0.2},
      {0.5, 0.1, -0.4, 2, -1},
      {1.5, -3, 0.3, 0.8, -0.6},
      {-0.7, 0.2, 1.1, -2.5, 0.05}
    };
    double[][] gradients = new double[5][5];
    losses(batch, logits, gradients);
    for (int h = 0; h < 5; h++) {
      for (int i = 0; i < 5; i++) {
        double step = 1e-5;
        double s = logits[h][i];
        logits[h][i] = s + step;
        double above = sum(losses(batch, logits, new double[5][5]));
        logits[h][i] = s - step;
        double below = sum(losses(batch, logits, new double[5][5]));
        logits[h][i] = s;
        double expected = (above - below) / (2 * step);
        assertThat(gradients[h][i])
            .as("head %s, row %s", h, i)
            .isCloseTo(expected, within(1e-6 * Math.max(1e-3, Math.abs(expected))));
      }
    }
    for (int h = 1; h < 5; h++) {
      assertThat(gradients[h][0]).as("head %s, a candidate that was not shown", h).isZero();
    }
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  @Test
  void lossesAndGradientsAreFiniteForExtremeLogits() {
    for (double s : new double[] {-1e4, 1e4}) {
      for (double t : new double[] {-1e4, 1e4}) {
        double[][] gradients = new double[5][2];
        double[] losses =
            losses(
                rows(new int[] {1, 1, 0, 0}, new int[] {1, 1, 0, 1}),
                new double[][] {{s, t}, {t, s}, {s, s}, {t, t}, {s, t}},
                gradients);
        assertThat(losses).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
        for (double[] gradient : gradients) {
          for (double g : gradient) {
            assertThat(g).isFinite();
          }
        }
      }
    }
  }

  @Test
  void withoutLateFieldsNothingChanges() {
    Objective plain =
        new Objective(funnel(), List.of(new Term(4, Probability.JOINT, Funnel.SPACE, 1)));
    assertThat(plain.knowing(List.of())).isSameAs(plain);
    assertThat(plain.knowing(List.of(NONE, NONE, NONE, NONE, NONE))).isEqualTo(plain);
  }

  @Test
  void aJointTermThatCanBeReachedWithoutTheEventIsRefused() {
    Objective plain =
        new Objective(funnel(), List.of(new Term(4, Probability.JOINT, Funnel.SPACE, 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.knowing(List.of(NONE, NONE, NONE, Set.of("cart"), NONE)))
        .withMessageContaining("purchase-via-cart")
        .withMessageContaining("known only after [cart]");
  }

  @Test
  void onlyTowersBehindTheEventAreTrainedGivenIt() {
    Objective objective = objective();
    assertThat(objective.trained(objective.terms().get(0)))
        .extracting(Funnel.Head::name)
        .containsExactly("impression");
    assertThat(objective.trained(objective.terms().get(3)))
        .extracting(Funnel.Head::name)
        .containsExactly("click", "cart", "purchase-via-cart", "purchase-via-none");
  }

  @Test
  void aTowerThatNoTermIsLeftForIsTold() {
    Objective purchaseAlone =
        new Objective(funnel(), List.of(new Term(4, Probability.JOINT, Funnel.SPACE, 1)));
    assertThat(purchaseAlone.knowing(List.of(NONE, NONE, NONE, NONE, NONE)).terms()).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> purchaseAlone.knowing(List.of(NONE, NONE, NONE, SHOWN, SHOWN)))
        .withMessageContainingAll(
            "no term trains the tower of [impression]",
            "joint probability of purchase, over all candidates",
            "given [impression]",
            "add a term for [impression]");
  }
}
