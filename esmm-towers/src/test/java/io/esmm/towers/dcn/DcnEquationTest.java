package io.esmm.towers.dcn;

import static io.esmm.towers.HandSetModel.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.towers.HandSetModel;
import org.junit.jupiter.api.Test;

/** Wang et al. 2021, equations 1 and 2, with weights given. */
class DcnEquationTest {
  private static HandSetModel model(String tower) {
    return new HandSetModel(
        """
        [{"name": "a", "level": "impression", "kind": "numeric"},
         {"name": "b", "level": "impression", "kind": "numeric"}]\
        """,
        """
        {"space": "impression",
         "events": [{"name": "click", "after": "impression", "label": "c", "tower": %s}]}\
        """
            .formatted(tower));
  }

  @Test
  void twoCrossLayersMultiplyTheFieldsThreeTimes() {
    HandSetModel model = model("{\"type\": \"dcn\", \"layers\": 2, \"hidden\": []}");
    model
        .set("click/cross/dense0/weight", row(.1, .2), row(.3, -.4))
        .set("click/cross/dense0/bias", row(.5, .6))
        .set("click/cross/dense1/weight", row(.7, -.8), row(.9, 1))
        .set("click/cross/dense1/bias", row(-.1, .2))
        .set("click/dense0/weight", row(3), row(-2))
        .set("click/dense0/bias", row(.25));

    double a1 = 2 * (2 * .1 + 3 * .3 + .5) + 2;
    double b1 = 3 * (2 * .2 + 3 * -.4 + .6) + 3;
    double a2 = 2 * (a1 * .7 + b1 * .9 - .1) + a1;
    double b2 = 3 * (a1 * -.8 + b1 * 1 + .2) + b1;
    assertThat(model.predict(2, 3).logit(0, 0)).isCloseTo(3 * a2 - 2 * b2 + .25, within(1e-12));
  }

  @Test
  void lowRankWeightsAreAProductAndHiddenLayersMayStandBeside() {
    HandSetModel model = model("{\"type\": \"dcn\", \"layers\": 1, \"rank\": 1, \"hidden\": [1]}");
    model
        .set("click/cross/linear0/weight", row(.1), row(.3))
        .set("click/cross/dense1/weight", row(.7, -.8))
        .set("click/cross/dense1/bias", row(-.1, .2))
        .set("click/deep/dense0/weight", row(4), row(5))
        .set("click/deep/dense0/bias", row(6))
        .set("click/dense0/weight", row(3), row(-2), row(7))
        .set("click/dense0/bias", row(.25));

    double v = 2 * .1 + 3 * .3;
    double a1 = 2 * (v * .7 - .1) + 2;
    double b1 = 3 * (v * -.8 + .2) + 3;
    double deep = 2 * 4 + 3 * 5 + 6;
    assertThat(model.predict(2, 3).logit(0, 0))
        .isCloseTo(3 * a1 - 2 * b1 + 7 * deep + .25, within(1e-12));
  }

  @Test
  void stackedHiddenLayersReadTheCrossLayers() {
    HandSetModel model =
        model(
            "{\"type\": \"dcn\", \"layers\": 1, \"structure\": \"stacked\", \"hidden\": [1],"
                + " \"activation\": \"identity\"}");
    model
        .set("click/cross/dense0/weight", row(.1, .2), row(.3, -.4))
        .set("click/cross/dense0/bias", row(.5, .6))
        .set("click/deep/dense0/weight", row(4), row(5))
        .set("click/deep/dense0/bias", row(6))
        .set("click/dense0/weight", row(3))
        .set("click/dense0/bias", row(.25));

    double a1 = 2 * (2 * .1 + 3 * .3 + .5) + 2;
    double b1 = 3 * (2 * .2 + 3 * -.4 + .6) + 3;
    assertThat(model.predict(2, 3).logit(0, 0))
        .isCloseTo(3 * (4 * a1 + 5 * b1 + 6) + .25, within(1e-12));
  }
}
