package io.esmm.graph;

import io.esmm.batch.Batch;
import io.esmm.embedding.Occurrences;
import io.esmm.numerics.DoubleKernels;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import io.esmm.objective.Objective;
import io.esmm.objective.ObjectiveLoss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gradients of an objective by the plan, and by central differences, in double precision. */
public final class FiniteDifferences {
  private static final double STEP = 1e-4;

  private final List<Tensor> logits;
  private final Plan plan;
  private final Objective objective;
  private final Batch batch;
  private final Weights weights;
  private final Kernels kernels = new DoubleKernels();
  private final Workspace workspace;
  private final ShardGradients gradients;
  private final Shard shard = new Shard();

  public FiniteDifferences(
      List<Tensor> logits,
      List<Parameter> parameters,
      Objective objective,
      Batch batch,
      long seed) {
    this.logits = logits;
    this.plan = Plan.forTraining(logits);
    this.objective = objective;
    this.batch = batch;
    this.weights = Weights.initial(parameters, seed, Precision.DOUBLE);
    // Larger than usual, so that no gradient drowns; biases too, so that none is special.
    parameters.forEach(p -> new Initializer(0.7).fill(p.name() + "'", seed, weights.of(p)));
    this.workspace = new Workspace(plan, kernels, weights);
    this.gradients = new ShardGradients(plan, Precision.DOUBLE);
    shard.set(batch, 0, batch.requests());
  }

  private double loss(boolean backward) {
    workspace.forward(shard, gradients);
    Matrix[] values = logits.stream().map(workspace::value).toArray(Matrix[]::new);
    Matrix[] slopes = logits.stream().map(workspace::gradient).toArray(Matrix[]::new);
    double[] terms = new double[objective.terms().size()];
    new ObjectiveLoss(objective)
        .evaluate(batch, 0, values, slopes, 1.0 / batch.impressions(), terms);
    if (backward) {
      workspace.backward();
    }
    double sum = 0;
    for (double term : terms) {
      sum += term;
    }
    return sum;
  }

  /**
   * |analytic - numeric| / (|analytic| + |numeric|) of each parameter's gradient, Euclidean norms.
   */
  public Map<String, Double> errors() {
    loss(true);
    Map<Parameter, Matrix> analytic = new LinkedHashMap<>();
    for (Parameter p : plan.parameters()) {
      analytic.put(p, p.kind() == Parameter.Kind.DENSE ? copy(gradients.of(p)) : table(p));
    }
    Map<String, Double> errors = new LinkedHashMap<>();
    analytic.forEach((p, gradient) -> errors.put(p.name(), error(p, gradient)));
    return errors;
  }

  private double error(Parameter p, Matrix analytic) {
    double difference = 0;
    double a = 0;
    double b = 0;
    for (int r = 0; r < p.rows(); r++) {
      for (int c = 0; c < p.columns(); c++) {
        double numeric = numeric(weights.of(p), r, c);
        difference += Math.pow(analytic.get(r, c) - numeric, 2);
        a += Math.pow(analytic.get(r, c), 2);
        b += Math.pow(numeric, 2);
      }
    }
    double norm = Math.sqrt(a) + Math.sqrt(b);
    return norm == 0 ? 0 : Math.sqrt(difference) / norm;
  }

  /** Central differences at two steps, extrapolated (Richardson). */
  private double numeric(Matrix w, int r, int c) {
    double wide = central(w, r, c, STEP);
    double narrow = central(w, r, c, STEP / 2);
    return (4 * narrow - wide) / 3;
  }

  private double central(Matrix w, int r, int c, double h) {
    double value = w.get(r, c);
    w.set(r, c, value + h);
    double up = loss(false);
    w.set(r, c, value - h);
    double down = loss(false);
    w.set(r, c, value);
    return (up - down) / (2 * h);
  }

  private static Matrix copy(Matrix m) {
    Matrix copy = Matrix.of(Precision.DOUBLE, m.rows(), m.columns());
    new DoubleKernels().copy(m, false, copy);
    return copy;
  }

  private Matrix table(Parameter p) {
    Occurrences occurrences = new Occurrences(p, plan.embeddingInputs());
    occurrences.build(batch, new Shard[] {shard}, 1);
    occurrences.setGradients(new ShardGradients[] {gradients}, 1);
    Matrix sums = Matrix.of(Precision.DOUBLE, occurrences.slots(), p.columns());
    occurrences.sum(kernels, 0, occurrences.slots(), sums);
    Matrix all = Matrix.of(Precision.DOUBLE, p.rows(), p.columns());
    for (int s = 0; s < occurrences.slots(); s++) {
      for (int c = 0; c < p.columns(); c++) {
        all.set(occurrences.rows()[s], c, sums.get(s, c));
      }
    }
    return all;
  }
}
