package io.esmm.model;

import io.esmm.config.EsmmConfig;
import io.esmm.objective.Objective;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.FunnelGraph;
import io.esmm.tower.TowerRegistry;
import io.esmm.train.Trainer;
import io.esmm.train.TrainingSet;
import java.util.function.UnaryOperator;

/**
 * Makes a model of a configuration and rows, in this process.
 *
 * <pre>{@code
 * EsmmModel model = ModelTrainer.of(config).train(rows);
 * }</pre>
 *
 * <p>Immutable; thread-safe. Works in the caller's thread and starts no others, unless {@link
 * #with} asks the trainer for them.
 */
public final class ModelTrainer {
  private final EsmmConfig config;
  private final TowerRegistry registry;
  private final UnaryOperator<Trainer> settings;

  private ModelTrainer(EsmmConfig config, TowerRegistry registry, UnaryOperator<Trainer> settings) {
    this.config = config;
    this.registry = registry;
    this.settings = settings;
  }

  /** Trains with the towers found on the class path. */
  public static ModelTrainer of(EsmmConfig config) {
    return of(config, TowerRegistry.load());
  }

  /** Trains with the given towers. */
  public static ModelTrainer of(EsmmConfig config, TowerRegistry registry) {
    return new ModelTrainer(config, registry, trainer -> trainer);
  }

  /**
   * Sets threads, a listener or validation: {@code with(trainer -> trainer.withThreads(2))}. The
   * model does not depend on the number of threads.
   */
  public ModelTrainer with(UnaryOperator<Trainer> chosen) {
    return new ModelTrainer(config, registry, trainer -> chosen.apply(settings.apply(trainer)));
  }

  /**
   * Trains from fresh weights.
   *
   * @param rows with labels in the order of {@link io.esmm.funnel.Funnel#labelledNames}
   * @throws ProblemException if the towers do not fit the fields, there are no rows, or a gradient
   *     is not finite
   */
  public EsmmModel train(TrainingSet rows) {
    FunnelGraph graph =
        FunnelGraph.of(
            config.funnel(), config.objective(), config.embedding(), rows.schema(), registry);
    Objective objective = Objective.of(config.objective().terms(config.funnel()), graph.funnel());
    Trainer trainer =
        settings.apply(new Trainer(graph, objective, config.optimizer(), config.training()));
    return EsmmModel.of(config, rows.schema(), registry, trainer.train(rows).weights());
  }
}
