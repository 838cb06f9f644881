package io.esmm.towers.din;

import io.esmm.testing.TowerContract;
import io.esmm.tower.TowerModule;
import io.esmm.towers.ShippedTowers;

class DinContractTest extends TowerContract {
  @Override
  protected TowerModule module() {
    return new ShippedTowers();
  }

  @Override
  protected String tower() {
    return "{\"type\": \"din\", \"sequence\": \"history\", \"target\": \"item\","
        + " \"attentionHidden\": [4], \"hidden\": [5]}";
  }
}
