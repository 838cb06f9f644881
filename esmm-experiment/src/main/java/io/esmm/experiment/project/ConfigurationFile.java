package io.esmm.experiment.project;

import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.data.config.DataConfig;
import io.esmm.data.prepare.DataSection;
import io.esmm.eval.MetricName;
import io.esmm.field.NominalSchema;
import io.esmm.objective.Objective;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.FunnelGraph;
import io.esmm.tower.TowerRegistry;
import io.esmm.train.EarlyStoppingConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that was read from a file.
 *
 * @param config what the file says, with the settings put into it
 * @param path the file, as it was named
 * @param registry the towers that it may name
 */
public record ConfigurationFile(EsmmConfig config, Path path, TowerRegistry registry) {

  /**
   * Reads a file, and makes sure that its towers fit its fields and that its metric is known.
   *
   * @param settings {@code path=value} put into it first
   * @throws ProblemException with all problems of the file and the settings
   */
  public static ConfigurationFile read(Path file, List<String> settings) {
    TowerRegistry registry = TowerRegistry.load();
    EsmmConfig config = new ConfigReader(registry).withData(DataConfig.class).read(file, settings);
    try {
      FunnelGraph graph =
          FunnelGraph.of(
              config.funnel(),
              config.objective(),
              config.embedding(),
              NominalSchema.of(config.fields(), 1),
              registry);
      requireTerms(config, graph);
      requireStopping(config);
    } catch (ProblemException e) {
      throw e.ofConfiguration(file);
    }
    return new ConfigurationFile(config, file, registry);
  }

  /** Where the file stands; paths in it are relative to it. */
  public Path folder() {
    return Objects.requireNonNull(path.toAbsolutePath().normalize().getParent());
  }

  /**
   * What the file says about its rows.
   *
   * @throws ProblemException if it says nothing
   */
  public DataConfig data() {
    return naming(() -> DataSection.of(config));
  }

  /**
   * The name of a place in the file, for a problem.
   *
   * @param pointer a JSON pointer with {@code #} before it
   */
  public String place(String pointer) {
    return path + pointer;
  }

  /**
   * Does what works with the configuration: a problem that has a place in it, such as {@code
   * #/data/key}, is thrown on with the file's name before.
   */
  public <T> T naming(Supplier<T> work) {
    try {
      return work.get();
    } catch (ProblemException e) {
      throw e.ofConfiguration(path);
    }
  }

  /** Every term must be defined for the fields that its towers read. */
  private static void requireTerms(EsmmConfig config, FunnelGraph graph) {
    try {
      Objective.of(config.objective().terms(config.funnel()), graph.funnel())
          .knowing(graph.knownAfter());
    } catch (IllegalArgumentException e) {
      throw new ProblemException("#/objective", String.valueOf(e.getMessage()), "");
    }
  }

  /** Early stopping needs a metric, and rows to measure it on. */
  private static void requireStopping(EsmmConfig config) {
    @Nullable EarlyStoppingConfig early = config.training().earlyStopping();
    if (early == null) {
      return;
    }
    try {
      MetricName.parse(early.metric());
    } catch (ProblemException e) {
      Problem problem = e.problems().getFirst();
      throw new ProblemException(
          "#/training/earlyStopping/metric", problem.what(), problem.remedy(), e);
    }
    if (config.data() != null && !DataSection.of(config).hasValidation()) {
      throw new ProblemException(
          "#/training/earlyStopping",
          "early stopping by [" + early.metric() + "] has no validation rows",
          "give data.split a validation part, or remove it");
    }
  }
}
