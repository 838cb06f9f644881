package io.esmm.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request and its candidate impressions, as raw values by field name. A value may be a String,
 * a number, a Boolean, null for missing; for a bag or sequence a collection of these (a sequence
 * oldest first), or for a weighted bag a map from token to weight. What becomes of a field that is
 * left out, of an unknown name and of any other object, the model's configuration says: {@link
 * io.esmm.scoring.RequestsConfig}.
 *
 * <pre>{@code
 * Request request =
 *     Request.builder()
 *         .set("user_id", "u17")
 *         .set("history", List.of("v3", "v9"))
 *         .candidate().set("video_id", "v4").set("duration", 12.5)
 *         .candidate().set("video_id", "v5").set("duration", 61.0)
 *         .build();
 * }</pre>
 *
 * @param fields the values at request level
 * @param candidates for each impression its values, at least one impression
 */
public record Request(
    Map<String, @Nullable Object> fields, List<Map<String, @Nullable Object>> candidates) {
  /**
   * Copies the maps.
   *
   * @throws IllegalArgumentException if there is no candidate
   */
  public Request {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    List<Map<String, @Nullable Object>> copies = new ArrayList<>();
    candidates.forEach(
        values -> copies.add(Collections.unmodifiableMap(new LinkedHashMap<>(values))));
    candidates = Collections.unmodifiableList(copies);
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("a request needs at least one candidate");
    }
  }

  /**
   * The same with other candidates.
   *
   * @throws IllegalArgumentException if there is no candidate
   */
  public Request withCandidates(List<Map<String, @Nullable Object>> others) {
    return new Request(fields, others);
  }

  /** The same without some fields of the candidates. */
  public Request withoutCandidateFields(Collection<String> names) {
    List<Map<String, @Nullable Object>> kept = new ArrayList<>();
    for (Map<String, @Nullable Object> values : candidates) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>(values);
      copy.keySet().removeAll(names);
      kept.add(copy);
    }
    return new Request(fields, kept);
  }

  /** A request in the making, without fields and candidates yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects values; those set before the first {@link #candidate} are at request level. */
  public static final class Builder {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private final List<Map<String, @Nullable Object>> candidates = new ArrayList<>();
    private Map<String, @Nullable Object> current = fields;

    private Builder() {}

    /** Sets a field of the request or, after {@link #candidate}, of the latest candidate. */
    public Builder set(String field, @Nullable Object value) {
      current.put(field, value);
      return this;
    }

    /** Sets several fields: what a user's own object says of itself. */
    public Builder setAll(Map<String, ? extends @Nullable Object> values) {
      current.putAll(values);
      return this;
    }

    /** Begins the next candidate, without fields yet; {@link #set} adds to it. */
    public Builder candidate() {
      current = new LinkedHashMap<>();
      candidates.add(current);
      return this;
    }

    /** Adds a candidate with these fields; {@link #set} adds to them. */
    public Builder candidate(Map<String, ? extends @Nullable Object> values) {
      return candidate().setAll(values);
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if there is no candidate
     */
    public Request build() {
      return new Request(fields, candidates);
    }
  }
}
