package io.esmm.train;

import io.esmm.graph.Weights;
import io.esmm.numerics.AdamStep;
import io.esmm.numerics.DropoutMask;
import io.esmm.numerics.Precision;
import io.esmm.objective.Objective;
import io.esmm.objective.TermWeight;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trains the towers of a funnel: epochs over the requests in a seeded order, batches of whole
 * requests, Adam, a learning-rate schedule, early stopping. The same set, configuration and seed
 * give the same weights, bit for bit, for any number of threads.
 *
 * <p>A trainer is configured by its {@code with...} methods and may be used for several runs, one
 * at a time. It starts threads only if asked for more than one, and ends them.
 */
public final class Trainer {
  /** The share of the running loss that an older step keeps. */
  private static final double FADING = 0.98;

  private final FunnelGraph graph;
  private final Objective objective;
  private final OptimizerConfig optimizer;
  private final TrainingConfig training;
  private int threads = 1;
  private TrainingListener listener = TrainingListener.SILENT;
  private @Nullable Validation validation;
  private StageClock clock = new StageClock();

  public Trainer(
      FunnelGraph graph, Objective objective, OptimizerConfig optimizer, TrainingConfig training) {
    DownSampleConfig sample = training.downSample();
    this.graph = sample == null ? graph : graph.sampled(sample.event(), sample.keepNegatives());
    this.objective = objective.knowing(graph.knownAfter());
    this.optimizer = optimizer;
    this.training = training;
  }

  /** Trains on this many threads; the weights do not depend on it. Default 1. */
  public Trainer withThreads(int count) {
    if (count < 1 || count > 1024) {
      throw new IllegalArgumentException("threads [" + count + "] must be in [1, 1024]");
    }
    this.threads = count;
    return this;
  }

  /** Tells this listener how training goes. */
  public Trainer withListener(TrainingListener chosen) {
    this.listener = chosen;
    return this;
  }

  /** Measures on held-out rows, as {@code training.earlyStopping} asks. */
  public Trainer withValidation(Validation chosen) {
    this.validation = chosen;
    return this;
  }

  /** Counts the time of each stage on this clock. */
  public Trainer withStageClock(StageClock chosen) {
    this.clock = chosen;
    return this;
  }

  /**
   * Trains from fresh weights.
   *
   * @throws ProblemException if the set has no rows, early stopping has nothing to measure on, or a
   *     gradient is not finite; the message names the batch and the parameter
   */
  public TrainingResult train(TrainingSet set) {
    if (set.requests() == 0) {
      throw new ProblemException(
          "", "the training set has no rows", "check the split and the policies");
    }
    if (training.earlyStopping() != null && validation == null) {
      throw new ProblemException(
          "#/training/earlyStopping",
          "there are no validation rows to measure [" + training.earlyStopping().metric() + "] on",
          "set validation in data.split, name a data.validation folder, or drop earlyStopping");
    }
    Weights weights = Weights.initial(graph.parameters(), training.seed(), Precision.FLOAT);
    try (Workers workers = new Workers(threads)) {
      return new Run(set, weights, workers).go();
    }
  }

  /** One training from the first step to the last. */
  private final class Run {
    private final TrainingSet set;
    private final Weights weights;
    private final TrainingStep step;
    private final boolean learnsWeights = !objective.parameters().isEmpty();
    private final BatchReader reader;
    private final long totalRows;
    private final long totalSteps;
    private final List<Double> epochLosses = new ArrayList<>();
    private long steps;
    private long rows;
    private double runningLoss = Double.NaN;
    private double epochLoss;
    private @Nullable Weights best;
    private double bestMetric = Double.NaN;
    private int withoutImprovement;
    private @Nullable TrainingProgress progress;

    Run(TrainingSet set, Weights weights, Workers workers) {
      this.set = set;
      this.weights = weights;
      this.step = new TrainingStep(graph, objective, weights, workers, clock);
      step.countRows(set, set.newBatch());
      this.reader = new BatchReader(set, training.batchSize(), order(1));
      this.totalRows = set.impressions() * training.epochs();
      this.totalSteps =
          (set.impressions() + training.batchSize() - 1) / training.batchSize() * training.epochs();
    }

    TrainingResult go() {
      boolean stopped = false;
      for (int epoch = 1; epoch <= training.epochs() && !stopped; epoch++) {
        stopped = epoch(epoch);
        epochLosses.add(epochLoss / Math.max(1, rows - (epoch - 1) * set.impressions()));
      }
      Weights result = best == null ? weights : best;
      return new TrainingResult(result, steps, rows, epochLosses, bestMetric, stopped);
    }

    private RequestOrder order(int epoch) {
      return new RequestOrder(set.requests(), training.seed(), epoch);
    }

    private boolean epoch(int epoch) {
      if (epoch > 1) {
        reader.restart(order(epoch));
      }
      epochLoss = 0;
      while (reader.present().count() > 0) {
        takeStep(epoch, reader.present());
        reader.advance();
        if (evaluatesAfterStep() && validate()) {
          return true;
        }
      }
      return !evaluatesBySteps() && validate();
    }

    private void readAhead() {
      long start = System.nanoTime();
      reader.readAhead();
      clock.add(Stage.READ, start);
    }

    private void takeStep(int epoch, BatchReader.Drawn drawn) {
      double rate =
          training.learningRateSchedule().rate(optimizer.learningRate(), steps, totalSteps);
      AdamStep adam =
          new AdamStep(rate, optimizer.beta1(), optimizer.beta2(), optimizer.epsilon(), steps + 1);
      long draw = DropoutMask.draw(training.seed(), steps);
      Optional<String> notFinite = step.take(drawn.batch(), adam, draw, this::readAhead);
      if (notFinite.isPresent()) {
        throw new ProblemException(
            "step " + (steps + 1) + " of epoch " + epoch,
            "the gradient of ["
                + notFinite.get()
                + "] is not finite, in the batch of "
                + drawn.count()
                + " requests from request "
                + drawn.firstRequest()
                + "; the step was not taken",
            "look for extreme numeric fields, or lower optimizer.learningRate ["
                + optimizer.learningRate()
                + "]");
      }
      steps++;
      rows += drawn.batch().impressions();
      double loss = 0;
      for (double term : step.termLosses()) {
        loss += term;
      }
      epochLoss += loss * drawn.batch().impressions();
      runningLoss = Double.isNaN(runningLoss) ? loss : FADING * runningLoss + (1 - FADING) * loss;
      progress =
          new TrainingProgress(
              epoch,
              training.epochs(),
              steps,
              rows,
              totalRows,
              loss,
              runningLoss,
              rate,
              learntWeights());
      listener.onStep(progress);
    }

    private List<TrainingProgress.LearntWeight> learntWeights() {
      if (!learnsWeights) {
        return List.of();
      }
      double[] factors = objective.factors(weights);
      List<TrainingProgress.LearntWeight> learnt = new ArrayList<>();
      for (int t = 0; t < factors.length; t++) {
        Objective.Term term = objective.terms().get(t);
        if (term.weight() instanceof TermWeight.Learnt) {
          learnt.add(new TrainingProgress.LearntWeight(objective.shortName(term), factors[t]));
        }
      }
      return learnt;
    }

    private boolean evaluatesBySteps() {
      EarlyStoppingConfig early = training.earlyStopping();
      return early != null && early.everySteps() != null;
    }

    private boolean evaluatesAfterStep() {
      EarlyStoppingConfig early = training.earlyStopping();
      return early != null && early.everySteps() != null && steps % early.everySteps() == 0;
    }

    /** Measures, keeps the best weights, and says whether patience has run out. */
    private boolean validate() {
      EarlyStoppingConfig early = training.earlyStopping();
      if (early == null || validation == null) {
        return false;
      }
      double metric = validation.measure(new Scorer(graph, weights));
      boolean better =
          !Double.isNaN(metric) && (best == null || metric > bestMetric + early.minDelta());
      if (better) {
        bestMetric = metric;
        withoutImprovement = 0;
        if (best == null) {
          best = weights.copy();
        } else {
          best.set(weights);
        }
      } else {
        withoutImprovement++;
      }
      if (progress != null) {
        listener.onValidation(progress, metric, better);
      }
      return withoutImprovement >= early.patience();
    }
  }
}
