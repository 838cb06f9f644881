package io.esmm.towers.ple;

import static io.esmm.towers.HandSetModel.row;
import static java.lang.Math.exp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.scoring.Predictions;
import io.esmm.towers.HandSetModel;
import org.junit.jupiter.api.Test;

/** Tang et al. 2020, equations 5 to 7 on two levels, with weights given. */
class PleEquationTest {

  @Test
  void eventsReadTheirOwnAndTheSharedExpertsLevelByLevel() {
    HandSetModel model =
        new HandSetModel(
            "[{\"name\": \"a\", \"level\": \"impression\", \"kind\": \"numeric\"}]",
            """
            {"space": "impression",
             "trunk": {"type": "ple", "levels": 2, "sharedExperts": 1, "eventExperts": 1,
                       "hidden": [1], "activation": "identity"},
             "events": [{"name": "click", "after": "impression", "label": "c",
                         "tower": {"type": "mlp", "hidden": []}},
                        {"name": "buy", "after": "click", "label": "b",
                         "tower": {"type": "mlp", "hidden": []}}]}\
            """);
    expert(model, "level0/shared", 2, .1);
    expert(model, "level0/event/click", -1, .2);
    expert(model, "level0/event/buy", .5, .3);
    model
        .set("trunk/level0/event/click/gate/linear0/weight", row(.1, .2))
        .set("trunk/level0/event/buy/gate/linear0/weight", row(-.3, .4))
        .set("trunk/level0/shared/gate/linear0/weight", row(.5, -.6, .7));
    expert(model, "level1/shared", 3, .4);
    expert(model, "level1/event/click", 4, .5);
    expert(model, "level1/event/buy", -2, .6);
    model
        .set("trunk/level1/event/click/gate/linear0/weight", row(.8, -.1))
        .set("trunk/level1/event/buy/gate/linear0/weight", row(.2, .3))
        .set("click/dense0/weight", row(2))
        .set("click/dense0/bias", row(-1))
        .set("buy/dense0/weight", row(-3))
        .set("buy/dense0/bias", row(4));

    Predictions p = model.predict(.5);

    double x = .5;
    double shared = 2 * x + .1;
    double ownClick = -1 * x + .2;
    double ownBuy = .5 * x + .3;
    double click1 = mixed(exp(.1 * x), ownClick, exp(.2 * x), shared);
    double buy1 = mixed(exp(-.3 * x), ownBuy, exp(.4 * x), shared);
    double shared1 =
        (exp(.5 * x) * ownClick + exp(-.6 * x) * ownBuy + exp(.7 * x) * shared)
            / (exp(.5 * x) + exp(-.6 * x) + exp(.7 * x));
    double sharedExpert = 3 * shared1 + .4;
    double click2 = mixed(exp(.8 * click1), 4 * click1 + .5, exp(-.1 * click1), sharedExpert);
    double buy2 = mixed(exp(.2 * buy1), -2 * buy1 + .6, exp(.3 * buy1), sharedExpert);
    assertThat(p.logit(0, 0)).isCloseTo(2 * click2 - 1, within(1e-12));
    assertThat(p.logit(1, 0)).isCloseTo(-3 * buy2 + 4, within(1e-12));
  }

  private static void expert(HandSetModel model, String owner, double weight, double bias) {
    model
        .set("trunk/" + owner + "/expert0/dense0/weight", row(weight))
        .set("trunk/" + owner + "/expert0/dense0/bias", row(bias));
  }

  private static double mixed(double g0, double e0, double g1, double e1) {
    return (g0 * e0 + g1 * e1) / (g0 + g1);
  }
}
