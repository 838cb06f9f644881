package io.esmm.towers.mmoe;

import io.esmm.testing.TrunkContract;
import io.esmm.tower.TowerModule;
import io.esmm.towers.ShippedTowers;

class MmoeContractTest extends TrunkContract {
  @Override
  protected TowerModule module() {
    return new ShippedTowers();
  }

  @Override
  protected String trunk() {
    return "{\"type\": \"mmoe\", \"experts\": 3, \"hidden\": [4], \"activation\": \"tanh\"}";
  }
}
