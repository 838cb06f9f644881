package io.esmm.towers.dcn;

import io.esmm.graph.Tensor;
import io.esmm.tower.Activation;
import io.esmm.tower.NetworkScope;
import io.esmm.tower.Tower;
import io.esmm.tower.TowerScope;
import io.esmm.towers.layers.HiddenLayers;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deep and cross network, version 2 (Wang et al. 2021). A cross layer multiplies the fields x_0
 * with a linear function of what the layer before it gave (equation 1), where W may be a product of
 * two narrow matrices U V^T (equation 2):
 *
 * <pre>{@code
 * x_{l+1} = x_0 * (W_l x_l + b_l) + x_l
 * }</pre>
 */
public final class DcnTower implements Tower {
  private final DcnConfig config;

  @Inject
  DcnTower(DcnConfig config) {
    this.config = config;
  }

  @Override
  public Tensor logit(TowerScope scope) {
    Tensor x0 = scope.concat(scope.inputs(config.fields())); // [n, d]
    @Nullable Integer rank = config.rank();
    if (rank != null && rank > x0.width()) {
      throw new IllegalArgumentException(
          "rank ["
              + rank
              + "] is larger than the width of the fields, "
              + x0.width()
              + "; leave it out for full weights");
    }
    NetworkScope cross = scope.part("cross");
    Tensor x = x0;
    for (int l = 0; l < config.layers(); l++) {
      Tensor narrow = rank == null ? x : cross.linear(x, rank); // [n, d] or [n, rank]
      Tensor projection = cross.dense(narrow, x0.width(), Activation.IDENTITY); // [n, d]
      x = scope.add(scope.multiply(x0, projection), x); // [n, d]
    }
    NetworkScope deep = scope.part("deep");
    Tensor top =
        switch (config.structure()) {
          case STACKED -> hidden(deep, x);
          case PARALLEL ->
              config.hidden().isEmpty() ? x : scope.concat(List.of(x, hidden(deep, x0)));
        };
    return scope.dense(top, 1, Activation.IDENTITY); // [n, 1]
  }

  private Tensor hidden(NetworkScope scope, Tensor x) {
    return HiddenLayers.of(scope, x, config.hidden(), config.activation(), config.regularization());
  }
}
