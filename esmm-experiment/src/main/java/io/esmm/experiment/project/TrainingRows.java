package io.esmm.experiment.project;

import io.esmm.config.EsmmConfig;
import io.esmm.data.config.DataConfig;
import io.esmm.data.prepare.FunnelLabels;
import io.esmm.data.prepare.RowMarks;
import io.esmm.data.prepare.RowNumbers;
import io.esmm.data.prepare.Split;
import io.esmm.data.prepared.EventLabel;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.data.prepared.SampledEvent;
import io.esmm.data.raw.PathResolver;
import io.esmm.funnel.Funnel;
import io.esmm.train.DownSampleConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The prepared splits that a configuration is trained on, seen through its fields and events.
 *
 * @param training the training rows
 * @param validation null for none
 * @param test null for none
 */
public record TrainingRows(
    PreparedSet training, @Nullable PreparedSet validation, @Nullable PreparedSet test)
    implements AutoCloseable {

  /** The splits that the configuration names. */
  public static TrainingRows named(ConfigurationFile file) {
    DataConfig data = file.data();
    PathResolver paths = PathResolver.in(file.folder());
    return open(
        file.config(),
        resolved(data.train(), paths),
        resolved(data.validation(), paths),
        resolved(data.test(), paths));
  }

  /** The splits that a preparation wrote into a folder. */
  public static TrainingRows prepared(EsmmConfig config, Path folder) {
    return open(
        config,
        folder.resolve(Split.TRAIN.folder()),
        ifPrepared(folder.resolve(Split.VALIDATION.folder())),
        ifPrepared(folder.resolve(Split.TEST.folder())));
  }

  private static TrainingRows open(
      EsmmConfig config, @Nullable Path training, @Nullable Path validation, @Nullable Path test) {
    if (training == null) {
      throw new IllegalArgumentException("no training rows");
    }
    @Nullable DownSampleConfig sample = config.training().downSample();
    PreparedSet rows = set(config, training);
    rows.requireSampled(
        sample == null ? null : new SampledEvent(sample.event(), sample.keepNegatives()));
    return new TrainingRows(
        rows,
        validation == null ? null : set(config, validation),
        test == null ? null : set(config, test));
  }

  private static PreparedSet set(EsmmConfig config, Path folder) {
    // Training and evaluation count events in the funnel's order, parents first.
    List<EventLabel> events =
        new FunnelLabels(config.funnel()).events(Funnel.of(config.funnel()).labelledNames());
    return PreparedSet.open(folder)
        .require(
            config.fields(), events, RowMarks.of(config).names(), RowNumbers.of(config).names());
  }

  private static @Nullable Path resolved(@Nullable String path, PathResolver paths) {
    return path == null ? null : paths.resolve(path);
  }

  private static @Nullable Path ifPrepared(Path folder) {
    return PreparedSet.isPrepared(folder) ? folder : null;
  }

  @Override
  public void close() {
    training.close();
    if (validation != null) {
      validation.close();
    }
    if (test != null) {
      test.close();
    }
  }
}
