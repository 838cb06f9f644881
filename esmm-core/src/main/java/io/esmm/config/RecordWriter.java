package io.esmm.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.tower.TowerRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes configuration records as the JSON that a {@link RecordBinder} reads into equal ones, with
 * every default filled in. Immutable; thread-safe.
 */
public final class RecordWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonForms forms;

  /**
   * A writer for records of the core and of plugins.
   *
   * @param registry the towers and trunks that a record may name
   */
  public RecordWriter(TowerRegistry registry) {
    this(new JsonForms(registry));
  }

  RecordWriter(JsonForms forms) {
    this.forms = forms;
  }

  /** The record as an object. */
  public ObjectNode write(Record record) {
    return properties(record, NODES.objectNode());
  }

  JsonNode value(JsonForm form, Object value) {
    return switch (form) {
      case JsonForm.Text _ -> NODES.textNode((String) value);
      case JsonForm.Whole whole ->
          whole.wide() ? NODES.numberNode((long) value) : NODES.numberNode((int) value);
      case JsonForm.Decimal _ -> NODES.numberNode((double) value);
      case JsonForm.Flag _ -> NODES.booleanNode((boolean) value);
      case JsonForm.Anything _ -> ((JsonNode) value).deepCopy();
      case JsonForm.Choice _ -> NODES.textNode(JsonForms.nameOf((Enum<?>) value));
      case JsonForm.Scalars scalars -> scalar(scalars, value);
      case JsonForm.Items items -> {
        ArrayNode array = NODES.arrayNode();
        ((List<?>) value).forEach(element -> array.add(value(items.element(), element)));
        yield array;
      }
      case JsonForm.Entries entries -> {
        ObjectNode object = NODES.objectNode();
        ((Map<?, ?>) value)
            .forEach((name, each) -> object.set((String) name, value(entries.value(), each)));
        yield object;
      }
      case JsonForm.Group group -> {
        @Nullable JsonNode word = shortForm(group.type(), value);
        yield word != null ? word : properties(value, NODES.objectNode());
      }
      case JsonForm.Variants variants ->
          properties(
              value, NODES.objectNode().put(variants.discriminator(), name(variants, value)));
    };
  }

  private JsonNode scalar(JsonForm.Scalars form, Object value) {
    if (value instanceof Enum<?> constant) {
      return NODES.textNode(JsonForms.nameOf(constant));
    }
    RecordProperty component = forms.properties(value.getClass()).getFirst();
    return value(component.form(), Objects.requireNonNull(component.of(value)));
  }

  private ObjectNode properties(Object record, ObjectNode object) {
    for (RecordProperty property : forms.properties(record.getClass())) {
      @Nullable Object value = property.of(record);
      if (value != null) {
        object.set(property.name(), value(property.form(), value));
      }
    }
    return object;
  }

  private static String name(JsonForm.Variants variants, Object value) {
    return variants.types().entrySet().stream()
        .filter(entry -> entry.getValue() == value.getClass())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                variants.thing()
                    + " "
                    + value.getClass().getName()
                    + " has no name in JSON; known: "
                    + variants.types().keySet()));
  }

  private @Nullable JsonNode shortForm(Class<?> type, Object record) {
    @Nullable Method writer = forms.shortFormWriter(type);
    if (writer == null) {
      return null;
    }
    try {
      writer.setAccessible(true);
      @Nullable Object word = writer.invoke(record);
      return word == null ? null : value(forms.of(writer.getGenericReturnType()), word);
    } catch (InvocationTargetException | IllegalAccessException e) {
      throw new IllegalStateException("cannot call " + writer, e);
    }
  }
}
