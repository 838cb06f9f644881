package io.esmm.data.memory;

import io.esmm.batch.Batch;
import io.esmm.config.EsmmConfig;
import io.esmm.data.prepare.RowMarks;
import io.esmm.data.prepare.RowNumbers;
import io.esmm.data.vocabulary.CrossLearner;
import io.esmm.data.vocabulary.SchemaLearner;
import io.esmm.field.FeatureSchema;
import io.esmm.field.NominalSchema;
import io.esmm.field.RawValue;
import io.esmm.field.ReadField;
import io.esmm.field.ValueCheck;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.Outcome;
import io.esmm.model.Request;
import io.esmm.model.RequestEncoder;
import io.esmm.model.RequestValue;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.train.InMemorySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests with what came of each candidate, gathered in this process to be trained on. A candidate
 * carries its fields and, under the names of the events' label columns, its labels: true, false, 1
 * or 0. An event without a column of its own has its label under its own name.
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
  private final Funnel funnel;
  private final Outcome happened;

  /** Of the events that have one, in the order of the funnel. */
  private final List<String> labels;

  private final List<ReadField> fields;

  /** Finds what is wrong with a request before anything is learnt. */
  private final RequestEncoder trial;

  private final Batch tried;
  private final RawValue value = new RawValue();
  private final List<Request> requests = new ArrayList<>();

  /** For each request and each label what came of its candidates. */
  private final List<byte[][]> outcomes = new ArrayList<>();

  /**
   * An empty log.
   *
   * @throws ProblemException if a cross of the configuration learns its combinations, which needs
   *     room on a disk, or the configuration asks for something that only the preparation of raw
   *     rows does
   */
  public RequestLog(EsmmConfig config) {
    this.config = config;
    this.funnel = Funnel.of(config.funnel());
    this.happened = new Outcome(funnel);
    this.labels =
        funnel.labelled().stream()
            .map(event -> event.label().isEmpty() ? event.name() : event.label())
            .toList();
    this.fields =
        config.fields().stream()
            .filter(ReadField.class::isInstance)
            .map(ReadField.class::cast)
            .toList();
    FeatureSchema nominal = NominalSchema.of(config.fields(), 1);
    if (CrossLearner.isNeeded(nominal)) {
      throw new ProblemException(
          "/fields",
          "a cross with minCount learns its combinations on a disk",
          "give it a hash, or prepare the rows from files");
    }
    requireNothingToPrepare();
    this.trial = new RequestEncoder(nominal, config.requests());
    this.tried = new Batch(nominal, List.of());
  }

  private void requireNothingToPrepare() {
    List<Problem> problems = new ArrayList<>();
    String remedy = "prepare the rows from files, or remove it";
    for (ReadField field : fields) {
      if (field.knownAfter() != null) {
        problems.add(
            new Problem(
                "/fields", "field [" + field.name() + "] is known only after an event", remedy));
      }
    }
    if (config.training().downSample() != null) {
      problems.add(new Problem("/training/downSample", "rows are left out", remedy));
    }
    if (!RowNumbers.of(config).names().isEmpty()) {
      problems.add(new Problem("/objective/terms", "rows have weights of their own", remedy));
    }
    if (!RowMarks.of(config).names().isEmpty()) {
      problems.add(
          new Problem("/objective/terms", "terms have conditions on columns or fields", remedy));
    }
    config.funnel().events().stream()
        .filter(event -> event.open() != null)
        .forEach(event ->
            problems.add(
                new Problem("/funnel/events", "event [" + event.name() + "] may be open", remedy)));
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  /**
   * Adds a request and what came of it.
   *
   * @throws ProblemException with every value that is of the wrong kind, label that is missing or
   *     neither 0 nor 1, and event that happened without the one it comes after; the log is as
   *     before
   */
  public RequestLog add(Request request) {
    List<Problem> problems = new ArrayList<>();
    int n = request.candidates().size();
    byte[][] outcome = new byte[labels.size()][n];
    for (int i = 0; i < n; i++) {
      for (int e = 0; e < outcome.length; e++) {
        outcome[e][i] = label(e, i, request.candidates().get(i).get(labels.get(e)), problems);
      }
      violations(i, outcome, problems);
    }
    Request unlabelled = request.withoutCandidateFields(labels);
    try {
      tried.clear();
      trial.append(unlabelled, tried);
    } catch (ProblemException e) {
      problems.addAll(e.problems());
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    requests.add(unlabelled);
    outcomes.add(outcome);
    return this;
  }

  private byte label(int event, int candidate, @Nullable Object object, List<Problem> problems) {
    if (object instanceof Boolean happened) {
      return (byte) (happened ? 1 : 0);
    }
    if (object instanceof Number number
        && (number.doubleValue() == 0 || number.doubleValue() == 1)) {
      return number.byteValue();
    }
    problems.add(
        new Problem(
            "candidate " + candidate + ", label [" + labels.get(event) + "]",
            object == null ? "is missing" : "is [" + object + "]",
            "set it to true or false, 1 or 0"));
    return 0;
  }

  private void violations(int candidate, byte[][] outcome, List<Problem> problems) {
    int label = 0;
    for (int e = 0; e < funnel.events().size(); e++) {
      if (funnel.events().get(e).isOtherwise()) {
        happened.complete(e);
        continue;
      }
      happened.set(e, outcome[label++][candidate]);
      if (happened.happened(e) && !happened.isReached(e)) {
        problems.add(
            new Problem(
                "candidate " + candidate,
                "["
                    + funnel.nameOf(e)
                    + "] without ["
                    + String.join("] or [", funnel.parentNames(e))
                    + "]",
                "set both, or neither"));
      }
    }
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
    return learner.finish();
  }

  private void see(SchemaLearner learner, int field, Map<String, @Nullable Object> values) {
    ReadField read = fields.get(field);
    if (RequestValue.read(values.get(read.name()), value) != null
        || ValueCheck.problem(read, value) != null) {
      value.clear(); // the policy said so, or the request would not be here
    }
    learner.see(field, value);
  }

  /** The number of requests. */
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
    InMemorySet set = new InMemorySet(schema, funnel.labelledNames());
    RequestEncoder encoder = new RequestEncoder(schema, config.requests());
    Batch batch = set.newBatch();
    for (int r = 0; r < requests.size(); r++) {
      int first = batch.impressions();
      encoder.append(requests.get(r), batch);
      byte[][] outcome = outcomes.get(r);
      for (int e = 0; e < outcome.length; e++) {
        System.arraycopy(outcome[e], 0, batch.labels(e), first, outcome[e].length);
      }
      if (batch.requests() == REQUESTS_AT_ONCE || r == requests.size() - 1) {
        set.add(batch);
        batch.clear();
      }
    }
    return set;
  }
}
