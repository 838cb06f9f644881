package io.esmm.data.prepare;

import io.esmm.batch.Batch;
import io.esmm.data.config.AbsencePolicy;
import io.esmm.data.config.PolicyConfig;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawReader;
import io.esmm.data.raw.RawRow;
import io.esmm.data.vocabulary.CrossLearner;
import io.esmm.data.vocabulary.SchemaLearner;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.ReadField;
import io.esmm.field.ValueShares;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.storage.AtomicFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What a preparation learns before it encodes: which rows are used, vocabularies, scales and
 * buckets, and, each in a pass of its own where it is asked for, shares of values and crosses.
 */
final class LearningPass {
  private final List<FieldConfig> fields;
  private final FunnelLabels labels;
  private final RowNumbers numbers;
  private final DownSampling sample;
  private final PolicyConfig policy;
  private final List<SplitInput> inputs;
  private final SetAsideFile setAside;
  private final AtomicFolder folder;
  private final PhaseClock clock;
  private final long[] positives;
  private final List<String> warnings = new ArrayList<>();
  private long trainingRows;
  private long sampledOut;

  /**
   * @param inputs read when learning begins; the first one has the training rows
   * @param folder has room for crosses that do not fit into memory
   */
  LearningPass(
      List<FieldConfig> fields,
      FunnelLabels labels,
      RowNumbers numbers,
      DownSampling sample,
      PolicyConfig policy,
      List<SplitInput> inputs,
      SetAsideFile setAside,
      AtomicFolder folder,
      PhaseClock clock) {
    this.fields = fields;
    this.labels = labels;
    this.numbers = numbers;
    this.sample = sample;
    this.policy = policy;
    this.inputs = inputs;
    this.setAside = setAside;
    this.folder = folder;
    this.clock = clock;
    this.positives = new long[labels.events().size()];
  }

  /** Training rows that a sample leaves out. */
  long sampledOut() {
    return sampledOut;
  }

  /** What is odd about the training rows and accepted. */
  List<String> warnings() {
    return warnings;
  }

  /** The first pass: which rows are used, and what the training rows teach. */
  FeatureSchema learn() {
    SchemaLearner learner = new SchemaLearner(fields);
    int[] ofRequest = places(Level.REQUEST);
    int[] ofImpression = places(Level.IMPRESSION);
    clock.begin("learning");
    for (SplitInput input : inputs) {
      Admission admission =
          new Admission(
              input.layout(),
              labels,
              numbers.reader(input.layout(), labels.names()),
              policy,
              input.splitter(),
              setAside);
      input.admission(admission);
      try (RawReader reader = input.rows().open()) {
        long learntRequest = -1;
        long number = 0;
        while (reader.next()) {
          RawRow row = reader.row();
          boolean admitted = admission.admits(reader);
          if (admitted && input.splitter().of(row, number) == Split.TRAIN) {
            if (!sample.keeps(row, number, Split.TRAIN)) {
              sampledOut++;
              number++;
              continue;
            }
            if (row.request() != learntRequest) {
              learntRequest = row.request();
              see(learner, ofRequest, row);
            }
            see(learner, ofImpression, row);
            count(row);
          }
          number++;
          clock.row(reader.fraction());
        }
        admission.finish(input.rows().name());
        input.quirks(reader.quirks());
      }
    }
    clock.end();
    checkPositives();
    FeatureSchema learnt = learner.finish();
    AssumedValues.require(learnt);
    if (learnt.marginalized() >= 0) {
      learnt = learnShares(learnt);
    }
    return CrossLearner.isNeeded(learnt) ? learnCrosses(learnt) : learnt;
  }

  /** The places in the raw rows of the fields that are read at a level. */
  private int[] places(Level level) {
    int[] raw = RawLayout.places(fields);
    return IntStream.range(0, raw.length)
        .filter(f -> raw[f] >= 0 && fields.get(f).level() == level)
        .map(f -> raw[f])
        .toArray();
  }

  private static void see(SchemaLearner learner, int[] places, RawRow row) {
    for (int f : places) {
      learner.see(f, row.value(f));
    }
  }

  /** A pass over the training rows to count the values of the field that is averaged over. */
  private FeatureSchema learnShares(FeatureSchema learnt) {
    int place = learnt.marginalized();
    EncodedField.Single field = (EncodedField.Single) learnt.fields().get(place);
    long[] counts = new long[field.tableRows()];
    clock.begin("learning shares");
    again(
        RowEncoder.of(learnt, Set.of(field.name())),
        (_, _) -> true, // rows that are left out shift no share
        batch -> {
          Column.Ids column = (Column.Ids) batch.column(place);
          for (int i = 0; i < column.rows(); i++) {
            counts[column.ids()[i]]++;
          }
        });
    return learnt.withShares(field.name(), ValueShares.of((ReadField) fields.get(place), counts));
  }

  /** A pass over the training rows, whose ids are known by now, to count their combinations. */
  private FeatureSchema learnCrosses(FeatureSchema learnt) {
    clock.begin("learning crosses");
    try (CrossLearner learner = new CrossLearner(learnt, folder.scratch())) {
      again(
          RowEncoder.ofParts(learnt),
          (row, number) -> sample.keeps(row, number, Split.TRAIN),
          learner::see);
      return learner.finish();
    }
  }

  /** Whether a training row is gone through once more. */
  private interface Kept {
    boolean keeps(RawRow row, long number);
  }

  /** Goes through the training rows once more and hands on what of them the encoder encodes. */
  private void again(RowEncoder encoder, Kept kept, Consumer<Batch> learner) {
    SplitInput input = inputs.getFirst();
    RowGate gate = input.admission().again();
    try (RawReader reader = input.rows().open()) {
      long number = 0;
      while (reader.next()) {
        RawRow row = reader.row();
        if (gate.admits(reader)
            && input.splitter().of(row, number) == Split.TRAIN
            && kept.keeps(row, number)) {
          if (encoder.rows() >= SplitWriter.ROWS_AT_ONCE && !encoder.continues(row)) {
            learner.accept(encoder.batch());
            encoder.clear();
          }
          encoder.add(row);
        }
        number++;
        clock.row(reader.fraction());
      }
      input.requireRows(number);
      learner.accept(encoder.batch());
      clock.end();
    }
  }

  private void count(RawRow row) {
    trainingRows++;
    for (int e = 0; e < positives.length; e++) {
      positives[e] += row.label(e) == 1 ? 1 : 0;
    }
  }

  private void checkPositives() {
    if (trainingRows == 0) {
      throw new ProblemException(
          "#/data/split", "no row is left to train on", "change the split or the policies");
    }
    List<Problem> problems = new ArrayList<>();
    for (int e = 0; e < positives.length; e++) {
      String event = labels.events().get(e).event();
      String column = labels.events().get(e).label();
      if (positives[e] == 0) {
        problems.add(
            new Problem(
                inputs.getFirst().rows().name(),
                "event [" + event + "] never happens in the " + trainingRows + " training rows",
                "is [" + column + "] its label? If so, set data.policy.noPositives to accept"));
      }
    }
    if (policy.noPositives() == AbsencePolicy.ERROR && !problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    problems.forEach(problem -> warnings.add(problem.what()));
  }
}
