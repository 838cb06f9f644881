package io.esmm.towers.deepfm;

import static io.esmm.towers.HandSetModel.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.towers.HandSetModel;
import org.junit.jupiter.api.Test;

/** Guo et al. 2017, equations 1 to 4, with weights given. */
class DeepfmEquationTest {

  @Test
  void firstOrderPairsAndHiddenLayersAddUp() {
    HandSetModel model =
        new HandSetModel(
            """
            [{"name": "item", "level": "impression", "kind": "categorical"},
             {"name": "shop", "level": "impression", "kind": "categorical"},
             {"name": "price", "level": "impression", "kind": "numeric"}]\
            """,
            """
            {"space": "impression",
             "events": [{"name": "click", "after": "impression", "label": "clicked",
                         "tower": {"type": "deepfm", "hidden": [1]}}]}\
            """);
    model
        .set("embedding/item", row(9, 9), row(9, 9), row(.1, .2), row(9, 9))
        .set("embedding/shop", row(9, 9), row(9, 9), row(9, 9), row(.3, -.4))
        .set("click/vector/price/linear0/weight", row(.5, .6))
        .set("click/first/item", row(9), row(9), row(.7), row(9))
        .set("click/first/shop", row(9), row(9), row(9), row(-.8))
        .set("click/first/price", row(.9))
        .set("click/dense0/weight", row(1), row(2), row(3), row(4), row(5), row(6))
        .set("click/dense0/bias", row(.25))
        .set("click/dense1/weight", row(-2))
        .set("click/dense1/bias", row(.125));

    double price = 3;
    double first = .7 - .8 + .9 * price;
    double itemShop = .1 * .3 + .2 * -.4;
    double itemPrice = (.1 * .5 + .2 * .6) * price;
    double shopPrice = (.3 * .5 + -.4 * .6) * price;
    double hidden =
        1 * .1 + 2 * .2 + 3 * .3 + 4 * -.4 + 5 * .5 * price + 6 * .6 * price + .25; // positive
    assertThat(model.predict(2, 3, price).logit(0, 0))
        .isCloseTo(first + itemShop + itemPrice + shopPrice - 2 * hidden + .125, within(1e-12));
  }
}
