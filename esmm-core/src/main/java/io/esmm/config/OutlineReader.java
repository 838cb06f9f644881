package io.esmm.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.esmm.funnel.EventLink;
import io.esmm.objective.Preset;
import io.esmm.objective.TermLoss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names of an {@link Outline} in JSON of which nothing is known yet: what is missing, or
 * is not what it should be, is passed over here and told by those who bind it.
 */
final class OutlineReader {
  private OutlineReader() {}

  static Outline read(JsonNode json) {
    List<Outline.Field> fields = new ArrayList<>();
    for (JsonNode field : json.path("fields")) {
      @Nullable Integer dimension =
          field.path("dimension").canConvertToInt() ? field.path("dimension").intValue() : null;
      List<String> parts = new ArrayList<>();
      field.path("of").forEach(part -> parts.add(part.isTextual() ? part.textValue() : ""));
      fields.add(
          new Outline.Field(
              text(field, "name"),
              kind(field),
              text(field, "sharesVocabularyWith"),
              dimension,
              parts,
              text(field, "knownAfter"),
              field.path("marginalize").asBoolean(false)));
    }
    List<EventLink> events = new ArrayList<>();
    List<String> open = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (JsonNode event : json.path("funnel").path("events")) {
      events.add(link(event));
      if (event.hasNonNull("open")) {
        open.add(text(event, "name"));
      }
      labels.add(text(event, "label"));
    }
    List<Outline.Term> terms = new ArrayList<>();
    for (JsonNode term : json.path("objective").path("terms")) {
      boolean joint = text(term, "probability").equals("joint");
      boolean learnt = text(term, "weight").equals("uncertainty");
      List<Outline.Condition> where = new ArrayList<>();
      for (JsonNode condition : term.path("where")) {
        where.add(new Outline.Condition(text(condition, "field"), text(condition, "event")));
      }
      terms.add(
          new Outline.Term(
              text(term, "event"),
              joint,
              text(term, "over"),
              learnt,
              where,
              text(term.path("sample"), "event"),
              text(term.path("propensity"), "event"),
              term.hasNonNull("loss") ? text(term, "loss") : TermLoss.CROSS_ENTROPY.word(),
              text(term, "head"),
              text(term, "notAbove")));
    }
    List<Outline.Head> heads = new ArrayList<>();
    for (JsonNode head : json.path("objective").path("heads")) {
      heads.add(new Outline.Head(text(head, "name"), text(head, "event")));
    }
    String metric = text(json.path("training").path("earlyStopping"), "metric");
    return new Outline(
        json.path("embedding").path("dimension").asInt(18),
        fields,
        text(json.path("funnel"), "space"),
        events,
        labels,
        deepest(json.path("funnel").path("deepest")),
        text(json.path("funnel"), "readout"),
        preset(json.path("objective")),
        terms,
        heads,
        metric.contains(":") ? metric.substring(metric.indexOf(':') + 1) : "",
        text(json.path("training").path("downSample"), "event"),
        open);
  }

  private static String preset(JsonNode objective) {
    if (objective.isMissingNode() || objective.isNull()) {
      return JsonForms.nameOf(Preset.ESMM);
    }
    return objective.isTextual() ? objective.textValue() : text(objective, "preset");
  }

  private static EventLink link(JsonNode event) {
    List<String> after = new ArrayList<>();
    if (event.path("paths").isArray()) {
      event.path("paths").forEach(path -> after.add(text(path, "after")));
    } else if (!event.has("otherwise")) {
      after.add(text(event, "after"));
    }
    return new EventLink(text(event, "name"), after, text(event, "otherwise"));
  }

  private static Outline.Kind kind(JsonNode field) {
    return switch (text(field, "kind")) {
      case "numeric" -> field.hasNonNull("buckets") ? Outline.Kind.BUCKETS : Outline.Kind.NUMBER;
      case "cross" -> Outline.Kind.CROSS;
      default -> Outline.Kind.TOKENS;
    };
  }

  private static Outline.@Nullable Deepest deepest(JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return null;
    }
    Map<String, String> values = new LinkedHashMap<>();
    json.path("values")
        .properties()
        .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText("")));
    return new Outline.Deepest(text(json, "column"), values);
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).isTextual() ? node.path(name).textValue() : "";
  }
}
