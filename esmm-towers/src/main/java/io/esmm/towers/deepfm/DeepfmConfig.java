package io.esmm.towers.deepfm;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.tower.Activation;
import io.esmm.tower.Normalization;
import io.esmm.tower.TowerConfig;
import io.esmm.towers.layers.HiddenLayers;
import io.esmm.towers.layers.Regularization;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link DeepfmTower}. */
public record DeepfmConfig(
    @JsonPropertyDescription("widths of the hidden layers, at least one; default [200, 80]")
        List<Integer> hidden,
    @JsonPropertyDescription("activation of the hidden layers; default relu") Activation activation,
    @JsonPropertyDescription(
            "the fields that the tower reads, two or more, all embeddings of one width; a number"
                + " without buckets gets a vector of that width, times the number; default: all but"
                + " crosses")
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

  /**
   * Null stands for the default.
   *
   * @throws IllegalArgumentException if {@code hidden} is empty, a width is not in [1, 65536],
   *     there are more than 64 layers, {@code fields} is empty or names one twice, {@code dropout}
   *     is not in [0, 1) or {@code l2} below 0
   */
  public DeepfmConfig(
      @Nullable List<Integer> hidden,
      @Nullable Activation activation,
      @Nullable List<String> fields,
      @Nullable Double dropout,
      @Nullable Normalization normalization,
      @Nullable Double l2) {
    this.hidden = HiddenLayers.widths(hidden, List.of(200, 80));
    this.activation = activation == null ? Activation.RELU : activation;
    this.fields = HiddenLayers.fields(fields);
    Regularization regularization = Regularization.of(dropout, normalization, l2);
    this.dropout = regularization.dropout();
    this.normalization = regularization.normalization();
    this.l2 = regularization.l2();
    if (this.hidden.isEmpty()) {
      throw new IllegalArgumentException("hidden is empty; the deep part needs at least one layer");
    }
    if (fields != null && new HashSet<>(fields).size() < fields.size()) {
      throw new IllegalArgumentException("fields " + fields + " names one twice; name it once");
    }
  }

  Regularization regularization() {
    return new Regularization(dropout, normalization, l2);
  }
}
