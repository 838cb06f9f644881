package io.esmm.towers.dcn;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.tower.Activation;
import io.esmm.tower.Normalization;
import io.esmm.tower.TowerConfig;
import io.esmm.towers.layers.HiddenLayers;
import io.esmm.towers.layers.Regularization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link DcnTower}. */
public record DcnConfig(
    @JsonPropertyDescription("number of cross layers, 1 to 64; default 3") Integer layers,
    @JsonPropertyDescription(
            "rank of the cross layers' weights, which are then two narrow ones; default: full")
        @Nullable Integer rank,
    @JsonPropertyDescription("parallel: hidden layers beside the cross layers; stacked: on top")
        DcnStructure structure,
    @JsonPropertyDescription("widths of the hidden layers; empty for none; default [200, 80]")
        List<Integer> hidden,
    @JsonPropertyDescription("activation of the hidden layers; default relu") Activation activation,
    @JsonPropertyDescription("the fields that the tower reads; default: all")
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
   * @throws IllegalArgumentException if {@code layers} is not in [1, 64], {@code rank} or a width
   *     not in [1, 65536], there are more than 64 hidden layers, {@code fields} is empty, {@code
   *     dropout} is not in [0, 1) or {@code l2} below 0
   */
  public DcnConfig(
      @Nullable Integer layers,
      @Nullable Integer rank,
      @Nullable DcnStructure structure,
      @Nullable List<Integer> hidden,
      @Nullable Activation activation,
      @Nullable List<String> fields,
      @Nullable Double dropout,
      @Nullable Normalization normalization,
      @Nullable Double l2) {
    this.layers = layers == null ? 3 : layers;
    this.rank = rank;
    this.structure = structure == null ? DcnStructure.PARALLEL : structure;
    this.hidden = HiddenLayers.widths(hidden, List.of(200, 80));
    this.activation = activation == null ? Activation.RELU : activation;
    this.fields = HiddenLayers.fields(fields);
    Regularization regularization = Regularization.of(dropout, normalization, l2);
    this.dropout = regularization.dropout();
    this.normalization = regularization.normalization();
    this.l2 = regularization.l2();
    if (this.layers < 1 || this.layers > 64) {
      throw new IllegalArgumentException("layers [" + layers + "] must be in [1, 64]");
    }
    if (rank != null && (rank < 1 || rank > 65536)) {
      throw new IllegalArgumentException(
          "rank [" + rank + "] must be in [1, 65536]; leave it out for full weights");
    }
  }

  Regularization regularization() {
    return new Regularization(dropout, normalization, l2);
  }
}
