package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * The two files of the Ali-CCP format: impressions, and the features that all impressions of a
 * request have in common. Their columns are {@code sample_id}, {@code click}, {@code conversion},
 * {@code common_feature_index} and the field ids ({@code 101}, {@code 109_14}, ...).
 */
public record AliCcpSourceConfig(
    @JsonPropertyDescription("file of impressions (sample_skeleton_*.csv), plain or gzip")
        String skeleton,
    @JsonPropertyDescription("file of common features (common_features_*.csv), plain or gzip")
        String commonFeatures)
    implements SourceConfig {
  public AliCcpSourceConfig {
    ConfigRules.requireText("skeleton", skeleton);
    ConfigRules.requireText("commonFeatures", commonFeatures);
  }
}
