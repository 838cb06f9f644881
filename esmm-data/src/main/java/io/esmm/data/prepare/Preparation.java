package io.esmm.data.prepare;

import io.esmm.config.EsmmConfig;
import io.esmm.data.config.DataConfig;
import io.esmm.data.config.FilesSplitConfig;
import io.esmm.data.config.SourceConfig;
import io.esmm.data.raw.PathResolver;
import io.esmm.data.raw.RawLayout;
import io.esmm.field.CrossRules;
import io.esmm.field.FieldConfig;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.OpenConfig;
import io.esmm.problem.ProblemException;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.FolderFormat;
import io.esmm.train.DownSampleConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Prepares raw rows for training, in two passes: the first decides which rows are used and learns
 * vocabularies, scales and buckets from the training rows; the second encodes and writes each
 * split. Crosses that count their combinations take a pass over the training rows between the two.
 *
 * <p>The output is a folder with a prepared set for each split ({@code train}, {@code validation},
 * {@code test}), {@code summary.json}, and {@code set-aside.csv} if rows were set aside. It appears
 * whole or not at all. Immutable; thread-safe.
 */
public final class Preparation {
  /** What the output folder is, in its manifest. */
  public static final FolderFormat FORMAT = new FolderFormat("esmm-preparation", 1, "0.1.0");

  /** The name of the summary in the output folder. */
  public static final String SUMMARY = "summary.json";

  private final List<FieldConfig> fields;
  private final FunnelLabels labels;
  private final RowMarks marks;
  private final RowNumbers numbers;
  private final @Nullable DownSampleConfig downSample;
  private final DataConfig data;
  private final PathResolver paths;
  private final LongSupplier nanoTime;

  /**
   * A preparation of parts.
   *
   * @param fields the model's fields
   * @param labels the events and their label columns
   * @param data the source and what becomes of it
   * @param paths where relative paths begin
   * @param nanoTime a clock for the progress, {@code System::nanoTime}
   * @throws ProblemException if the parts contradict each other
   */
  public Preparation(
      List<FieldConfig> fields,
      FunnelLabels labels,
      DataConfig data,
      PathResolver paths,
      LongSupplier nanoTime) {
    this(fields, labels, RowMarks.none(), RowNumbers.none(), null, data, paths, nanoTime);
  }

  /**
   * A preparation of parts, with marks, numbers and a sample of the training rows.
   *
   * @param marks the conditions that rows meet or not
   * @param numbers what rows carry beside their fields
   * @param downSample which training rows are left out; null for none
   * @throws ProblemException if the parts contradict each other
   */
  public Preparation(
      List<FieldConfig> fields,
      FunnelLabels labels,
      RowMarks marks,
      RowNumbers numbers,
      @Nullable DownSampleConfig downSample,
      DataConfig data,
      PathResolver paths,
      LongSupplier nanoTime) {
    this.marks = marks;
    this.numbers = numbers;
    this.downSample = downSample;
    this.fields = CrossRules.settle(fields);
    this.labels = labels;
    this.data = data;
    this.paths = paths;
    this.nanoTime = nanoTime;
    if (data.source() == null) {
      throw new ProblemException(
          "#/data",
          "there is no source to prepare, the rows are prepared already",
          "train on them");
    }
    labels.layout(this.fields, marks, numbers, data);
  }

  /**
   * The preparation of a configuration.
   *
   * @param folder where the configuration stands; its paths are relative to it
   * @throws ProblemException if its data section has problems
   */
  public static Preparation of(EsmmConfig config, Path folder) {
    return new Preparation(
        config.fields(),
        new FunnelLabels(config.funnel()),
        RowMarks.of(config),
        RowNumbers.of(config),
        config.training().downSample(),
        DataSection.of(config),
        PathResolver.in(folder),
        System::nanoTime);
  }

  /**
   * All of a configuration that its prepared rows depend on, as a text: configurations in one
   * folder with the same text have the same rows.
   */
  public static String dependsOn(EsmmConfig config) {
    List<String> labels = new ArrayList<>();
    for (EventConfig event : config.funnel().events()) {
      @Nullable OpenConfig open = event.open();
      String window = open == null ? "" : open.empty() + " " + open.elapsed() + " " + open.length();
      labels.add(event.link() + " " + event.label() + " " + window);
    }
    return String.join(
        "\n",
        String.valueOf(config.data()),
        config.fields().toString(),
        config.funnel().space(),
        String.valueOf(config.funnel().deepest()),
        labels.toString(),
        RowMarks.of(config).names().toString(),
        RowNumbers.of(config).uses(),
        String.valueOf(config.training().downSample()));
  }

  /**
   * Prepares a configuration's rows.
   *
   * @see #of
   * @see #run
   */
  public static PreparationSummary prepare(
      EsmmConfig config, Path configFolder, Path out, PreparationListener listener) {
    return of(config, configFolder).run(out, listener);
  }

  /**
   * Prepares.
   *
   * @param out the output folder; an earlier preparation there is replaced, anything else is
   *     refused
   * @throws ProblemException if a source cannot be read, a policy ends the run, or the output
   *     cannot be written; nothing is left behind then
   */
  public PreparationSummary run(Path out, PreparationListener listener) {
    PhaseClock clock = new PhaseClock(listener, nanoTime);
    try (AtomicFolder folder = AtomicFolder.create(out, FORMAT)) {
      PreparationSummary summary;
      try (PreparationRun run =
          new PreparationRun(
              fields,
              labels,
              marks,
              numbers,
              DownSampling.of(downSample, labels.names()),
              data.policy(),
              folder,
              clock)) {
        open(run, folder.scratch(), clock);
        run.learn();
        run.encode();
        summary = run.finish();
      }
      folder.write(SUMMARY, summary.toJson());
      folder.commit();
      return summary;
    }
  }

  private void open(PreparationRun run, Path scratch, PhaseClock clock) {
    RawInputs inputs = new RawInputs(paths, scratch);
    clock.begin("opening");
    RawLayout layout = labels.layout(fields, marks, numbers, data);
    for (SplitSource each : sources()) {
      RawLayout own = each.split() == null ? layout : layout.withoutSplit();
      SplitInput input = new SplitInput(inputs.open(each.source(), data, own), own);
      run.add(input);
      Splitter splitter =
          each.split() == null
              ? Splitter.of(data.split(), () -> count(input, clock))
              : Splitter.all(each.split());
      input.splitter(splitter);
    }
  }

  private static long count(SplitInput input, PhaseClock clock) {
    clock.begin("counting rows");
    return input.rows().countRows();
  }

  /**
   * A source; all its rows are for the split, or, where that is null, as the configuration says.
   */
  private record SplitSource(SourceConfig source, @Nullable Split split) {}

  private List<SplitSource> sources() {
    List<SplitSource> sources = new ArrayList<>();
    SourceConfig main = data.source();
    if (main != null) {
      sources.add(new SplitSource(main, null));
    }
    if (data.split() instanceof FilesSplitConfig files) {
      if (files.validation() != null) {
        sources.add(new SplitSource(files.validation(), Split.VALIDATION));
      }
      sources.add(new SplitSource(files.test(), Split.TEST));
    }
    return sources;
  }
}
