package io.esmm.train;

import io.esmm.batch.Batch;
import io.esmm.graph.Weights;
import io.esmm.numerics.AdamStep;
import io.esmm.numerics.Precision;
import io.esmm.objective.Objective;
import io.esmm.scoring.FunnelGraph;

/**
 * A training step that is taken again and again on one batch, by the calling thread and in double
 * precision: for tests of what a step costs, such as the memory it allocates. Not thread-safe.
 */
public final class RepeatedStep {
  private final AdamStep adam;
  private final Batch batch;
  private final TrainingStep step;

  /**
   * A step whose weights begin as seed 1 gives them, by the default optimizer.
   *
   * @param objective of the graph's funnel
   * @param batch with labels, of the schema that the graph was made for
   */
  public RepeatedStep(FunnelGraph graph, Objective objective, Batch batch) {
    OptimizerConfig optimizer = OptimizerConfig.defaults();
    this.adam =
        new AdamStep(
            optimizer.learningRate(), optimizer.beta1(), optimizer.beta2(), optimizer.epsilon(), 1);
    this.batch = batch;
    Weights weights = Weights.initial(graph.parameters(), 1, Precision.DOUBLE);
    this.step = new TrainingStep(graph, objective, weights, new Workers(1), new StageClock());
  }

  /**
   * Takes the step once more.
   *
   * @throws ArithmeticException if a gradient is not finite
   */
  public void take() {
    step.take(batch, adam, 0, () -> {})
        .ifPresent(parameter -> {
          throw new ArithmeticException("the gradient of [" + parameter + "] is not finite");
        });
  }
}
