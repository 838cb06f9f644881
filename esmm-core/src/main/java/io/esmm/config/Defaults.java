package io.esmm.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the defaults that records fill in, by making one with all optional values missing and
 * looking at it. They stand in the constructor alone, so schema and reference cannot contradict it.
 */
final class Defaults {
  private final JsonForms forms;
  private final RecordWriter writer;

  Defaults(JsonForms forms) {
    this.forms = forms;
    this.writer = new RecordWriter(forms);
  }

  /** The default values by property; empty if a record with made-up required values is refused. */
  Map<String, JsonNode> of(Class<?> type) {
    Map<String, JsonNode> defaults = new LinkedHashMap<>();
    @Nullable Object record = sample(type);
    if (record != null) {
      for (RecordProperty property : forms.properties(type)) {
        @Nullable Object value = property.optional() ? property.of(record) : null;
        if (value != null) {
          defaults.put(property.name(), writer.value(property.form(), value));
        }
      }
    }
    return defaults;
  }

  private @Nullable Object sample(Class<?> type) {
    List<RecordProperty> properties = forms.properties(type);
    @Nullable Object[] arguments = new @Nullable Object[properties.size()];
    for (int i = 0; i < arguments.length; i++) {
      if (!properties.get(i).optional()) {
        arguments[i] = sample(properties.get(i).form());
        if (arguments[i] == null) {
          return null;
        }
      }
    }
    try {
      return forms.constructor(type).newInstance(arguments);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      return null;
    }
  }

  /** Some value of a form, if it is easily had. */
  private @Nullable Object sample(JsonForm form) {
    return switch (form) {
      case JsonForm.Text _ -> "a";
      case JsonForm.Whole whole -> whole.wide() ? (Object) 1L : (Object) 1;
      case JsonForm.Decimal _ -> 0.5;
      case JsonForm.Flag _ -> false;
      case JsonForm.Choice choice -> choice.constants().values().iterator().next();
      case JsonForm.Items items -> {
        @Nullable Object element = sample(items.element());
        yield element == null ? null : List.of(element);
      }
      case JsonForm.Entries _ -> Map.of();
      case JsonForm.Group group -> sample(group.type());
      case JsonForm.Anything _, JsonForm.Scalars _, JsonForm.Variants _ -> null;
    };
  }
}
