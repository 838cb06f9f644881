package io.esmm.config;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.esmm.tower.TowerRegistry;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the configuration reference as Markdown, from the same records that the configuration is
 * read into. Immutable; thread-safe.
 */
public final class ReferenceWriter {
  private static final int LONGEST_DEFAULT = 40;

  private final JsonForms forms;
  private final @Nullable Class<?> dataConfig;

  /**
   * A writer that says nothing of what {@code data} holds.
   *
   * @param registry the towers that a configuration may name
   */
  public ReferenceWriter(TowerRegistry registry) {
    this(new JsonForms(registry), null);
  }

  private ReferenceWriter(JsonForms forms, @Nullable Class<?> dataConfig) {
    this.forms = forms;
    this.dataConfig = dataConfig;
  }

  /** A writer that describes {@code data} as a record. */
  public ReferenceWriter withData(Class<?> dataConfig) {
    return new ReferenceWriter(forms, dataConfig);
  }

  /** The whole page. */
  public String markdown() {
    return new Run().page();
  }

  /**
   * One page in the making: a section for each record, in the order in which they are referred to.
   */
  private final class Run {
    private final StringBuilder text = new StringBuilder();
    private final Deque<JsonForm> ahead = new ArrayDeque<>();
    private final Set<Class<?>> announced = new LinkedHashSet<>();
    private final Defaults defaults = new Defaults(forms);

    String page() {
      text.append("# Configuration reference\n\n");
      text.append(
          "Generated from the code. A property without a default is required, unless it is");
      text.append(" called optional. Unknown properties are errors.\n");
      link(new JsonForm.Group(EsmmConfig.class));
      while (!ahead.isEmpty()) {
        section(ahead.remove());
      }
      return text.toString();
    }

    private void section(JsonForm form) {
      switch (form) {
        case JsonForm.Variants variants -> {
          text.append("\n## ").append(variants.thing()).append("\n\nChosen by `");
          text.append(variants.discriminator()).append("`.\n");
          variants
              .types()
              .forEach((name, type) -> {
                text.append("\n### ").append(variants.thing()).append(" `").append(name);
                text.append("`\n");
                record(type);
              });
        }
        case JsonForm.Group group -> {
          text.append("\n## ").append(heading(group.type())).append("\n");
          record(group.type());
          @Nullable Method shortForm = forms.shortFormReader(group.type());
          if (shortForm != null) {
            text.append("\nInstead of the object, one word: ");
            text.append(value(forms.of(shortForm.getGenericParameterTypes()[0]))).append(".\n");
          }
        }
        default -> throw new IllegalStateException("no section for " + form);
      }
    }

    private void record(Class<?> type) {
      @Nullable JsonClassDescription described = type.getAnnotation(JsonClassDescription.class);
      if (described != null) {
        text.append("\n").append(sentence(described.value())).append("\n");
      }
      List<Executable> creators = forms.creators(type);
      if (!creators.isEmpty()) {
        text.append("\nIn one of these forms: ");
        text.append(creators.stream().map(c -> names(type, c)).collect(Collectors.joining("; ")));
        text.append(".\n");
      }
      List<RecordProperty> properties = forms.properties(type);
      if (properties.isEmpty()) {
        text.append("\nIt has no properties.\n");
        return;
      }
      text.append("\n| property | value | default | meaning |\n|---|---|---|---|\n");
      Map<String, JsonNode> values = defaults.of(type);
      for (RecordProperty property : properties) {
        JsonForm form =
            type == EsmmConfig.class && property.name().equals("data") && dataConfig != null
                ? forms.of(dataConfig)
                : property.form();
        @Nullable JsonNode value = values.get(property.name());
        String shown =
            value == null || value.toString().length() > LONGEST_DEFAULT
                ? "optional"
                : "`" + value + "`";
        text.append("| `").append(property.name()).append("` | ").append(value(form));
        boolean required =
            creators.isEmpty() ? !property.optional() : isRequired(type, creators, property);
        text.append(" | ").append(required ? "" : shown).append(" | ");
        text.append(cell(property.description())).append(" |\n");
      }
    }

    /** Whether every form that has the property needs it. */
    private boolean isRequired(Class<?> type, List<Executable> creators, RecordProperty property) {
      return creators.stream()
          .flatMap(creator -> forms.properties(type, creator).stream())
          .noneMatch(each -> each.name().equals(property.name()) && each.optional());
    }

    private String names(Class<?> type, Executable creator) {
      return forms.properties(type, creator).stream()
          .map(property -> "`" + property.name() + "`")
          .collect(Collectors.joining(", "));
    }

    private String value(JsonForm form) {
      return switch (form) {
        case JsonForm.Text _ -> "string";
        case JsonForm.Whole _ -> "integer";
        case JsonForm.Decimal _ -> "number";
        case JsonForm.Flag _ -> "boolean";
        case JsonForm.Anything _ -> "any";
        case JsonForm.Scalars scalars ->
            scalars.records().keySet().stream().map(this::value).collect(Collectors.joining(", "))
                + ", "
                + value(scalars.words());
        case JsonForm.Choice choice ->
            choice.constants().keySet().stream()
                .map(name -> "`\"" + name + "\"`")
                .collect(Collectors.joining(", "));
        case JsonForm.Items items -> "list of " + several(items.element());
        case JsonForm.Entries entries -> "object of " + several(entries.value());
        case JsonForm.Group _, JsonForm.Variants _ -> link(form);
      };
    }

    private String several(JsonForm form) {
      return switch (form) {
        case JsonForm.Text _, JsonForm.Whole _, JsonForm.Decimal _, JsonForm.Flag _ ->
            value(form) + "s";
        default -> value(form);
      };
    }

    private String link(JsonForm form) {
      Class<?> type =
          switch (form) {
            case JsonForm.Group group -> group.type();
            case JsonForm.Variants variants -> variants.base();
            default -> throw new IllegalStateException("no section for " + form);
          };
      if (announced.add(type)) {
        ahead.add(form);
      }
      String thing = heading(type);
      return "[" + thing + "](#" + thing.toLowerCase(Locale.ROOT) + ")";
    }
  }

  private static String heading(Class<?> type) {
    return type == EsmmConfig.class ? "configuration" : JsonForms.thing(type);
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
