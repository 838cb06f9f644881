package io.esmm.towers.dcn;

import io.esmm.testing.TowerContract;
import io.esmm.tower.TowerModule;
import io.esmm.towers.ShippedTowers;

class LowRankDcnContractTest extends TowerContract {
  @Override
  protected TowerModule module() {
    return new ShippedTowers();
  }

  @Override
  protected String tower() {
    return "{\"type\": \"dcn\", \"layers\": 2, \"rank\": 2, \"structure\": \"stacked\", \"hidden\": [4]}";
  }
}
