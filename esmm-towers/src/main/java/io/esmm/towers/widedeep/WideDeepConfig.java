package io.esmm.towers.widedeep;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.tower.Activation;
import io.esmm.tower.TowerConfig;
import io.esmm.towers.layers.HiddenLayers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link WideDeepTower}. */
public record WideDeepConfig(
    @JsonPropertyDescription("the linear part") WideConfig wide,
    @JsonPropertyDescription("widths of the deep part's hidden layers; default [360, 200, 80]")
        List<Integer> hidden,
    @JsonPropertyDescription("activation of the hidden layers; default relu") Activation activation,
    @JsonPropertyDescription("the fields that the deep part reads; default: all but crosses")
        @Nullable List<String> fields)
    implements TowerConfig {

  /** Null stands for the default. */
  public WideDeepConfig(
      @Nullable WideConfig wide,
      @Nullable List<Integer> hidden,
      @Nullable Activation activation,
      @Nullable List<String> fields) {
    this.wide = wide == null ? WideConfig.defaults() : wide;
    this.hidden = HiddenLayers.widths(hidden, List.of(360, 200, 80));
    this.activation = activation == null ? Activation.RELU : activation;
    this.fields = HiddenLayers.fields(fields);
  }
}
