package io.esmm.data.memory;

import io.esmm.batch.Batch;
import io.esmm.config.EsmmConfig;
import io.esmm.data.prepare.AssumedValues;
import io.esmm.data.prepare.LoggedCandidate;
import io.esmm.data.vocabulary.CrossLearner;
import io.esmm.data.vocabulary.SchemaLearner;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldEncoder;
import io.esmm.field.NominalSchema;
import io.esmm.field.RawValue;
import io.esmm.field.ReadField;
import io.esmm.field.ValueCheck;
import io.esmm.field.ValueShares;
import io.esmm.funnel.Funnel;
import io.esmm.model.Request;
import io.esmm.model.RequestEncoder;
import io.esmm.model.RequestValue;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.train.InMemorySet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests with what came of each candidate, gathered in this process to be trained on. A candidate
 * carries its fields and, under the names of the events' label columns, its labels: true, false, 1
 * or 0; or, where one column tells the deepest event, that column. What else the configuration asks
 * of a row stands beside them under the names of its columns: the time elapsed, a delay, a weight,
 * the subject of a condition. Labels that are open, fields that are known only after an event and
 * samples of the rows are treated as when files are prepared.
 *
 * <pre>{@code
 * RequestLog log = new RequestLog(config);
 * log.add(
 *     Request.builder()
 *         .set("user", "u17")
 *         .candidate().set("item", "i4").set("clicked", true).set("bought", false)
 *         .candidate().set("item", "i9").set("clicked", false).set("bought", false)
 *         .build());
 * EsmmModel model = ModelTrainer.of(config).train(log.encode());
 * }</pre>
 *
 * <p>Rows are kept as they were given, so that vocabularies and scales can be learnt from all of
 * them: for logs that fit in memory. Not thread-safe.
 */
public final class RequestLog {
  private static final int REQUESTS_AT_ONCE = 1024;

  private final EsmmConfig config;

  /** Those that have a label, in the order of the funnel. */
  private final List<String> events;

  private final LoggedCandidate logged;

  /** What candidates have beside their fields. */
  private final Set<String> columns;

  private final List<ReadField> fields;

  /** Finds what is wrong with a request before anything is learnt. */
  private final RequestEncoder trial;

  private final Batch tried;
  private final RawValue value = new RawValue();
  private final List<Request> requests = new ArrayList<>();

  /** For each request what its candidates carry beside their fields. */
  private final List<List<Row>> outcomes = new ArrayList<>();

  private record Row(byte[] labels, byte[] marks, float[] numbers) {}

  /**
   * An empty log.
   *
   * @throws ProblemException if a cross of the configuration learns its combinations, which needs
   *     room on a disk, or a field reads a label
   */
  public RequestLog(EsmmConfig config) {
    this.config = config;
    this.events = Funnel.of(config.funnel()).labelledNames();
    this.logged = new LoggedCandidate(config);
    this.columns = logged.columns();
    this.fields =
        config.fields().stream()
            .filter(ReadField.class::isInstance)
            .map(ReadField.class::cast)
            .toList();
    FeatureSchema nominal = NominalSchema.of(config.fields(), 1);
    if (CrossLearner.isNeeded(nominal)) {
      throw new ProblemException(
          "#/fields",
          "a cross with minCount learns its combinations on a disk",
          "give it a hash, or prepare the rows from files");
    }
    this.trial = new RequestEncoder(nominal, config.requests());
    this.tried = new Batch(nominal, List.of());
  }

  /**
   * Adds a request and what came of it.
   *
   * @throws ProblemException with every value that is of the wrong kind, label that is missing or
   *     neither 0 nor 1, event that happened without the one it comes after, and number that is
   *     needed and cannot be read; the log is as before
   */
  public RequestLog add(Request request) {
    List<Problem> problems = new ArrayList<>();
    List<Map<String, @Nullable Object>> kept = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < request.candidates().size(); i++) {
      Map<String, @Nullable Object> candidate = request.candidates().get(i);
      problems.addAll(logged.read("candidate " + i, request.fields(), candidate));
      if (problems.isEmpty() && logged.isKept()) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>(candidate);
        known.keySet().removeAll(logged.unknownFields());
        kept.add(known);
        rows.add(row());
      }
    }
    try {
      tried.clear();
      trial.append(request.withoutCandidateFields(columns), tried);
    } catch (ProblemException e) {
      problems.addAll(e.problems());
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    if (!kept.isEmpty()) {
      requests.add(request.withCandidates(kept).withoutCandidateFields(columns));
      outcomes.add(rows);
    }
    return this;
  }

  private Row row() {
    byte[] labels = new byte[events.size()];
    for (int e = 0; e < labels.length; e++) {
      labels[e] = logged.label(e);
    }
    byte[] marks = new byte[logged.markNames().size()];
    for (int m = 0; m < marks.length; m++) {
      marks[m] = (byte) (logged.mark(m) ? 1 : 0);
    }
    float[] numbers = new float[logged.numberNames().size()];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = logged.number(k);
    }
    return new Row(labels, marks, numbers);
  }

  private FeatureSchema learn() {
    SchemaLearner learner = new SchemaLearner(config.fields());
    for (Request request : requests) {
      for (int f = 0; f < fields.size(); f++) {
        switch (fields.get(f).level()) {
          case REQUEST -> see(learner, f, request.fields());
          case IMPRESSION -> {
            for (Map<String, @Nullable Object> candidate : request.candidates()) {
              see(learner, f, candidate);
            }
          }
        }
      }
    }
    FeatureSchema learnt = learner.finish();
    AssumedValues.require(learnt);
    return learnt.marginalized() < 0 ? learnt : withShares(learnt);
  }

  /** Counts the values of the field that is averaged over where it is not known. */
  private FeatureSchema withShares(FeatureSchema learnt) {
    int place = learnt.marginalized();
    EncodedField.Single field = (EncodedField.Single) learnt.fields().get(place);
    FieldEncoder encoder = new FieldEncoder(field);
    Column.Ids ids = new Column.Ids();
    for (Request request : requests) {
      for (Map<String, @Nullable Object> candidate : request.candidates()) {
        if (RequestValue.read(candidate.get(field.name()), value) != null) {
          value.clear();
        }
        encoder.encode(value, ids);
      }
    }
    long[] counts = new long[field.tableRows()];
    for (int i = 0; i < ids.rows(); i++) {
      counts[ids.ids()[i]]++;
    }
    return learnt.withShares(field.name(), ValueShares.of((ReadField) field.config(), counts));
  }

  private void see(SchemaLearner learner, int field, Map<String, @Nullable Object> values) {
    ReadField read = fields.get(field);
    if (RequestValue.read(values.get(read.name()), value) != null
        || ValueCheck.problem(read, value) != null) {
      value.clear(); // the policy said so, or the request would not be here
    }
    learner.see(field, value);
  }

  /** The number of requests, those left out by a sample not among them. */
  public int size() {
    return requests.size();
  }

  /**
   * Learns vocabularies and scales from all rows and encodes them. The log may grow afterwards and
   * be encoded again.
   *
   * @return rows with the labels of all events that have one, in the order of the funnel
   */
  public InMemorySet encode() {
    FeatureSchema schema = learn();
    InMemorySet set = new InMemorySet(schema, events, logged.markNames(), logged.numberNames());
    RequestEncoder encoder = new RequestEncoder(schema, config.requests());
    Batch batch = set.newBatch();
    for (int r = 0; r < requests.size(); r++) {
      int first = batch.impressions();
      encoder.append(requests.get(r), batch);
      List<Row> rows = outcomes.get(r);
      for (int i = 0; i < rows.size(); i++) {
        put(rows.get(i), batch, first + i);
      }
      if (batch.requests() == REQUESTS_AT_ONCE || r == requests.size() - 1) {
        set.add(batch);
        batch.clear();
      }
    }
    return set;
  }

  private static void put(Row row, Batch batch, int at) {
    for (int e = 0; e < row.labels().length; e++) {
      batch.labels(e)[at] = row.labels()[e];
    }
    for (int m = 0; m < row.marks().length; m++) {
      batch.marked(m)[at] = row.marks()[m];
    }
    for (int k = 0; k < row.numbers().length; k++) {
      batch.number(k)[at] = row.numbers()[k];
    }
  }
}
