package io.esmm.towers.mlp;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.tower.Activation;
import io.esmm.tower.TowerConfig;
import io.esmm.towers.layers.HiddenLayers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link MlpTower}. */
public record MlpConfig(
    @JsonPropertyDescription("widths of the hidden layers; default [360, 200, 80], as in the paper")
        List<Integer> hidden,
    @JsonPropertyDescription("activation of the hidden layers; default relu") Activation activation,
    @JsonPropertyDescription("the fields that the tower reads; default: all")
        @Nullable List<String> fields)
    implements TowerConfig {

  /** Null stands for the default. */
  public MlpConfig(
      @Nullable List<Integer> hidden,
      @Nullable Activation activation,
      @Nullable List<String> fields) {
    this.hidden = HiddenLayers.widths(hidden, List.of(360, 200, 80));
    this.activation = activation == null ? Activation.RELU : activation;
    this.fields = HiddenLayers.fields(fields);
  }
}
