package io.esmm.cli.experiment;

import io.esmm.cli.console.Output;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Rows that are not simulated; a picocli mixin. */
final class RowsOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder of the Ali-CCP files (sample_skeleton_train.csv and so on), instead of a"
              + " simulated log.")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A configuration of two events with rows of its own, instead of a simulated log.")
  private @Nullable Path config;

  /** The rows that were asked for. */
  static ExperimentData open(RowsOptions rows, ExperimentOptions options, Output output) {
    ExperimentSource source = options.source(output);
    if ((rows.data == null ? 0 : 1) + (rows.config == null ? 0 : 1) > 1
        || (rows.data != null || rows.config != null) && options.describesLog()) {
      throw new ParameterException(
          options.spec().commandLine(),
          "--data, --config and a simulated log (--like, --impressions) exclude each other");
    }
    if (rows.data != null) {
      return source.aliCcp(rows.data);
    }
    return rows.config != null
        ? source.configured(rows.config)
        : source.simulated(options.like().config(options.impressions(), options.logSeed()));
  }
}
