package io.esmm.data.prepare;

import io.esmm.data.prepared.SampledEvent;
import io.esmm.data.raw.RawRow;
import io.esmm.problem.ProblemException;
import io.esmm.problem.Suggestion;
import io.esmm.train.DownSampleConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which training rows are kept: all with an event, of the others a share, chosen by a hash of the
 * row's key, or of its place in the file if it has none; so each pass, and each run, keeps the same
 * ones. Immutable; thread-safe.
 */
final class DownSampling {
  private final @Nullable DownSampleConfig config;
  private final int event;

  private DownSampling(@Nullable DownSampleConfig config, int event) {
    this.config = config;
    this.event = event;
  }

  /**
   * The sample of a configuration.
   *
   * @param config null to keep all rows
   * @throws ProblemException if the event has no label
   */
  static DownSampling of(@Nullable DownSampleConfig config, List<String> events) {
    int event = config == null ? -1 : events.indexOf(config.event());
    if (config != null && event < 0) {
      throw new ProblemException(
          "#/training/downSample/event",
          "event [" + config.event() + "] has no label",
          Suggestion.remedy(config.event(), events));
    }
    return new DownSampling(config, event);
  }

  /**
   * Whether an admitted row is used.
   *
   * @param number of the row in its file
   */
  boolean keeps(RawRow row, long number, Split split) {
    if (config == null || split != Split.TRAIN || row.label(event) == 1) {
      return true;
    }
    @Nullable String key = row.key();
    long hash =
        key == null
            ? TextHash.mix(TextHash.mix(number + 1) ^ TextHash.mix(config.seed()))
            : TextHash.of(key, config.seed());
    return (hash >>> 11) * 0x1p-53 < config.keepNegatives();
  }

  /** What a prepared set tells of it. */
  @Nullable SampledEvent sampled(Split split) {
    return config == null || split != Split.TRAIN
        ? null
        : new SampledEvent(config.event(), config.keepNegatives());
  }
}
