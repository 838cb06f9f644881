package io.esmm.towers.widedeep;

import io.esmm.testing.TowerContract;
import io.esmm.tower.TowerModule;
import io.esmm.towers.ShippedTowers;

/** Numbers and ids of both levels in the wide part, learning as the rest of the model does. */
class WideNumbersContractTest extends TowerContract {
  @Override
  protected TowerModule module() {
    return new ShippedTowers();
  }

  @Override
  protected String tower() {
    return """
    {"type": "widedeep", "hidden": [3], "fields": ["user", "item", "price"],
     "wide": {"fields": ["age", "price", "income", "history", "tags"],
              "optimizer": {"type": "model"}}}\
    """;
  }
}
