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
import io.esmm.scoring.RequestsConfig;
import io.esmm.scoring.RequestsConfig.MissingField;
import io.esmm.scoring.RequestsConfig.UnknownField;
import io.esmm.scoring.RequestsConfig.UnreadableValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns requests into batches through learnt vocabularies and scales. Once its batch has grown to
 * the size of the requests, encoding allocates nothing but the texts of numbers that are ids. Not
 * thread-safe.
 */
public final class RequestEncoder {
  private static final int REQUEST = -1;

  private final FeatureSchema schema;
  private final RequestsConfig policy;
  private final LevelFields requestFields;
  private final LevelFields impressionFields;
  private final @Nullable CrossColumns crosses;
  private final RawValue value = new RawValue();
  private final List<Problem> problems = new ArrayList<>();

  /** The fields that are read at one level: names, encoders and columns stand side by side. */
  private record LevelFields(
      List<String> names, List<FieldEncoder> encoders, List<Integer> columns) {

    static LevelFields of(FeatureSchema schema, Level level) {
      LevelFields fields = new LevelFields(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int f = 0; f < schema.fields().size(); f++) {
        EncodedField field = schema.fields().get(f);
        if (field.level() == level && field.config() instanceof ReadField) {
          fields.names.add(field.name());
          fields.encoders.add(new FieldEncoder(field));
          fields.columns.add(f);
        }
      }
      return fields;
    }
  }

  /**
   * An encoder for requests of a model with this schema.
   *
   * @param policy what becomes of requests that are not as the schema says
   */
  public RequestEncoder(FeatureSchema schema, RequestsConfig policy) {
    this.schema = schema;
    this.policy = policy;
    this.requestFields = LevelFields.of(schema, Level.REQUEST);
    this.impressionFields = LevelFields.of(schema, Level.IMPRESSION);
    this.crosses = schema.crosses().isEmpty() ? null : new CrossColumns(schema);
  }

  /**
   * Adds a request and its candidates to a batch of the same schema.
   *
   * @throws ProblemException with every field that the policy refuses: missing, unknown, at the
   *     other level or with a value of the wrong kind; the batch must then be cleared
   */
  public void append(Request request, Batch batch) {
    problems.clear();
    row(REQUEST, request.fields(), requestFields, batch);
    List<Map<String, @Nullable Object>> candidates = request.candidates();
    for (int i = 0; i < candidates.size(); i++) {
      row(i, candidates.get(i), impressionFields, batch);
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    batch.addRequest(candidates.size());
    if (crosses != null) {
      crosses.fill(batch);
    }
  }

  private void row(
      int candidate, Map<String, @Nullable Object> values, LevelFields fields, Batch batch) {
    int given = 0;
    for (int f = 0; f < fields.names.size(); f++) {
      String name = fields.names.get(f);
      Object object = values.get(name);
      if (object != null || values.containsKey(name)) {
        given++;
      } else if (policy.missingField() == MissingField.ERROR
          && ((ReadField) fields.encoders.get(f).field().config()).knownAfter() == null) {
        problems.add(
            new Problem(
                where(candidate),
                "field [" + name + "] is left out",
                "give its value, or null if it is missing"));
      }
      encode(candidate, object, fields.encoders.get(f), fields.columns.get(f), batch);
    }
    if (given < values.size()) {
      others(candidate, values, fields.names);
    }
  }

  private void encode(
      int candidate, @Nullable Object object, FieldEncoder encoder, int column, Batch batch) {
    String problem = RequestValue.read(object, value);
    if (problem == null) {
      problem = encoder.problem(value);
    }
    if (problem != null && policy.unreadableValue() == UnreadableValue.CLEAR) {
      value.clear();
      problem = null;
    }
    if (problem == null) {
      encoder.encode(value, batch.column(column));
    } else {
      problems.add(
          new Problem(where(candidate) + ", field [" + encoder.field().name() + "]", problem, ""));
    }
  }

  /** What is no field of this level. */
  private void others(int candidate, Map<String, @Nullable Object> values, List<String> known) {
    if (policy.unknownField() == UnknownField.DROP) {
      return;
    }
    List<String> otherLevel = candidate == REQUEST ? impressionFields.names : requestFields.names;
    for (String name : values.keySet()) {
      if (known.contains(name)) {
        continue;
      }
      if (schema.crosses().stream().anyMatch(cross -> cross.name().equals(name))) {
        problems.add(
            new Problem(
                where(candidate),
                "field [" + name + "] is a cross, which is computed from other fields",
                "leave it out"));
      } else if (otherLevel.contains(name)) {
        problems.add(
            new Problem(
                where(candidate),
                "field [" + name + "] lives at the other level",
                candidate == REQUEST ? "set it on each candidate" : "set it on the request"));
      } else {
        problems.add(
            new Problem(
                where(candidate),
                "field [" + name + "] unknown",
                Suggestion.remedy(Objects.toString(name), known)));
      }
    }
  }

  private static String where(int candidate) {
    return candidate == REQUEST ? "request" : "candidate " + candidate;
  }
}
