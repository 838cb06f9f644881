package com.acme.towers;

import io.esmm.tower.TowerModule;

/** Binds the towers of this jar. */
public final class AcmeModule extends TowerModule {
  @Override
  protected void configure() {
    bindTower("acme-gated", GatedTower.Config.class, GatedTower.class);
  }
}
