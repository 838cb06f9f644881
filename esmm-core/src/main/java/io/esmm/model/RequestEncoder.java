package io.esmm.model;

import io.esmm.batch.Batch;
import io.esmm.batch.CrossColumns;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldEncoder;
import io.esmm.field.Level;
import io.esmm.field.RawValue;
import io.esmm.field.ReadField;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.problem.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns requests into batches through the model's own vocabularies and scales. Immutable and
 * thread-safe.
 */
final class RequestEncoder {
  private final FeatureSchema schema;
  private final List<FieldEncoder> encoders = new ArrayList<>();

  /** For each encoder the place of its field in the schema. */
  private final List<Integer> places = new ArrayList<>();

  private final List<String> crosses;
  private final List<String> requestFields;
  private final List<String> impressionFields;

  RequestEncoder(FeatureSchema schema) {
    this.schema = schema;
    for (int f = 0; f < schema.fields().size(); f++) {
      if (schema.fields().get(f).config() instanceof ReadField) {
        encoders.add(new FieldEncoder(schema.fields().get(f)));
        places.add(f);
      }
    }
    this.crosses = schema.crosses().stream().map(EncodedField::name).toList();
    this.requestFields = names(Level.REQUEST);
    this.impressionFields = names(Level.IMPRESSION);
  }

  private List<String> names(Level level) {
    return schema.fields().stream()
        .filter(field -> field.level() == level && field.config() instanceof ReadField)
        .map(EncodedField::name)
        .toList();
  }

  /**
   * A batch of one request.
   *
   * @throws ProblemException with every field that is unknown, at the wrong level, or has a value
   *     of the wrong kind
   */
  Batch encode(Request request) {
    List<Problem> problems = new ArrayList<>();
    check("request", request.fields(), requestFields, impressionFields, problems);
    for (int i = 0; i < request.candidates().size(); i++) {
      check(
          "candidate " + i, request.candidates().get(i), impressionFields, requestFields, problems);
    }
    Batch batch = new Batch(schema, List.of());
    RawValue value = new RawValue();
    for (int f = 0; f < encoders.size(); f++) {
      switch (encoders.get(f).field().level()) {
        case REQUEST -> encode(f, "request", request.fields(), value, batch, problems);
        case IMPRESSION -> {
          for (int i = 0; i < request.candidates().size(); i++) {
            encode(f, "candidate " + i, request.candidates().get(i), value, batch, problems);
          }
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    batch.addRequest(request.candidates().size());
    if (!crosses.isEmpty()) {
      new CrossColumns(schema).fill(batch);
    }
    return batch;
  }

  private void encode(
      int f,
      String where,
      Map<String, @Nullable Object> values,
      RawValue value,
      Batch batch,
      List<Problem> problems) {
    String name = encoders.get(f).field().name();
    value.clear();
    String problem = put(values.get(name), value);
    if (problem == null) {
      problem = encoders.get(f).problem(value);
    }
    if (problem == null) {
      encoders.get(f).encode(value, batch.column(places.get(f)));
    } else {
      problems.add(new Problem(where + ", field [" + name + "]", problem, ""));
    }
  }

  private void check(
      String where,
      Map<String, @Nullable Object> values,
      List<String> known,
      List<String> otherLevel,
      List<Problem> problems) {
    for (String name : values.keySet()) {
      if (crosses.contains(name)) {
        problems.add(
            new Problem(
                where,
                "field [" + name + "] is a cross, which is computed from other fields",
                "leave it out"));
      } else if (otherLevel.contains(name)) {
        problems.add(
            new Problem(
                where,
                "field [" + name + "] lives at the other level",
                where.equals("request") ? "set it on each candidate" : "set it on the request"));
      } else if (!known.contains(name)) {
        problems.add(
            new Problem(where, "field [" + name + "] unknown", Suggestion.remedy(name, known)));
      }
    }
  }

  /** Puts an object into a raw value; what is wrong with it, or null. */
  private static @Nullable String put(@Nullable Object object, RawValue value) {
    switch (object) {
      case null -> {}
      case Double number -> value.setNumber(number);
      case Float number -> value.setNumber(number);
      case Collection<?> many -> {
        for (Object one : many) {
          String token = token(one);
          if (token == null) {
            return "value [" + one + "] in a collection is no string, number or boolean";
          }
          value.add(token);
        }
      }
      case Map<?, ?> weighted -> {
        for (Map.Entry<?, ?> entry : weighted.entrySet()) {
          String token = token(entry.getKey());
          if (token == null || !(entry.getValue() instanceof Number weight)) {
            return "entry [" + entry + "] is no token with a number as its weight";
          }
          value.add(token, weight.floatValue());
        }
      }
      default -> {
        String token = token(object);
        if (token == null) {
          return "value ["
              + object
              + "] is a "
              + object.getClass().getSimpleName()
              + "; give a string, number, boolean, collection or map";
        }
        value.add(token);
      }
    }
    return null;
  }

  private static @Nullable String token(@Nullable Object object) {
    return switch (object) {
      case String text -> text;
      case Integer number -> Integer.toString(number);
      case Long number -> Long.toString(number);
      case Short number -> Short.toString(number);
      case Byte number -> Byte.toString(number);
      case Boolean truth -> Boolean.toString(truth);
      case Double number ->
          number == Math.rint(number) ? Long.toString(number.longValue()) : number.toString();
      case Float number ->
          number == Math.rint(number) ? Long.toString(number.longValue()) : number.toString();
      case null, default -> null;
    };
  }
}
