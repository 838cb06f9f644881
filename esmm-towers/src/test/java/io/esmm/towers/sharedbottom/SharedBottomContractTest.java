package io.esmm.towers.sharedbottom;

import io.esmm.testing.TrunkContract;
import io.esmm.tower.TowerModule;
import io.esmm.towers.ShippedTowers;

class SharedBottomContractTest extends TrunkContract {
  @Override
  protected TowerModule module() {
    return new ShippedTowers();
  }

  @Override
  protected String trunk() {
    return "{\"type\": \"shared-bottom\", \"hidden\": [5, 4]}";
  }
}
