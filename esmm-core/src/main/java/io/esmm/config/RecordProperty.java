package io.esmm.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A component of a configuration record, as a JSON property.
 *
 * @param optional whether the record itself fills in for a missing value
 * @param description from {@code JsonPropertyDescription}, or empty
 */
record RecordProperty(
    String name, JsonForm form, boolean optional, String description, Method accessor) {

  /** The same property, required or not. */
  RecordProperty required(boolean required) {
    return new RecordProperty(name, form, !required, description, accessor);
  }

  /** The component's value in a record. */
  @Nullable Object of(Object record) {
    try {
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (InvocationTargetException | IllegalAccessException e) {
      throw new IllegalStateException("cannot read " + accessor, e);
    }
  }
}
