package io.esmm.towers.mlp;

import io.esmm.graph.Tensor;
import io.esmm.tower.Activation;
import io.esmm.tower.Tower;
import io.esmm.tower.TowerScope;
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
    Tensor x =
        scope.concat(
            config.fields() == null
                ? scope.inputs()
                : config.fields().stream().map(scope::input).toList()); // [n, d]
    for (int width : config.hidden()) {
      x = scope.dense(x, width, config.activation()); // [n, h]
    }
    return scope.dense(x, 1, Activation.IDENTITY); // [n, 1]
  }
}
