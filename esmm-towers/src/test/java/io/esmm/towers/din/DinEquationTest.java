package io.esmm.towers.din;

import static io.esmm.towers.HandSetModel.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.towers.HandSetModel;
import org.junit.jupiter.api.Test;

/** Zhou et al. 2018, equation 3 and figure 2, with weights given; embeddings of width 2. */
class DinEquationTest {
  /** The table's rows: h of the ids 2 and 3; id 3 is the candidate. */
  private static final double[] A = row(.5, -1);

  private static final double[] B = row(2, .25);

  /** Weights of h, t, h - t and h * t, two inputs each. */
  private static final double[][] ATTENTION = {
    row(.1), row(-.2), row(.3), row(.4), row(-.5), row(.6), row(.7), row(-.8)
  };

  private static HandSetModel model(String more) {
    return new HandSetModel(
            """
            [{"name": "history", "level": "request", "kind": "sequence",
              "sharesVocabularyWith": "item"},
             {"name": "item", "level": "impression", "kind": "categorical"}]\
            """,
            """
            {"space": "impression",
             "events": [{"name": "click", "after": "impression", "label": "c",
                         "tower": {"type": "din", "sequence": "history", "target": "item",
                                   "attentionHidden": [1], "hidden": [], %s}}]}\
            """
                .formatted(more))
        .set("embedding/item", row(9, 9), row(9, 9), A, B)
        .set("click/attention0/dense0/weight", ATTENTION)
        .set("click/attention0/dense0/bias", row(.05))
        .set("click/attention0/dense1/weight", row(1.5))
        .set("click/attention0/dense1/bias", row(-.1))
        .set("click/dense0/weight", row(3), row(-2), row(.2), row(.3))
        .set("click/dense0/bias", row(.25));
  }

  /** What the attention's hidden layer gives before its activation. */
  private static double hidden(double[] h, double[] t) {
    return h[0] * .1
        + h[1] * -.2
        + t[0] * .3
        + t[1] * .4
        + (h[0] - t[0]) * -.5
        + (h[1] - t[1]) * .6
        + h[0] * t[0] * .7
        + h[1] * t[1] * -.8
        + .05;
  }

  private static double logit(double wA, double wB) {
    return 3 * (wA * A[0] + wB * B[0]) - 2 * (wA * A[1] + wB * B[1]) + B[0] * .2 + B[1] * .3 + .25;
  }

  @Test
  void historyIsTheSumOfItsElementsEachWithTheWeightThatTheCandidateGivesIt() {
    HandSetModel model = model("\"attentionActivation\": \"sigmoid\"");
    double wA = 1.5 / (1 + Math.exp(-hidden(A, B))) - .1;
    double wB = 1.5 / (1 + Math.exp(-hidden(B, B))) - .1;
    // Item 2 twice counts twice: the weights are not normalised.
    assertThat(model.predict(new int[] {2, 3, 2}, 3).logit(0, 0))
        .isCloseTo(logit(2 * wA, wB), within(1e-12));
  }

  @Test
  void anEmptyHistoryIsZero() {
    HandSetModel model = model("\"attentionActivation\": \"sigmoid\"");
    assertThat(model.predict(new int[] {}, 3).logit(0, 0)).isCloseTo(logit(0, 0), within(1e-12));
  }

  @Test
  void softmaxBringsTheWeightsToTheSumOne() {
    HandSetModel model = model("\"attentionActivation\": \"tanh\", \"softmax\": true");
    double eA = Math.exp(1.5 * Math.tanh(hidden(A, B)) - .1);
    double eB = Math.exp(1.5 * Math.tanh(hidden(B, B)) - .1);
    assertThat(model.predict(new int[] {2, 3, 2}, 3).logit(0, 0))
        .isCloseTo(logit(2 * eA / (2 * eA + eB), eB / (2 * eA + eB)), within(1e-12));
  }

  @Test
  void diceScoresWithItsRunningStatistics() {
    HandSetModel model =
        model("\"attentionActivation\": \"dice\"")
            .set("click/attention0/dense0/slope", row(.3))
            .set("click/attention0/dense0/mean", row(.2))
            .set("click/attention0/dense0/variance", row(4));
    double wA = 1.5 * dice(hidden(A, B)) - .1;
    double wB = 1.5 * dice(hidden(B, B)) - .1;
    assertThat(model.predict(new int[] {3, 2}, 3).logit(0, 0))
        .isCloseTo(logit(wA, wB), within(1e-12));
  }

  private static double dice(double s) {
    double p = 1 / (1 + Math.exp(-(s - .2) / Math.sqrt(4 + 1e-8)));
    return p * s + (1 - p) * .3 * s;
  }
}
