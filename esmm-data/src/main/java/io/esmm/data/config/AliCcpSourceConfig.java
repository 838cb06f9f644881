package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two files of the Ali-CCP format: impressions, and the features that all impressions of a
 * request have in common. Their columns are {@code sample_id}, {@code click}, {@code conversion},
 * {@code common_feature_index} and the field ids ({@code 101}, {@code 109_14}, ...); in place of
 * click and conversion there may be others.
 */
public record AliCcpSourceConfig(
    @JsonPropertyDescription("file of impressions (sample_skeleton_*.csv), plain or gzip")
        String skeleton,
    @JsonPropertyDescription("file of common features (common_features_*.csv), plain or gzip")
        String commonFeatures,
    @JsonPropertyDescription(
            "the columns between sample_id and common_feature_index; default [click, conversion]")
        List<String> outcomes)
    implements SourceConfig {

  /** The columns of Ali-CCP itself. */
  public static final List<String> OUTCOMES = List.of("click", "conversion");

  /**
   * Null stands for the default.
   *
   * @throws IllegalArgumentException if a path is blank, or {@code outcomes} has a blank name or
   *     one twice
   */
  public AliCcpSourceConfig(
      String skeleton, String commonFeatures, @Nullable List<String> outcomes) {
    ConfigRules.requireText("skeleton", skeleton);
    ConfigRules.requireText("commonFeatures", commonFeatures);
    this.skeleton = skeleton;
    this.commonFeatures = commonFeatures;
    this.outcomes = outcomes == null ? OUTCOMES : List.copyOf(outcomes);
    if (this.outcomes.stream().anyMatch(String::isBlank)
        || new HashSet<>(this.outcomes).size() < this.outcomes.size()) {
      throw new IllegalArgumentException(
          "outcomes " + outcomes + " name a column twice or not at all; give each its own name");
    }
  }

  /** The files of Ali-CCP itself. */
  public AliCcpSourceConfig(String skeleton, String commonFeatures) {
    this(skeleton, commonFeatures, null);
  }
}
