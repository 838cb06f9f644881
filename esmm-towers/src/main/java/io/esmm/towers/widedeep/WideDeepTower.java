package io.esmm.towers.widedeep;

import io.esmm.graph.Tensor;
import io.esmm.tower.Activation;
import io.esmm.tower.Tower;
import io.esmm.tower.TowerScope;
import io.esmm.towers.layers.HiddenLayers;
import jakarta.inject.Inject;
import java.util.List;

/**
 * A linear model over ids and crosses plus hidden layers over embeddings, added up at the logit
 * (Cheng et al., "Wide and deep learning for recommender systems", DLRS 2016, equation 3). The bias
 * is the deep part's.
 */
public final class WideDeepTower implements Tower {
  private final WideDeepConfig config;

  @Inject
  WideDeepTower(WideDeepConfig config) {
    this.config = config;
  }

  @Override
  public Tensor logit(TowerScope scope) {
    List<String> named = config.wide().fields();
    Tensor wide =
        scope
            .part("wide")
            .linearOver(
                named == null ? scope.fieldsWithIds() : named, config.wide().optimizer()); // [n, 1]
    Tensor x = scope.concat(deepInputs(scope)); // [n, d]
    Tensor deep =
        HiddenLayers.of(
            scope, x, config.hidden(), config.activation(), config.regularization()); // [n, h]
    return scope.add(wide, scope.dense(deep, 1, Activation.IDENTITY)); // [n, 1]
  }

  /** The trunk's result if there is one: it then stands for the fields. */
  private List<Tensor> deepInputs(TowerScope scope) {
    return config.fields() == null && !scope.hasTrunk()
        ? scope.inputs(scope.fieldsWithoutCrosses())
        : scope.inputs(config.fields());
  }
}
