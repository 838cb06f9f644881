package io.esmm.towers.mlp;

import io.esmm.testing.TowerContract;
import io.esmm.tower.TowerModule;
import io.esmm.towers.ShippedTowers;

class MlpContractTest extends TowerContract {
  @Override
  protected TowerModule module() {
    return new ShippedTowers();
  }

  @Override
  protected String tower() {
    return "{\"type\": \"mlp\", \"hidden\": [5, 4]}";
  }
}
