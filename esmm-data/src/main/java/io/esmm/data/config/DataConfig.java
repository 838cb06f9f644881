package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a model come from: a raw source, or folders that were prepared from one before.
 * Paths are relative to the configuration's folder; {@code ${NAME}} and {@code ${NAME:-default}} in
 * paths and queries stand for environment variables.
 */
public record DataConfig(
    @JsonPropertyDescription("the main table: one row per impression")
        @Nullable SourceConfig source,
    @JsonPropertyDescription("side tables joined by a key") List<JoinConfig> joins,
    @JsonPropertyDescription("column of each field whose name differs from its column's")
        Map<String, String> columns,
    @JsonPropertyDescription(
            "character between the values of a bag or sequence that stands in one text; default:"
                + " any of space , ; |")
        Map<String, String> separators,
    @JsonPropertyDescription(
            "column that names an impression; must not repeat; kept for predictions")
        @Nullable String key,
    @JsonPropertyDescription("column to group rows by in an evaluation (GAUC), such as user_id")
        @Nullable String group,
    @JsonPropertyDescription(
            "consecutive rows with equal values in these columns are one request; default: every"
                + " row is its own")
        List<String> request,
    @JsonPropertyDescription("which rows train and which test; default: all train")
        @Nullable SplitConfig split,
    @JsonPropertyDescription("what becomes of bad rows") PolicyConfig policy,
    @JsonPropertyDescription("instead of a source: folder of prepared training rows")
        @Nullable String train,
    @JsonPropertyDescription("folder of prepared validation rows") @Nullable String validation,
    @JsonPropertyDescription("folder of prepared test rows") @Nullable String test) {
  /**
   * Null stands for the default.
   *
   * @throws IllegalArgumentException if there is neither a source nor a training folder, or both, a
   *     separator is not one character, or {@code joins} or {@code request} stand beside an Ali-CCP
   *     source
   */
  public DataConfig(
      @Nullable SourceConfig source,
      @Nullable List<JoinConfig> joins,
      @Nullable Map<String, String> columns,
      @Nullable Map<String, String> separators,
      @Nullable String key,
      @Nullable String group,
      @Nullable List<String> request,
      @Nullable SplitConfig split,
      @Nullable PolicyConfig policy,
      @Nullable String train,
      @Nullable String validation,
      @Nullable String test) {
    this.source = source;
    this.joins = joins == null ? List.of() : List.copyOf(joins);
    this.columns = inOrder(columns);
    this.separators = inOrder(separators);
    this.key = key;
    this.group = group;
    this.request = request == null ? List.of() : List.copyOf(request);
    this.split = split;
    this.policy = policy == null ? PolicyConfig.standard() : policy;
    this.train = train;
    this.validation = validation;
    this.test = test;
    if (source == null && train == null) {
      throw new IllegalArgumentException(
          "there is neither a source nor a prepared train folder; give one of them");
    }
    if (source != null && (train != null || validation != null || test != null)) {
      throw new IllegalArgumentException(
          "source and prepared folders (train, validation, test) exclude each other; drop one");
    }
    if (source instanceof AliCcpSourceConfig && !(this.joins.isEmpty() && this.request.isEmpty())) {
      throw new IllegalArgumentException(
          "joins and request are not for an ali-ccp source: its common_feature_index does both");
    }
    this.separators.forEach((field, separator) -> {
      if (separator.length() != 1) {
        throw new IllegalArgumentException(
            "separator [" + separator + "] of field [" + field + "] must be one character");
      }
    });
  }

  /** Raw rows of one source with the defaults: all train. */
  public static DataConfig of(SourceConfig source) {
    return new DataConfig(source, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** Whether the rows are prepared already. */
  public boolean isPrepared() {
    return train != null;
  }

  /** Whether there are rows beside the training rows that training may be measured on. */
  public boolean hasValidation() {
    return isPrepared()
        ? validation != null
        : switch (split) {
          case null -> false;
          case FilesSplitConfig files -> files.validation() != null;
          case HashSplitConfig hash -> hash.validation() != null;
          case ShareSplitConfig share -> share.validation() != null;
          case TimeSplitConfig time -> time.validationFrom() != null;
        };
  }

  /**
   * The raw column that a field reads: the one that {@code columns} names, else that of its own
   * name.
   */
  public String columnOf(String field) {
    return columns.getOrDefault(field, field);
  }

  private static Map<String, String> inOrder(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
