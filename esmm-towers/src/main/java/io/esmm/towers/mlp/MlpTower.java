package io.esmm.towers.mlp;

import io.esmm.graph.Tensor;
import io.esmm.tower.Activation;
import io.esmm.tower.Tower;
import io.esmm.tower.TowerScope;
import io.esmm.towers.layers.HiddenLayers;
import jakarta.inject.Inject;

/** Embeddings side by side, hidden layers, one logit (Ma et al. 2018, figure 2). */
public final class MlpTower implements Tower {
  private final MlpConfig config;

  @Inject
  MlpTower(MlpConfig config) {
    this.config = config;
  }

  @Override
  public Tensor logit(TowerScope scope) {
    Tensor x = scope.concat(scope.inputs(config.fields())); // [n, d]
    Tensor deep =
        HiddenLayers.of(
            scope, x, config.hidden(), config.activation(), config.regularization()); // [n, h]
    return scope.dense(deep, 1, Activation.IDENTITY); // [n, 1]
  }
}
