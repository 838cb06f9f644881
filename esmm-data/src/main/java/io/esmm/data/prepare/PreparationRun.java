package io.esmm.data.prepare;

import io.esmm.batch.Batch;
import io.esmm.data.config.AbsencePolicy;
import io.esmm.data.config.PolicyConfig;
import io.esmm.data.prepared.GroupColumn;
import io.esmm.data.prepared.PreparedLayout;
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
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One preparation while it runs: open inputs, then {@link #learn}, {@link #encode}, {@link
 * #finish}.
 */
final class PreparationRun implements AutoCloseable {
  private final List<FieldConfig> fields;
  private final FunnelLabels labels;
  private final RowMarks marks;
  private final RowNumbers numbers;
  private final DownSampling sample;
  private final PolicyConfig policy;
  private final AtomicFolder folder;
  private final PhaseClock clock;
  private final SetAsideFile setAside;
  private final List<SplitInput> inputs = new ArrayList<>();
  private final Map<Split, SplitWriter> writers = new EnumMap<>(Split.class);
  private final long[] positives;
  private final List<String> warnings = new ArrayList<>();
  private @Nullable FeatureSchema schema;
  private long trainingRows;
  private long sampledOut;

  PreparationRun(
      List<FieldConfig> fields,
      FunnelLabels labels,
      RowMarks marks,
      RowNumbers numbers,
      DownSampling sample,
      PolicyConfig policy,
      AtomicFolder folder,
      PhaseClock clock) {
    this.fields = fields;
    this.labels = labels;
    this.marks = marks;
    this.numbers = numbers;
    this.sample = sample;
    this.policy = policy;
    this.folder = folder;
    this.clock = clock;
    this.setAside = new SetAsideFile(folder);
    this.positives = new long[labels.events().size()];
  }

  /** Adds a source, which is closed with the run; the first one has the training rows. */
  void add(SplitInput input) {
    inputs.add(input);
  }

  /** The first pass: which rows are used, and what the training rows teach. */
  void learn() {
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
    schema = CrossLearner.isNeeded(learnt) ? learnCrosses(learnt) : learnt;
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
      requireSameRows(input, number);
      learner.accept(encoder.batch());
      clock.end();
    }
  }

  private static void requireSameRows(SplitInput input, long rows) {
    if (rows != input.admission().rows()) {
      throw new ProblemException(
          input.rows().name(),
          "had " + input.admission().rows() + " rows at first and " + rows + " rows now",
          "let nobody write to it while it is prepared");
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
          "/data/split", "no row is left to train on", "change the split or the policies");
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

  /** The last pass: every used row, encoded, into its split. */
  void encode() {
    clock.begin("encoding");
    for (SplitInput input : inputs) {
      RowGate gate = input.admission().again();
      Splitter splitter = input.splitter();
      try (RawReader reader = input.rows().open()) {
        long number = 0;
        while (reader.next()) {
          if (gate.admits(reader)) {
            RawRow row = reader.row();
            Split split = splitter.of(row, number);
            if (sample.keeps(row, number, split)) {
              writer(split).add(row);
            }
          }
          number++;
          clock.row(reader.fraction());
        }
        requireSameRows(input, number);
      }
      // A request never continues in another file.
      writers.values().forEach(SplitWriter::endRequest);
    }
    clock.end();
  }

  private SplitWriter writer(Split split) {
    SplitWriter open = writers.get(split);
    if (open == null) {
      open =
          new SplitWriter(
              split,
              folder.path().resolve(split.folder()),
              layout(split),
              marks.reader(inputs.getFirst().layout()),
              numbers.reader(inputs.getFirst().layout(), labels.names()));
      writers.put(split, open);
    }
    return open;
  }

  private PreparedLayout layout(Split split) {
    RawLayout raw = inputs.getFirst().layout();
    List<GroupColumn> groups =
        raw.group() == null ? List.of() : List.of(new GroupColumn(raw.group(), raw.groupLevel()));
    return new PreparedLayout(
        Objects.requireNonNull(schema),
        labels.events(),
        raw.key(),
        groups,
        marks.names(),
        numbers.names(),
        sample.sampled(split));
  }

  /** Completes the prepared sets and the file of rows set aside. */
  PreparationSummary finish() {
    writers.values().forEach(SplitWriter::flush);
    PreparationSummary summary =
        SummaryBuilder.build(
            Objects.requireNonNull(schema),
            inputs,
            List.copyOf(writers.values()),
            sampledOut,
            warnings);
    for (SplitWriter writer : writers.values()) {
      writer.finish(provenance(writer, summary));
      writer.close();
      PreparedFolderEntries.add(folder, writer.split().folder());
    }
    setAside.finish();
    return summary;
  }

  private Map<String, Object> provenance(SplitWriter writer, PreparationSummary summary) {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("split", writer.split().folder());
    provenance.put("sources", inputs.stream().map(input -> input.rows().name()).toList());
    provenance.put("rowsIn", summary.rowsIn());
    provenance.put("rowsUsed", summary.rowsUsed());
    provenance.put("setAside", summary.setAside());
    return provenance;
  }

  @Override
  public void close() {
    writers.values().forEach(SplitWriter::close);
    inputs.forEach(SplitInput::close);
    setAside.close();
  }
}
