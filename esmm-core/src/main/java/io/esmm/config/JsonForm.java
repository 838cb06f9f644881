package io.esmm.config;

import java.util.Map;
import java.util.SortedMap;

/** The form that a Java type takes in JSON. */
sealed interface JsonForm {

  /** What stands there, for errors and the reference: {@code an integer}. */
  String expected();

  /** String. */
  record Text() implements JsonForm {
    @Override
    public String expected() {
      return "a string";
    }
  }

  /** int or long. */
  record Whole(boolean wide) implements JsonForm {
    @Override
    public String expected() {
      return "an integer";
    }
  }

  /** double, finite. */
  record Decimal() implements JsonForm {
    @Override
    public String expected() {
      return "a number";
    }
  }

  /** boolean. */
  record Flag() implements JsonForm {
    @Override
    public String expected() {
      return "true or false";
    }
  }

  /** JsonNode: read by someone else. */
  record Anything() implements JsonForm {
    @Override
    public String expected() {
      return "anything";
    }
  }

  /** An enum; the constants by their names in JSON, in the order of declaration. */
  record Choice(String thing, Map<String, Object> constants) implements JsonForm {
    @Override
    public String expected() {
      return "one of " + constants.keySet();
    }
  }

  /** List. */
  record Items(JsonForm element) implements JsonForm {
    @Override
    public String expected() {
      return "a list";
    }
  }

  /** Map with string keys. */
  record Entries(JsonForm value) implements JsonForm {
    @Override
    public String expected() {
      return "an object";
    }
  }

  /** A record, one property for each component. */
  record Group(Class<?> type) implements JsonForm {
    @Override
    public String expected() {
      return "an object";
    }
  }

  /**
   * One of several records.
   *
   * @param base what they have in common
   * @param thing what one of them is called in errors: {@code tower}
   * @param discriminator the property that chooses: {@code type}
   * @param types the records by the names that the property may hold
   */
  record Variants(
      Class<?> base, String thing, String discriminator, SortedMap<String, Class<?>> types)
      implements JsonForm {
    @Override
    public String expected() {
      return "an object with \"" + discriminator + "\", one of " + types.keySet();
    }
  }
}
