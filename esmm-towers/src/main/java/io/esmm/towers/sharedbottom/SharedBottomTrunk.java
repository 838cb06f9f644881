package io.esmm.towers.sharedbottom;

import io.esmm.graph.Tensor;
import io.esmm.tower.Trunk;
import io.esmm.tower.TrunkScope;
import io.esmm.towers.layers.HiddenLayers;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/** Hidden layers that all towers share (Caruana 1997; Ma et al. 2018, MMoE, equation 1). */
public final class SharedBottomTrunk implements Trunk {
  private final SharedBottomConfig config;

  @Inject
  SharedBottomTrunk(SharedBottomConfig config) {
    this.config = config;
  }

  @Override
  public Map<String, Tensor> outputs(TrunkScope scope) {
    Tensor x = scope.concat(scope.inputs(config.fields())); // [n, d]
    Tensor shared = HiddenLayers.of(scope, x, config.hidden(), config.activation()); // [n, h]
    Map<String, Tensor> outputs = new HashMap<>();
    scope.events().forEach(event -> outputs.put(event, shared));
    return outputs;
  }
}
