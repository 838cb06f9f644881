package io.esmm.data.prepare;

import io.esmm.data.config.PolicyConfig;
import io.esmm.data.prepared.GroupColumn;
import io.esmm.data.prepared.PreparedLayout;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawReader;
import io.esmm.data.raw.RawRow;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.storage.AtomicFolder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One preparation while it runs: open inputs, then {@link #learn}, {@link #encode}, {@link
 * #finish}.
 */
final class PreparationRun implements AutoCloseable {
  private final FunnelLabels labels;
  private final RowMarks marks;
  private final RowNumbers numbers;
  private final DownSampling sample;
  private final AtomicFolder folder;
  private final PhaseClock clock;
  private final SetAsideFile setAside;
  private final List<SplitInput> inputs = new ArrayList<>();
  private final Map<Split, SplitWriter> writers = new EnumMap<>(Split.class);
  private final LearningPass learning;
  private @Nullable FeatureSchema schema;

  PreparationRun(
      List<FieldConfig> fields,
      FunnelLabels labels,
      RowMarks marks,
      RowNumbers numbers,
      DownSampling sample,
      PolicyConfig policy,
      AtomicFolder folder,
      PhaseClock clock) {
    this.labels = labels;
    this.marks = marks;
    this.numbers = numbers;
    this.sample = sample;
    this.folder = folder;
    this.clock = clock;
    this.setAside = new SetAsideFile(folder);
    this.learning =
        new LearningPass(fields, labels, numbers, sample, policy, inputs, setAside, folder, clock);
  }

  /** Adds a source, which is closed with the run; the first one has the training rows. */
  void add(SplitInput input) {
    inputs.add(input);
  }

  /** The first passes: which rows are used, and what the training rows teach. */
  void learn() {
    schema = learning.learn();
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
        input.requireRows(number);
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
            learning.sampledOut(),
            learning.warnings());
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
    provenance.put(PreparationCounts.ROWS_IN, summary.rowsIn());
    provenance.put(PreparationCounts.ROWS_USED, summary.rowsUsed());
    provenance.put(PreparationCounts.SET_ASIDE, summary.setAside());
    return provenance;
  }

  @Override
  public void close() {
    writers.values().forEach(SplitWriter::close);
    inputs.forEach(SplitInput::close);
    setAside.close();
  }
}
