package io.esmm.funnel;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.tower.TowerConfig;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event of the funnel, in one of three forms: it comes after one other event, and its tower
 * gives P(event | that event); it happens {@code otherwise}, where another one could have and did
 * not, and has neither tower nor label; or it is reached over several paths from events that
 * exclude each other, with a tower for each.
 */
@JsonClassDescription(
    "an event; its tower gives its probability where the event before it happened")
public record EventConfig(
    @JsonPropertyDescription(
            "unique name of the event: letters, digits, '_' and '-', a letter first")
        String name,
    @JsonPropertyDescription("the event that this one comes after, or the funnel's space")
        @Nullable String after,
    @JsonPropertyDescription(
            "the event that this one is the opposite of: it happens where what is before that event"
                + " happened and that event did not")
        @Nullable String otherwise,
    @JsonPropertyDescription(
            "column that holds 1 where the event happened, else 0; none where the funnel names the"
                + " deepest event's column")
        @Nullable String label,
    @JsonPropertyDescription(
            "the ways to reach the event, at least two, from events of which never two happen on"
                + " one row")
        @Nullable List<PathConfig> paths,
    @JsonPropertyDescription("the network that gives the event's logit; type chooses it")
        @Nullable TowerConfig tower,
    @JsonPropertyDescription("when it is not known yet whether it happened; default: never")
        @Nullable OpenConfig open) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  /**
   * Copies the paths and checks that the event has exactly one of the three forms.
   *
   * @throws IllegalArgumentException if it has not, or its name or label is not as it must be
   */
  public EventConfig {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "event name [" + name + "] must be letters, digits, '_' or '-', a letter first");
    }
    if (label != null && label.isBlank()) {
      throw new IllegalArgumentException(
          "label of event [" + name + "] is blank; name the column that holds it");
    }
    if ((after != null && after.isBlank()) || (otherwise != null && otherwise.isBlank())) {
      throw new IllegalArgumentException(
          "event [" + name + "] comes after a blank name; name the space or an event");
    }
    paths = paths == null ? null : List.copyOf(paths);
    if (paths != null && paths.size() < 2) {
      throw new IllegalArgumentException(
          "paths of event ["
              + name
              + "] has "
              + paths.size()
              + ", at least 2 are needed; write after and tower for a single one");
    }
    boolean single = after != null && tower != null && otherwise == null && paths == null;
    boolean opposite = otherwise != null && paths == null && label == null && open == null;
    boolean several = paths != null && otherwise == null;
    boolean pure = single || after == null && tower == null && (opposite || several);
    if (!pure) {
      throw new IllegalArgumentException(
          "event ["
              + name
              + "] needs either after, label and tower, or otherwise, or label and paths");
    }
  }

  /** An event that comes after one other, or the space. */
  @JsonCreator
  public EventConfig(
      @JsonProperty("name") String name,
      @JsonProperty("after") String after,
      @JsonProperty("label") @Nullable String label,
      @JsonProperty("tower") TowerConfig tower,
      @JsonProperty("open") @Nullable OpenConfig open) {
    this(name, after, null, label, null, tower, open);
  }

  /** The same with a label that is always known. */
  public EventConfig(String name, String after, @Nullable String label, TowerConfig tower) {
    this(name, after, label, tower, null);
  }

  /** The event that happens where another one could have and did not. */
  @JsonCreator
  public static EventConfig otherwise(
      @JsonProperty("name") String name, @JsonProperty("otherwise") String otherwise) {
    return new EventConfig(name, null, otherwise, null, null, null, null);
  }

  /** An event that is reached over several paths. */
  @JsonCreator
  public static EventConfig reached(
      @JsonProperty("name") String name,
      @JsonProperty("label") @Nullable String label,
      @JsonProperty("paths") List<PathConfig> paths,
      @JsonProperty("open") @Nullable OpenConfig open) {
    return new EventConfig(name, null, null, label, paths, null, open);
  }

  /** The same with a label that is always known. */
  public static EventConfig reached(String name, @Nullable String label, List<PathConfig> paths) {
    return reached(name, label, paths, null);
  }

  /** Whether it happens where another event did not. */
  public boolean isOtherwise() {
    return otherwise != null;
  }

  /** The ways to reach it, each with its tower; none if it happens otherwise. */
  public List<PathConfig> ways() {
    if (paths != null) {
      return paths;
    }
    return otherwise != null
        ? List.of()
        : List.of(new PathConfig(Objects.requireNonNull(after), Objects.requireNonNull(tower)));
  }

  /** What it hangs on. */
  public EventLink link() {
    return new EventLink(
        name, ways().stream().map(PathConfig::after).toList(), otherwise == null ? "" : otherwise);
  }
}
