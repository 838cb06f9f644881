package io.esmm.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.esmm.problem.ProblemException;
import io.esmm.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One value of a configuration, given on the command line: {@code training.seed=7}, {@code
 * funnel.events.1.tower.hidden=[80]} or, by the element's name, {@code
 * funnel.events.click.tower.type=din}.
 */
final class Setting {
  private final String text;
  private final List<String> path;
  private final JsonNode value;

  private Setting(String text, List<String> path, JsonNode value) {
    this.text = text;
    this.path = path;
    this.value = value;
  }

  static Setting parse(String text) {
    int equals = text.indexOf('=');
    List<String> path =
        equals < 0 ? List.of() : List.of(text.substring(0, equals).split("\\.", -1));
    if (path.isEmpty() || path.stream().anyMatch(String::isBlank)) {
      throw new ProblemException(
          place(text), "no path and value", "write path=value, such as training.seed=7");
    }
    return new Setting(text, path, value(text.substring(equals + 1)));
  }

  /** JSON if it is, else the words themselves. */
  private static JsonNode value(String text) {
    try {
      return JsonText.parse(text, "");
    } catch (ProblemException e) {
      return TextNode.valueOf(text);
    }
  }

  /** How errors name this setting. */
  String place() {
    return place(text);
  }

  private static String place(String text) {
    return "--set " + text;
  }

  /**
   * Puts the value into a configuration, making objects on the way where there are none.
   *
   * @return the pointer of what is new: the value, or the first object that was made for it
   */
  String apply(ObjectNode root) {
    JsonNode at = root;
    String pointer = "";
    @Nullable String made = null;
    for (int i = 0; i < path.size(); i++) {
      boolean last = i == path.size() - 1;
      String step = path.get(i);
      if (at instanceof ArrayNode array) {
        int index = index(array, step, i);
        pointer += "/" + index;
        if (last) {
          array.set(index, value);
        }
        at = array.get(index);
      } else if (at instanceof ObjectNode object) {
        pointer = Places.child(pointer, step);
        @Nullable JsonNode next = object.get(step);
        if (last) {
          object.set(step, value);
        } else if (next == null || next.isNull()) {
          made = made == null ? pointer : made;
          next = object.putObject(step);
        }
        at = last || next == null ? value : next;
      } else {
        throw new ProblemException(
            place(),
            "[" + walked(i) + "] is " + Places.shown(at) + ", which has no [" + step + "]",
            "set [" + walked(i) + "] itself");
      }
    }
    return made == null ? pointer : made;
  }

  private int index(ArrayNode array, String step, int depth) {
    for (int i = 0; i < array.size(); i++) {
      if (step.equals(Integer.toString(i)) || step.equals(array.get(i).path("name").textValue())) {
        return i;
      }
    }
    List<String> known = new ArrayList<>();
    StreamSupport.stream(array.spliterator(), false)
        .map(element -> element.path("name").textValue())
        .filter(name -> name != null)
        .forEach(known::add);
    String range = array.isEmpty() ? "it is empty" : "index from 0 to " + (array.size() - 1);
    throw new ProblemException(
        place(),
        "[" + walked(depth) + "] has no element [" + step + "]",
        known.isEmpty() ? range : Suggestion.remedy(step, known) + ", or " + range);
  }

  private String walked(int steps) {
    return String.join(".", path.subList(0, steps));
  }
}
