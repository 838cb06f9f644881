package io.esmm.train;

import io.esmm.batch.Batch;
import io.esmm.embedding.Occurrences;
import io.esmm.graph.Initializer;
import io.esmm.graph.Parameter;
import io.esmm.graph.Plan;
import io.esmm.graph.Shard;
import io.esmm.graph.ShardGradients;
import io.esmm.graph.Weights;
import io.esmm.graph.Workspace;
import io.esmm.numerics.KernelChoice;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import io.esmm.objective.BatchSums;
import io.esmm.objective.Objective;
import io.esmm.objective.ObjectiveLoss;
import io.esmm.scoring.FunnelGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Holds the gradients that training uses against finite differences of the loss, in double
 * precision: central differences at two steps, extrapolated (Richardson). What no gradient goes
 * through, such as a propensity, is held as it is at the first point. For tests of operations and
 * towers. Not thread-safe.
 */
public final class GradientCheck {
  private static final double STEP = 4e-4;

  /** Small enough that a kink, such as RELU's, hardly ever lies within; used where one did. */
  private static final double SMALL_STEP = 1e-6;

  /** Differences at two steps that agree to this are taken from a smooth place. */
  private static final double SMOOTH = 1e-5;

  /** Gradients below this share of the largest one are as good as zero, and so is their error. */
  private static final double NEGLIGIBLE = 1e-3;

  /** Elements that are tried where a parameter has more. */
  private static final int SAMPLE = 64;

  /**
   * What was found for one parameter.
   *
   * @param parameter its name
   * @param error |analytic - numeric| / (|analytic| + |numeric|), Euclidean norms over the elements
   *     that were tried
   * @param norm |numeric|; 0 says that the loss does not depend on the parameter
   */
  public record Finding(String parameter, double error, double norm) {}

  private record Slopes(String parameter, double difference, double analytic, double numeric) {}

  private final FunnelGraph graph;
  private final Plan plan;
  private final Objective objective;
  private final ObjectiveLoss objectiveLoss;
  private final Batch batch;
  private final long seed;
  private final Weights weights;
  private final Kernels kernels = KernelChoice.create(Precision.DOUBLE);
  private final Workspace workspace;
  private final ShardGradients gradients;
  private final Shard shard = new Shard();

  /** Differences at two steps that agree to this differ by rounding alone. */
  private double rounding;

  /**
   * A check of a graph's towers under an objective, on the rows of one batch.
   *
   * @param objective of the graph's funnel
   * @param batch with labels, of the schema that the graph was made for; a few rows will do
   * @param seed of the weights at which gradients are taken
   */
  public GradientCheck(FunnelGraph graph, Objective objective, Batch batch, long seed) {
    this.graph = graph;
    this.plan = Plan.forTraining(graph.trained());
    this.objective = objective;
    this.objectiveLoss = new ObjectiveLoss(objective);
    objectiveLoss.holdWhatStopsGradients();
    this.batch = batch;
    this.seed = seed;
    this.weights = Weights.initial(graph.parameters(), seed, Precision.DOUBLE);
    // Larger than usual, so that no gradient drowns; biases too, so that none is special.
    graph
        .parameters()
        .forEach(p -> new Initializer(bound(p)).fill(p.name() + "'", seed, weights.of(p)));
    this.workspace = new Workspace(plan, kernels, weights);
    this.gradients = new ShardGradients(plan, Precision.DOUBLE, objective.parameters());
    shard.set(batch, 0, batch.requests());
  }

  /** Layers with many inputs get smaller weights, or every logit would be far from 0. */
  private static double bound(Parameter p) {
    return switch (p.kind()) {
      case DENSE -> Math.min(0.7, Math.sqrt(12.0 / p.rows()));
      case TABLE -> 0.7;
      case STATISTIC -> 0;
    };
  }

  /**
   * The error of every parameter with a gradient that the logits or the objective read; of a large
   * one, at a sample.
   */
  public List<Finding> findings() {
    rounding = 16 * Math.ulp(loss(true)) / STEP;
    List<Parameter> learnt = new ArrayList<>(plan.parameters());
    learnt.removeIf(p -> p.kind() == Parameter.Kind.STATISTIC);
    learnt.addAll(objective.parameters());
    List<Matrix> analytic = new ArrayList<>();
    for (Parameter p : learnt) {
      analytic.add(p.kind() == Parameter.Kind.DENSE ? copy(gradients.of(p)) : table(p));
    }
    List<Slopes> slopes = new ArrayList<>();
    for (int i = 0; i < analytic.size(); i++) {
      slopes.add(slopes(learnt.get(i), analytic.get(i)));
    }
    double largest = slopes.stream().mapToDouble(s -> s.analytic + s.numeric).max().orElse(0);
    return slopes.stream()
        .map(s -> {
          double norm = s.analytic + s.numeric + NEGLIGIBLE * largest;
          return new Finding(s.parameter, norm == 0 ? 0 : s.difference / norm, s.numeric);
        })
        .toList();
  }

  private double loss(boolean backward) {
    workspace.forward(shard, gradients);
    Matrix[] values = graph.trained().stream().map(workspace::value).toArray(Matrix[]::new);
    Matrix[] slopes = graph.trained().stream().map(workspace::gradient).toArray(Matrix[]::new);
    double[] terms = new double[objective.terms().size()];
    objectiveLoss.take(weights);
    if (backward && objective.dependsOnBatch()) {
      // Once, at the first point: these factors are numbers, too.
      BatchSums sums = new BatchSums(objective);
      objectiveLoss.measure(batch, 0, values, slopes, 1.0 / batch.impressions(), sums);
      objectiveLoss.take(sums, 1.0 / batch.impressions());
    }
    objectiveLoss.evaluate(batch, 0, values, slopes, 1.0 / batch.impressions(), terms);
    if (backward) {
      workspace.backward();
      objectiveLoss.writeGradients(gradients);
    }
    double sum = 0;
    for (double term : terms) {
      sum += term;
    }
    return sum;
  }

  private Slopes slopes(Parameter p, Matrix analytic) {
    double difference = 0;
    double a = 0;
    double b = 0;
    for (int i : elements(p)) {
      int r = i / p.columns();
      int c = i % p.columns();
      double slope = numeric(weights.of(p), r, c);
      difference += Math.pow(analytic.get(r, c) - slope, 2);
      a += Math.pow(analytic.get(r, c), 2);
      b += Math.pow(slope, 2);
    }
    return new Slopes(p.name(), Math.sqrt(difference), Math.sqrt(a), Math.sqrt(b));
  }

  private int[] elements(Parameter p) {
    int size = Math.toIntExact(p.size());
    if (size <= SAMPLE) {
      return IntStream.range(0, size).toArray();
    }
    return new SplittableRandom(seed).ints(0, size).distinct().limit(SAMPLE).sorted().toArray();
  }

  private double numeric(Matrix w, int r, int c) {
    double wide = central(w, r, c, STEP);
    double narrow = central(w, r, c, STEP / 2);
    if (Math.abs(wide - narrow) > SMOOTH * (Math.abs(wide) + Math.abs(narrow)) + rounding) {
      wide = central(w, r, c, SMALL_STEP);
      narrow = central(w, r, c, SMALL_STEP / 2);
    }
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

  private Matrix copy(Matrix m) {
    Matrix copy = Matrix.of(Precision.DOUBLE, m.rows(), m.columns());
    kernels.elements().copy(m, false, copy);
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
