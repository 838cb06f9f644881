package io.esmm.towers.deepfm;

import io.esmm.testing.TowerContract;
import io.esmm.tower.TowerModule;
import io.esmm.towers.ShippedTowers;

class DeepfmContractTest extends TowerContract {
  @Override
  protected TowerModule module() {
    return new ShippedTowers();
  }

  @Override
  protected String tower() {
    return "{\"type\": \"deepfm\", \"hidden\": [4]}";
  }
}
