package io.esmm.towers.mlp;

import io.esmm.testing.TowerContract;
import io.esmm.tower.TowerModule;
import io.esmm.towers.ShippedTowers;

class RegularizedMlpContractTest extends TowerContract {
  @Override
  protected TowerModule module() {
    return new ShippedTowers();
  }

  @Override
  protected String tower() {
    return "{\"type\": \"mlp\", \"hidden\": [6, 4], \"activation\": \"gelu\", \"dropout\": 0.3,"
        + " \"normalization\": \"batch\", \"l2\": 0.01}";
  }
}
