package io.esmm.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.graph.Tensor;
import io.esmm.tower.Tower;
import io.esmm.tower.TowerConfig;
import io.esmm.tower.TowerModule;
import io.esmm.tower.TowerScope;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two towers that can be configured and do nothing. */
public final class FakeTowers extends TowerModule {
  @Override
  protected void configure() {
    bindTower("layered", LayeredConfig.class, LayeredTower.class);
    bindTower("linear", LinearConfig.class, LinearTower.class);
  }

  /** Like the towers that ship: a list, a flag and an enum. */
  public record LayeredConfig(
      @JsonPropertyDescription("widths of the hidden layers, in order") List<Integer> hidden,
      @JsonPropertyDescription("whether layers have a bias") Boolean bias,
      @JsonPropertyDescription("after each hidden layer") Curve curve)
      implements TowerConfig {
    public LayeredConfig(List<Integer> hidden, @Nullable Boolean bias, @Nullable Curve curve) {
      this.hidden = List.copyOf(hidden);
      this.bias = bias == null || bias;
      this.curve = curve == null ? Curve.ROUND : curve;
      if (hidden.isEmpty()) {
        throw new IllegalArgumentException("hidden is empty; give at least one width");
      }
    }
  }

  /** An enum without names of its own. */
  public enum Curve {
    ROUND,
    EDGED
  }

  /** A required number. */
  public record LinearConfig(@JsonPropertyDescription("factor of the logit") double scale)
      implements TowerConfig {}

  static final class LayeredTower implements Tower {
    final LayeredConfig config;

    @Inject
    LayeredTower(LayeredConfig config) {
      this.config = config;
    }

    @Override
    public Tensor logit(TowerScope scope) {
      throw new UnsupportedOperationException();
    }
  }

  static final class LinearTower implements Tower {
    @Inject
    LinearTower(LinearConfig config) {}

    @Override
    public Tensor logit(TowerScope scope) {
      throw new UnsupportedOperationException();
    }
  }
}
