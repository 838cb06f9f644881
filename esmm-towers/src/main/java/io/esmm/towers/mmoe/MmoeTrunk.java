package io.esmm.towers.mmoe;

import io.esmm.graph.Tensor;
import io.esmm.tower.NetworkScope;
import io.esmm.tower.Trunk;
import io.esmm.tower.TrunkScope;
import io.esmm.towers.layers.HiddenLayers;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Multi-gate mixture of experts (Ma et al. 2018, equations 6 and 7): all events share the experts
 * f_i, and each event k weighs them by a gate of its own,
 *
 * <pre>{@code
 * f^k(x) = sum_i g^k(x)_i f_i(x),   g^k(x) = softmax(W_gk x)
 * }</pre>
 */
public final class MmoeTrunk implements Trunk {
  private final MmoeConfig config;

  @Inject
  MmoeTrunk(MmoeConfig config) {
    this.config = config;
  }

  @Override
  public Map<String, Tensor> outputs(TrunkScope scope) {
    Tensor x = scope.concat(scope.inputs(config.fields())); // [n, d]
    List<Tensor> experts = new ArrayList<>(); // [n, h] each
    for (int i = 0; i < config.experts(); i++) {
      NetworkScope expert = scope.part("expert" + i);
      experts.add(HiddenLayers.of(expert, x, config.hidden(), config.activation()));
    }
    Map<String, Tensor> outputs = new HashMap<>();
    for (String event : scope.events()) {
      Tensor gate =
          scope.softmax(scope.part("gate").part(event).linear(x, config.experts())); // [n, experts]
      outputs.put(event, scope.mix(gate, experts)); // [n, h]
    }
    return outputs;
  }
}
