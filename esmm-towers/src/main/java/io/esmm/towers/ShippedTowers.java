package io.esmm.towers;

import io.esmm.tower.TowerModule;
import io.esmm.towers.mlp.MlpConfig;
import io.esmm.towers.mlp.MlpTower;

/** Binds the towers of this module; found by ServiceLoader. */
public final class ShippedTowers extends TowerModule {
  @Override
  protected void configure() {
    bindTower("mlp", MlpConfig.class, MlpTower.class);
  }
}
