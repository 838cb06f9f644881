package io.esmm.config;

import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

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

  /**
   * A sealed interface of records with one component and enums: the component itself, or the name
   * of a constant.
   *
   * @param records for each form of a component the record that it makes
   * @param words the constants, by their names in JSON
   */
  record Scalars(Map<JsonForm, Class<?>> records, Choice words) implements JsonForm {
    @Override
    public String expected() {
      return records.keySet().stream().map(JsonForm::expected).collect(Collectors.joining(" or "))
          + " or "
          + words.expected();
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
