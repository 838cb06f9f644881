package io.esmm.towers.mmoe;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.tower.Activation;
import io.esmm.tower.TrunkConfig;
import io.esmm.towers.layers.HiddenLayers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link MmoeTrunk}. */
public record MmoeConfig(
    @JsonPropertyDescription("number of experts, 1 to 256; default 4") Integer experts,
    @JsonPropertyDescription("widths of the layers of an expert, at least one; default [128]")
        List<Integer> hidden,
    @JsonPropertyDescription("activation of the layers; default relu") Activation activation,
    @JsonPropertyDescription("the fields that the trunk reads; default: all")
        @Nullable List<String> fields)
    implements TrunkConfig {

  /**
   * Null stands for the default.
   *
   * @throws IllegalArgumentException if {@code experts} is not in [1, 256], {@code hidden} or
   *     {@code fields} is empty, a width is not in [1, 65536] or there are more than 64 layers
   */
  public MmoeConfig(
      @Nullable Integer experts,
      @Nullable List<Integer> hidden,
      @Nullable Activation activation,
      @Nullable List<String> fields) {
    this.experts = experts == null ? 4 : experts;
    this.hidden = HiddenLayers.widths(hidden, List.of(128));
    this.activation = activation == null ? Activation.RELU : activation;
    this.fields = HiddenLayers.fields(fields);
    if (this.experts < 1 || this.experts > 256) {
      throw new IllegalArgumentException("experts [" + experts + "] must be in [1, 256]");
    }
    if (this.hidden.isEmpty()) {
      throw new IllegalArgumentException("hidden is empty; an expert needs at least one layer");
    }
  }
}
