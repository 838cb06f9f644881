package io.esmm.towers.widedeep;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.tower.Activation;
import io.esmm.tower.Normalization;
import io.esmm.tower.TowerConfig;
import io.esmm.towers.layers.HiddenLayers;
import io.esmm.towers.layers.Regularization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link WideDeepTower}. */
public record WideDeepConfig(
    @JsonPropertyDescription("the linear part") WideConfig wide,
    @JsonPropertyDescription("widths of the deep part's hidden layers; default [360, 200, 80]")
        List<Integer> hidden,
    @JsonPropertyDescription("activation of the hidden layers; default relu") Activation activation,
    @JsonPropertyDescription("the fields that the deep part reads; default: all but crosses")
        @Nullable List<String> fields,
    @JsonPropertyDescription(
            "share of the hidden layers' elements that a training step drops, in [0, 1); default 0")
        Double dropout,
    @JsonPropertyDescription(
            "between product and activation of the hidden layers; batch: each column, with running"
                + " statistics when scoring; layer: each row; default none")
        Normalization normalization,
    @JsonPropertyDescription(
            "the loss gets l2 / 2 times the sum of the hidden layers' squared weights; default 0")
        Double l2)
    implements TowerConfig {

  /** Without regularization of the deep part; null stands for the default. */
  public WideDeepConfig(
      @Nullable WideConfig wide,
      @Nullable List<Integer> hidden,
      @Nullable Activation activation,
      @Nullable List<String> fields) {
    this(wide, hidden, activation, fields, null, null, null);
  }

  /**
   * Null stands for the default.
   *
   * @throws IllegalArgumentException if a width is not in [1, 65536], there are more than 64
   *     layers, {@code fields} is empty, {@code dropout} is not in [0, 1) or {@code l2} below 0
   */
  public WideDeepConfig(
      @Nullable WideConfig wide,
      @Nullable List<Integer> hidden,
      @Nullable Activation activation,
      @Nullable List<String> fields,
      @Nullable Double dropout,
      @Nullable Normalization normalization,
      @Nullable Double l2) {
    this.wide = wide == null ? WideConfig.defaults() : wide;
    this.hidden = HiddenLayers.widths(hidden, List.of(360, 200, 80));
    this.activation = activation == null ? Activation.RELU : activation;
    this.fields = HiddenLayers.fields(fields);
    Regularization regularization = Regularization.of(dropout, normalization, l2);
    this.dropout = regularization.dropout();
    this.normalization = regularization.normalization();
    this.l2 = regularization.l2();
  }

  Regularization regularization() {
    return new Regularization(dropout, normalization, l2);
  }
}
