package io.esmm.towers.ple;

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
 * Progressive layered extraction (Tang et al. 2020). On every level each event has experts of its
 * own beside the shared ones, and its gate weighs these two groups (equations 5 to 7):
 *
 * <pre>{@code
 * g^k(x) = softmax(W^k x_k) [E_k,1; ...; E_k,m; E_s,1; ...; E_s,m']
 * }</pre>
 *
 * <p>What an event's gate gives is what its experts and gate read on the next level; the shared
 * ones read what a shared gate over all experts gives, on all levels but the last.
 */
public final class PleTrunk implements Trunk {
  private static final String SHARED = "shared";

  private final PleConfig config;

  @Inject
  PleTrunk(PleConfig config) {
    this.config = config;
  }

  @Override
  public Map<String, Tensor> outputs(TrunkScope scope) {
    Tensor fields = scope.concat(scope.inputs(config.fields())); // [n, d]
    Map<String, Tensor> outputs = new HashMap<>();
    Tensor shared = fields;
    for (int l = 0; l < config.levels(); l++) {
      NetworkScope level = scope.part("level" + l);
      List<Tensor> common = experts(level.part(SHARED), shared, config.sharedExperts());
      List<Tensor> all = new ArrayList<>();
      for (String event : scope.events()) {
        Tensor x = outputs.getOrDefault(event, fields); // [n, d] at first, then [n, h]
        NetworkScope own = level.part("event").part(event);
        List<Tensor> seen = experts(own, x, config.eventExperts());
        all.addAll(seen);
        seen.addAll(common);
        outputs.put(event, gated(own, x, seen)); // [n, h]
      }
      if (l < config.levels() - 1) {
        all.addAll(common);
        shared = gated(level.part(SHARED), shared, all); // [n, h]
      }
    }
    return outputs;
  }

  /** Experts over x: [n, h] each. */
  private List<Tensor> experts(NetworkScope scope, Tensor x, int count) {
    List<Tensor> experts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      NetworkScope expert = scope.part("expert" + i);
      experts.add(HiddenLayers.of(expert, x, config.hidden(), config.activation()));
    }
    return experts;
  }

  /** The experts, weighed by a gate over x: [n, h]. */
  private static Tensor gated(NetworkScope scope, Tensor x, List<Tensor> experts) {
    Tensor gate = scope.softmax(scope.part("gate").linear(x, experts.size())); // [n, experts]
    return scope.mix(gate, experts);
  }
}
