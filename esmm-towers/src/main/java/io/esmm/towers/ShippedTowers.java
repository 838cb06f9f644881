package io.esmm.towers;

import io.esmm.tower.TowerModule;
import io.esmm.towers.mlp.MlpConfig;
import io.esmm.towers.mlp.MlpTower;
import io.esmm.towers.sharedbottom.SharedBottomConfig;
import io.esmm.towers.sharedbottom.SharedBottomTrunk;

/** Binds the towers and trunks of this module; found by ServiceLoader. */
public final class ShippedTowers extends TowerModule {
  @Override
  protected void configure() {
    bindTower("mlp", MlpConfig.class, MlpTower.class);
    bindTrunk("shared-bottom", SharedBottomConfig.class, SharedBottomTrunk.class);
  }
}
