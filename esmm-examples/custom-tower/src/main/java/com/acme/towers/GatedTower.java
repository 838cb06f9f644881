package com.acme.towers;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.graph.Tensor;
import io.esmm.tower.Activation;
import io.esmm.tower.Tower;
import io.esmm.tower.TowerConfig;
import io.esmm.tower.TowerScope;
import jakarta.inject.Inject;

/** A gated layer: logit = w (tanh(x U) * sigmoid(x V)) + b, over all fields x. */
public final class GatedTower implements Tower {
  private final Config config;

  /** What stands beside {@code "type": "acme-gated"} in the JSON. */
  public record Config(
      @JsonPropertyDescription("width of the gated layer, at least 1; default 32") Integer width)
      implements TowerConfig {
    public Config {
      width = width == null ? 32 : width;
      if (width < 1) {
        throw new IllegalArgumentException("width [" + width + "] must be at least 1");
      }
    }
  }

  @Inject
  GatedTower(Config config) {
    this.config = config;
  }

  @Override
  public Tensor logit(TowerScope scope) {
    Tensor x = scope.concat(scope.inputs()); // [n, d]
    Tensor value = scope.dense(x, config.width(), Activation.TANH); // [n, width]
    Tensor gate = scope.dense(x, config.width(), Activation.SIGMOID); // [n, width]
    return scope.dense(scope.multiply(value, gate), 1, Activation.IDENTITY); // [n, 1]
  }
}
