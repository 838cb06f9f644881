package io.esmm.funnel;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esmm.tower.TowerConfig;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An event of the funnel; its tower gives P(event | the event it comes after). */
@JsonClassDescription(
    "an event; its tower gives its probability where the event before it happened")
public record EventConfig(
    @JsonPropertyDescription(
            "unique name of the event: letters, digits, '_' and '-', a letter first")
        String name,
    @JsonPropertyDescription("the event that this one comes after, or the funnel's space")
        String after,
    @JsonPropertyDescription(
            "column that holds 1 where the event happened, else 0; none where the funnel names the"
                + " deepest event's column")
        @Nullable String label,
    @JsonPropertyDescription("the network that gives the event's logit; type chooses it")
        TowerConfig tower) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  public EventConfig {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "event name [" + name + "] must be letters, digits, '_' or '-', a letter first");
    }
    if (label != null && label.isBlank()) {
      throw new IllegalArgumentException(
          "label of event [" + name + "] is blank; name the column that holds it");
    }
  }
}
