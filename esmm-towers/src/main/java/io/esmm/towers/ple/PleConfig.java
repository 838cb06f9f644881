package io.esmm.towers.ple;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.tower.Activation;
import io.esmm.tower.TrunkConfig;
import io.esmm.towers.layers.HiddenLayers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link PleTrunk}. */
public record PleConfig(
    @JsonPropertyDescription("extraction levels, 1 to 16; one is CGC; default 2") Integer levels,
    @JsonPropertyDescription("experts of a level that all events share, 1 to 256; default 2")
        Integer sharedExperts,
    @JsonPropertyDescription("experts of a level that each event has alone, 1 to 256; default 2")
        Integer eventExperts,
    @JsonPropertyDescription("widths of the layers of an expert, at least one; default [128]")
        List<Integer> hidden,
    @JsonPropertyDescription("activation of the layers; default relu") Activation activation,
    @JsonPropertyDescription("the fields that the trunk reads; default: all")
        @Nullable List<String> fields)
    implements TrunkConfig {

  /**
   * Null stands for the default.
   *
   * @throws IllegalArgumentException if {@code levels} is not in [1, 16], a number of experts not
   *     in [1, 256], a width not in [1, 65536], or {@code hidden} or {@code fields} is empty
   */
  public PleConfig(
      @Nullable Integer levels,
      @Nullable Integer sharedExperts,
      @Nullable Integer eventExperts,
      @Nullable List<Integer> hidden,
      @Nullable Activation activation,
      @Nullable List<String> fields) {
    this.levels = levels == null ? 2 : levels;
    this.sharedExperts = sharedExperts == null ? 2 : sharedExperts;
    this.eventExperts = eventExperts == null ? 2 : eventExperts;
    this.hidden = HiddenLayers.widths(hidden, List.of(128));
    this.activation = activation == null ? Activation.RELU : activation;
    this.fields = HiddenLayers.fields(fields);
    if (this.levels < 1 || this.levels > 16) {
      throw new IllegalArgumentException("levels [" + levels + "] must be in [1, 16]");
    }
    if (this.sharedExperts < 1 || this.sharedExperts > 256) {
      throw new IllegalArgumentException(
          "sharedExperts [" + sharedExperts + "] must be in [1, 256]");
    }
    if (this.eventExperts < 1 || this.eventExperts > 256) {
      throw new IllegalArgumentException("eventExperts [" + eventExperts + "] must be in [1, 256]");
    }
    if (this.hidden.isEmpty()) {
      throw new IllegalArgumentException("hidden is empty; an expert needs at least one layer");
    }
  }
}
