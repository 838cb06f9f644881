package io.esmm.towers.widedeep;

import io.esmm.testing.TowerContract;
import io.esmm.tower.TowerModule;
import io.esmm.towers.ShippedTowers;

class WideDeepContractTest extends TowerContract {
  @Override
  protected TowerModule module() {
    return new ShippedTowers();
  }

  @Override
  protected String tower() {
    return """
    {"type": "widedeep", "hidden": [4],
     "wide": {"optimizer": {"type": "ftrl", "learningRate": 0.2, "l1": 0.3}}}\
    """;
  }
}
