package com.acme.towers;

import io.esmm.testing.TowerContract;
import io.esmm.tower.TowerModule;

class GatedTowerTest extends TowerContract {
  @Override
  protected TowerModule module() {
    return new AcmeModule();
  }

  @Override
  protected String tower() {
    return "{\"type\": \"acme-gated\", \"width\": 5}";
  }
}
