package io.esmm.config;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.tower.TowerRegistry;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON schema (draft 2020-12) of the configuration, for editors and validators: from the
 * same records that it is read into, with the towers that are known. Immutable; thread-safe.
 */
public final class SchemaWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonForms forms;
  private final @Nullable Class<?> dataConfig;

  /**
   * A writer that says nothing of what {@code data} holds.
   *
   * @param registry the towers that a configuration may name
   */
  public SchemaWriter(TowerRegistry registry) {
    this(new JsonForms(registry), null);
  }

  private SchemaWriter(JsonForms forms, @Nullable Class<?> dataConfig) {
    this.forms = forms;
    this.dataConfig = dataConfig;
  }

  /** A writer that describes {@code data} as a record. */
  public SchemaWriter withData(Class<?> dataConfig) {
    return new SchemaWriter(forms, dataConfig);
  }

  /** The schema of a whole configuration. */
  public ObjectNode schema() {
    Run run = new Run();
    ObjectNode root = NODES.objectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "ESMM configuration");
    root.setAll(run.record(EsmmConfig.class, null, null));
    ObjectNode properties = (ObjectNode) root.get("properties");
    properties.putObject("$schema").put("type", "string").put("description", "for editors");
    if (dataConfig != null) {
      ObjectNode data = run.of(forms.of(dataConfig));
      @Nullable JsonNode description = properties.path("data").get("description");
      if (description != null) {
        data.set("description", description);
      }
      properties.set("data", data);
    }
    root.set("$defs", run.definitions);
    return root;
  }

  /** One schema in the making. */
  private final class Run {
    private final ObjectNode definitions = NODES.objectNode();
    private final Map<Class<?>, String> names = new HashMap<>();
    private final Defaults defaults = new Defaults(forms);

    ObjectNode of(JsonForm form) {
      ObjectNode schema = NODES.objectNode();
      switch (form) {
        case JsonForm.Text _ -> schema.put("type", "string");
        case JsonForm.Whole whole -> {
          schema.put("type", "integer");
          if (!whole.wide()) {
            schema.put("minimum", Integer.MIN_VALUE).put("maximum", Integer.MAX_VALUE);
          }
        }
        case JsonForm.Decimal _ -> schema.put("type", "number");
        case JsonForm.Flag _ -> schema.put("type", "boolean");
        case JsonForm.Anything _ -> {}
        case JsonForm.Choice choice -> {
          ArrayNode names = schema.putArray("enum");
          choice.constants().keySet().forEach(names::add);
        }
        case JsonForm.Scalars scalars -> {
          ArrayNode each = schema.putArray("anyOf");
          scalars.records().keySet().forEach(component -> each.add(of(component)));
          each.add(of(scalars.words()));
        }
        case JsonForm.Items items -> schema.put("type", "array").set("items", of(items.element()));
        case JsonForm.Entries entries ->
            schema.put("type", "object").set("additionalProperties", of(entries.value()));
        case JsonForm.Group group -> schema.put("$ref", define(group.type(), form));
        case JsonForm.Variants variants -> schema.put("$ref", define(variants.base(), form));
      }
      return schema;
    }

    /** The reference of a definition, which is added if it is not there yet. */
    private String define(Class<?> type, JsonForm form) {
      @Nullable String known = names.get(type);
      if (known == null) {
        String name = JsonForms.thing(type);
        for (int i = 2; names.containsValue(name); i++) {
          name = JsonForms.thing(type) + i;
        }
        // The name comes before the content, which may refer to itself.
        names.put(type, name);
        definitions.putObject(name);
        definitions.set(name, definition(form));
        known = name;
      }
      return "#/$defs/" + known;
    }

    private ObjectNode definition(JsonForm form) {
      ObjectNode schema = NODES.objectNode();
      if (form instanceof JsonForm.Variants variants) {
        if (variants.types().isEmpty()) {
          // An empty oneOf is not allowed; this allows nothing.
          schema.putObject("not");
          return schema;
        }
        ArrayNode each = schema.putArray("oneOf");
        variants
            .types()
            .forEach((name, type) -> each.add(record(type, variants.discriminator(), name)));
        return schema;
      }
      Class<?> type = ((JsonForm.Group) form).type();
      List<Executable> creators = forms.creators(type);
      if (!creators.isEmpty()) {
        ArrayNode each = schema.putArray("oneOf");
        creators.forEach(
            creator -> each.add(record(type, forms.properties(type, creator), null, null)));
        return schema;
      }
      @Nullable Method shortForm = forms.shortFormReader(type);
      ObjectNode object = record(type, null, null);
      if (shortForm == null) {
        return object;
      }
      schema
          .putArray("anyOf")
          .add(of(forms.of(shortForm.getGenericParameterTypes()[0])))
          .add(object);
      return schema;
    }

    /** A record as an object, with its name among variants if it has one. */
    ObjectNode record(Class<?> type, @Nullable String discriminator, @Nullable String name) {
      return record(type, forms.properties(type), discriminator, name);
    }

    private ObjectNode record(
        Class<?> type,
        List<RecordProperty> components,
        @Nullable String discriminator,
        @Nullable String name) {
      ObjectNode schema = NODES.objectNode().put("type", "object");
      @Nullable JsonClassDescription described = type.getAnnotation(JsonClassDescription.class);
      if (described != null) {
        schema.put("description", described.value());
      }
      ObjectNode properties = NODES.objectNode();
      ArrayNode required = NODES.arrayNode();
      if (discriminator != null) {
        properties.putObject(discriminator).put("const", name);
        required.add(discriminator);
      }
      Map<String, JsonNode> values = defaults.of(type);
      for (RecordProperty property : components) {
        ObjectNode content = of(property.form());
        if (!property.description().isEmpty()) {
          content.put("description", property.description());
        }
        if (values.containsKey(property.name())) {
          content.set("default", values.get(property.name()));
        }
        properties.set(property.name(), content);
        if (!property.optional()) {
          required.add(property.name());
        }
      }
      schema.set("properties", properties);
      if (!required.isEmpty()) {
        schema.set("required", required);
      }
      return schema.put("additionalProperties", false);
    }
  }
}
