package io.esmm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A funnel whose branches meet, from a CSV file to metrics and predictions. */
class BranchesTest {
  private static final String CONFIG =
      """
      {"name": "shop",
       "data": {"source": {"type": "csv", "path": "log.csv"},
                "split": {"type": "share", "test": 0.3}},
       "fields": [{"name": "item", "level": "impression", "kind": "categorical"}],
       "embedding": {"dimension": 4},
       "funnel": {"space": "impression", "events": [
         {"name": "click", "after": "impression", "label": "is_click",
          "tower": {"type": "mlp", "hidden": []}},
         {"name": "cart", "after": "click", "label": "is_cart",
          "tower": {"type": "mlp", "hidden": []}},
         {"name": "no-cart", "otherwise": "cart"},
         {"name": "buy", "label": "is_buy", "paths": [
           {"after": "cart", "tower": {"type": "mlp", "hidden": []}},
           {"after": "no-cart", "tower": {"type": "mlp", "hidden": []}}]}]},
       "objective": {"terms": [
         {"event": "cart", "probability": "joint", "over": "impression", "weight": "uncertainty"},
         {"event": "buy", "probability": "joint", "over": "impression", "positiveWeight": 2},
         {"event": "buy", "probability": "conditional", "over": "click"}]},
       "training": {"batchSize": 64, "epochs": 2, "seed": 1}}
      """;

  @TempDir private Path folder;

  @Test
  void aFunnelWhoseBranchesMeetIsTrainedMeasuredAndPredictedByName() throws IOException {
    Path config = folder.resolve("shop.json");
    Path model = folder.resolve("model");
    StringBuilder log = new StringBuilder("item,is_click,is_cart,is_buy\n");
    for (int i = 0; i < 600; i++) {
      int click = i % 3 == 0 ? 0 : 1;
      int cart = click * (i / 3 % 2);
      int buy = click * (i / 7 % 2);
      log.append("i%d,%d,%d,%d\n".formatted(i % 11, click, cart, buy));
    }
    Files.writeString(config, CONFIG);
    Files.writeString(folder.resolve("log.csv"), log);

    assertThat(CommandRun.of("explain", config).succeeds().out())
        .contains(
            "  `-- click         P(click | impression), label is_click, tower mlp\n",
            "      |-- cart      P(cart | click), label is_cart, tower mlp\n",
            "      |   `-> buy   P(buy | cart), tower mlp\n",
            "      `-- no-cart   1 - P(cart | click), exclusive with cart\n",
            "  buy               by cart or no-cart, label is_buy\n",
            "impressions with cart or no-cart",
            "1, positives x 2",
            "s: objective/cart-joint/log-variance",
            "Tower of buy-via-no-cart, type mlp");
    String trained = CommandRun.of("train", config, "--out", model).succeeds().out();
    assertThat(trained)
        .contains(
            "no-cart given click", "buy given cart or no-cart", "buy (after cart or no-cart)");
    assertThat(CommandRun.of("explain", model).succeeds().out()).containsPattern("learnt, \\d");

    Path scores = folder.resolve("scores.csv");
    CommandRun.of("predict", model, "--input", folder.resolve("log.csv"), "--out", scores)
        .succeeds();
    List<String> lines = Files.readAllLines(scores);
    assertThat(lines.getFirst())
        .isEqualTo(
            "row,click.conditional,click.joint,cart.conditional,cart.joint,no-cart.conditional,"
                + "no-cart.joint,buy.conditional,buy.joint,buy-via-cart.conditional,"
                + "buy-via-no-cart.conditional");
    assertThat(lines).hasSize(601);
    assertThat(lines.get(1).split(",")).hasSize(11);
  }
}
