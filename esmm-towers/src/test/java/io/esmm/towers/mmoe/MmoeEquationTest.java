package io.esmm.towers.mmoe;

import static io.esmm.towers.HandSetModel.row;
import static java.lang.Math.exp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.scoring.Predictions;
import io.esmm.towers.HandSetModel;
import org.junit.jupiter.api.Test;

/** Ma et al. 2018, equations 6 and 7, with weights given. */
class MmoeEquationTest {

  @Test
  void eachEventWeighsTheSharedExpertsByItsOwnGate() {
    HandSetModel model =
        new HandSetModel(
            """
            [{"name": "a", "level": "impression", "kind": "numeric"},
             {"name": "b", "level": "impression", "kind": "numeric"}]\
            """,
            """
            {"space": "impression",
             "trunk": {"type": "mmoe", "experts": 2, "hidden": [1]},
             "events": [{"name": "click", "after": "impression", "label": "clicked",
                         "tower": {"type": "mlp", "hidden": []}},
                        {"name": "buy", "after": "click", "label": "bought",
                         "tower": {"type": "mlp", "hidden": []}}]}\
            """);
    model
        .set("trunk/expert0/dense0/weight", row(1), row(2))
        .set("trunk/expert0/dense0/bias", row(.5))
        .set("trunk/expert1/dense0/weight", row(-1), row(1))
        .set("trunk/expert1/dense0/bias", row(.25))
        .set("trunk/gate/click/linear0/weight", row(.1, .2), row(.3, -.1))
        .set("trunk/gate/buy/linear0/weight", row(-.4, .5), row(.2, .1))
        .set("click/dense0/weight", row(2))
        .set("click/dense0/bias", row(-1))
        .set("buy/dense0/weight", row(-3))
        .set("buy/dense0/bias", row(4));

    Predictions p = model.predict(2, 3);

    double f0 = 2 * 1 + 3 * 2 + .5; // both are positive, so relu leaves them
    double f1 = 2 * -1 + 3 * 1 + .25;
    double click0 = exp(2 * .1 + 3 * .3);
    double click1 = exp(2 * .2 + 3 * -.1);
    double buy0 = exp(2 * -.4 + 3 * .2);
    double buy1 = exp(2 * .5 + 3 * .1);
    double click = (click0 * f0 + click1 * f1) / (click0 + click1);
    double buy = (buy0 * f0 + buy1 * f1) / (buy0 + buy1);
    assertThat(p.logit(0, 0)).isCloseTo(2 * click - 1, within(1e-12));
    assertThat(p.logit(1, 0)).isCloseTo(-3 * buy + 4, within(1e-12));
  }
}
