package io.esmm.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.esmm.problem.Suggestion;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of a {@link RecordBinder} through a tree; a value that cannot be had is null, and told.
 */
final class RecordBinding {
  private final JsonForms forms;
  private final Findings findings;
  private final RecordMaker maker;

  RecordBinding(JsonForms forms, Findings findings) {
    this.forms = forms;
    this.findings = findings;
    this.maker = new RecordMaker(findings);
  }

  /** The value of a node, called {@code thing} in errors. */
  @Nullable Object value(JsonForm form, JsonNode node, String pointer, String thing) {
    return switch (form) {
      case JsonForm.Text _ ->
          node.isTextual() ? node.textValue() : wrong(form, node, pointer, thing);
      case JsonForm.Flag _ ->
          node.isBoolean() ? node.booleanValue() : wrong(form, node, pointer, thing);
      case JsonForm.Anything _ -> node;
      case JsonForm.Whole whole -> whole(whole, node, pointer, thing);
      case JsonForm.Decimal decimal -> decimal(decimal, node, pointer, thing);
      case JsonForm.Choice choice -> choice(choice, node, pointer, thing);
      case JsonForm.Scalars scalars -> scalar(scalars, node, pointer, thing);
      case JsonForm.Items items -> items(items, node, pointer, thing);
      case JsonForm.Entries entries -> entries(entries, node, pointer, thing);
      case JsonForm.Group group -> group(group, node, pointer, thing);
      case JsonForm.Variants variants -> variant(variants, node, pointer, thing);
    };
  }

  private @Nullable Object whole(JsonForm.Whole form, JsonNode node, String pointer, String thing) {
    if (!node.isIntegralNumber()) {
      return wrong(form, node, pointer, thing);
    }
    if (form.wide() ? !node.canConvertToLong() : !node.canConvertToInt()) {
      String range =
          form.wide()
              ? Long.MIN_VALUE + " to " + Long.MAX_VALUE
              : Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
      return problem(
          pointer,
          thing + " " + Places.shown(node) + " is out of range",
          "it must be from " + range);
    }
    // A ?: here would make both of them long.
    if (form.wide()) {
      return node.longValue();
    }
    return node.intValue();
  }

  private @Nullable Object decimal(
      JsonForm.Decimal form, JsonNode node, String pointer, String thing) {
    if (!node.isNumber()) {
      return wrong(form, node, pointer, thing);
    }
    double value = node.doubleValue();
    return Double.isFinite(value)
        ? value
        : problem(pointer, thing + " is no finite number", "give a smaller one");
  }

  private @Nullable Object choice(
      JsonForm.Choice form, JsonNode node, String pointer, String thing) {
    if (!node.isTextual()) {
      return wrong(form, node, pointer, thing);
    }
    @Nullable Object constant = form.constants().get(node.textValue());
    return constant != null
        ? constant
        : problem(
            pointer,
            thing + " [" + node.textValue() + "] unknown",
            Suggestion.remedy(node.textValue(), form.constants().keySet()));
  }

  private @Nullable Object scalar(
      JsonForm.Scalars form, JsonNode node, String pointer, String thing) {
    if (node.isTextual()) {
      return choice(form.words(), node, pointer, thing);
    }
    for (Map.Entry<JsonForm, Class<?>> each : form.records().entrySet()) {
      boolean fits =
          switch (each.getKey()) {
            case JsonForm.Decimal _ -> node.isNumber();
            case JsonForm.Whole _ -> node.isIntegralNumber();
            case JsonForm.Flag _ -> node.isBoolean();
            default -> false;
          };
      if (fits) {
        @Nullable Object component = value(each.getKey(), node, pointer, thing);
        return component == null
            ? null
            : maker.make(
                forms.constructor(each.getValue()),
                new @Nullable Object[] {component},
                node,
                pointer,
                null);
      }
    }
    return wrong(form, node, pointer, thing);
  }

  private @Nullable Object items(JsonForm.Items form, JsonNode node, String pointer, String thing) {
    if (!node.isArray()) {
      return wrong(form, node, pointer, thing);
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      @Nullable Object value =
          value(form.element(), node.get(i), pointer + "/" + i, thing + "[" + i + "]");
      if (value != null) {
        values.add(value);
      }
    }
    return values.size() == node.size() ? Collections.unmodifiableList(values) : null;
  }

  private @Nullable Object entries(
      JsonForm.Entries form, JsonNode node, String pointer, String thing) {
    if (!node.isObject()) {
      return wrong(form, node, pointer, thing);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String name = entry.getKey();
      @Nullable Object value =
          value(form.value(), entry.getValue(), Places.child(pointer, name), thing + "." + name);
      if (value != null) {
        values.put(name, value);
      }
    }
    return values.size() == node.size() ? Collections.unmodifiableMap(values) : null;
  }

  private @Nullable Object variant(
      JsonForm.Variants form, JsonNode node, String pointer, String thing) {
    if (!node.isObject()) {
      return wrong(form, node, pointer, thing);
    }
    @Nullable JsonNode named = node.get(form.discriminator());
    String what = form.thing() + " " + form.discriminator();
    if (named == null || named.isNull()) {
      return problem(pointer, what + " is missing", "known: " + form.types().keySet());
    }
    String place = Places.child(pointer, form.discriminator());
    if (!named.isTextual()) {
      return wrong(new JsonForm.Text(), named, place, what);
    }
    @Nullable Class<?> type = form.types().get(named.textValue());
    if (type == null) {
      return problem(
          place,
          what + " [" + named.textValue() + "] unknown",
          Suggestion.remedy(named.textValue(), form.types().keySet()));
    }
    return properties(type, node, pointer, form.discriminator());
  }

  private @Nullable Object group(JsonForm.Group form, JsonNode node, String pointer, String thing) {
    if (node.isObject()) {
      return properties(form.type(), node, pointer, null);
    }
    @Nullable Method shortForm = forms.shortFormReader(form.type());
    if (shortForm == null || node.isContainerNode()) {
      return wrong(form, node, pointer, thing);
    }
    @Nullable Object word =
        value(forms.of(shortForm.getGenericParameterTypes()[0]), node, pointer, thing);
    return word == null
        ? null
        : maker.make(shortForm, new @Nullable Object[] {word}, node, pointer, null);
  }

  private @Nullable Object properties(
      Class<?> type, JsonNode node, String pointer, @Nullable String discriminator) {
    List<Executable> creators = forms.creators(type);
    if (creators.isEmpty()) {
      return properties(
          forms.properties(type), forms.constructor(type), node, pointer, discriminator);
    }
    @Nullable Executable creator = creator(type, creators, node, pointer);
    return creator == null
        ? null
        : properties(forms.properties(type, creator), creator, node, pointer, discriminator);
  }

  /**
   * The form that a node has, of several: the one with a property that no other has; the first if
   * there is no such property, null and told if there are properties of two forms.
   */
  private @Nullable Executable creator(
      Class<?> type, List<Executable> creators, JsonNode node, String pointer) {
    Map<String, Executable> present = new LinkedHashMap<>();
    for (Executable creator : creators) {
      forms.properties(type, creator).stream()
          .map(RecordProperty::name)
          .filter(node::hasNonNull)
          .filter(name -> creators.stream().filter(other -> has(type, other, name)).count() == 1)
          .findFirst()
          .ifPresent(name -> present.put(name, creator));
    }
    if (present.size() < 2) {
      return present.isEmpty() ? creators.getFirst() : present.values().iterator().next();
    }
    String owner =
        node.path("name").isTextual() ? " of [" + node.path("name").textValue() + "]" : "";
    problem(
        pointer,
        "properties " + present.keySet() + owner + " exclude each other",
        "keep one of them");
    return null;
  }

  private boolean has(Class<?> type, Executable creator, String property) {
    return forms.properties(type, creator).stream().anyMatch(p -> p.name().equals(property));
  }

  private @Nullable Object properties(
      List<RecordProperty> properties,
      Executable creator,
      JsonNode node,
      String pointer,
      @Nullable String discriminator) {
    Set<String> meant = unknown(properties, node, pointer, discriminator);
    @Nullable Object[] arguments = new @Nullable Object[properties.size()];
    Set<String> sound = new HashSet<>();
    boolean failed = false;
    boolean complete = true;
    for (int i = 0; i < arguments.length; i++) {
      RecordProperty property = properties.get(i);
      @Nullable JsonNode child = node.get(property.name());
      if (child == null || child.isNull()) {
        if (!property.optional()) {
          complete = false;
          if (!meant.contains(property.name())) {
            missing(property, node, pointer);
          }
        }
        continue;
      }
      String place = Places.child(pointer, property.name());
      arguments[i] = value(property.form(), child, place, property.name());
      if (arguments[i] != null) {
        sound.add(property.name());
      } else {
        failed = true;
        complete &= property.optional();
      }
    }
    // With only optional values lost, the record is made without them: to hear what it says of the
    // others.
    return complete ? maker.make(creator, arguments, node, pointer, failed ? sound : null) : null;
  }

  /** Tells of unknown properties; the known ones that they were probably meant to be. */
  private Set<String> unknown(
      List<RecordProperty> properties,
      JsonNode node,
      String pointer,
      @Nullable String discriminator) {
    List<String> known = new ArrayList<>(properties.stream().map(RecordProperty::name).toList());
    if (discriminator != null) {
      known.add(discriminator);
    }
    Set<String> meant = new HashSet<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String name = entry.getKey();
      if (!known.contains(name)) {
        List<String> free = known.stream().filter(other -> !node.has(other)).toList();
        @Nullable String closest = Suggestion.closest(name, free);
        if (closest != null) {
          meant.add(closest);
        }
        problem(
            Places.child(pointer, name),
            "property [" + name + "] unknown",
            Suggestion.remedy(name, known));
      }
    }
    return meant;
  }

  private void missing(RecordProperty property, JsonNode node, String pointer) {
    String owner =
        node.path("name").isTextual() ? " of [" + node.path("name").textValue() + "]" : "";
    String types =
        property.form() instanceof JsonForm.Variants variants
            ? ", " + variants.discriminator() + " one of " + variants.types().keySet()
            : "";
    problem(
        pointer,
        "property [" + property.name() + "]" + owner + " is missing",
        "add it: "
            + (property.description().isEmpty()
                ? property.form().expected()
                : property.description())
            + types);
  }

  private @Nullable Object wrong(JsonForm form, JsonNode node, String pointer, String thing) {
    return problem(
        pointer,
        thing + " " + Places.shown(node) + " is " + Places.kind(node),
        "expected " + form.expected());
  }

  private @Nullable Object problem(String pointer, String what, String remedy) {
    findings.add(pointer, what, remedy);
    return null;
  }
}
