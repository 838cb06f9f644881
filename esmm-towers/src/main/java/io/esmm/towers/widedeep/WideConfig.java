package io.esmm.towers.widedeep;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.tower.UpdateConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The wide part of a {@link WideDeepConfig}. */
public record WideConfig(
    @JsonPropertyDescription(
            "the fields with a weight for each id, crosses among them, or for their number; default:"
                + " all but numbers without buckets")
        @Nullable List<String> fields,
    @JsonPropertyDescription("how the weights learn; default ftrl") UpdateConfig optimizer) {

  /**
   * Null stands for the default.
   *
   * @throws IllegalArgumentException if {@code fields} is empty or names one twice
   */
  public WideConfig(@Nullable List<String> fields, @Nullable UpdateConfig optimizer) {
    this.fields = fields == null ? null : List.copyOf(fields);
    this.optimizer = optimizer == null ? new UpdateConfig.Ftrl(null, null, null, null) : optimizer;
    if (fields != null && fields.isEmpty()) {
      throw new IllegalArgumentException(
          "fields is empty; name at least one, or use an mlp for no wide part");
    }
    Set<String> named = new HashSet<>();
    for (String field : this.fields == null ? List.<String>of() : this.fields) {
      if (!named.add(field)) {
        throw new IllegalArgumentException("fields names [" + field + "] twice; name it once");
      }
    }
  }

  /** All defaults. */
  static WideConfig defaults() {
    return new WideConfig(null, null);
  }
}
