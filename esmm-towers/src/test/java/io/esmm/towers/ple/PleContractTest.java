package io.esmm.towers.ple;

import io.esmm.testing.TrunkContract;
import io.esmm.tower.TowerModule;
import io.esmm.towers.ShippedTowers;

class PleContractTest extends TrunkContract {
  @Override
  protected TowerModule module() {
    return new ShippedTowers();
  }

  @Override
  protected String trunk() {
    return "{\"type\": \"ple\", \"sharedExperts\": 1, \"hidden\": [3]}";
  }
}
