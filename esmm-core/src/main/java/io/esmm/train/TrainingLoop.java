package io.esmm.train;

import io.esmm.graph.Weights;
import io.esmm.numerics.AdamStep;
import io.esmm.numerics.DropoutMask;
import io.esmm.objective.Objective;
import io.esmm.objective.Term;
import io.esmm.objective.TermWeight;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.Scorer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One training from its first step to its last, or from a checkpoint to its last step. Whatever it
 * carries from step to step is in {@link #state} and {@link #restore}, or follows from the step.
 */
final class TrainingLoop {
  /** The share of the running loss that an older step keeps. */
  private static final double FADING = 0.98;

  private static final double NANOSECONDS = 1e9;

  private final Trainer trainer;
  private final TrainingConfig training;
  private final OptimizerConfig optimizer;
  private final Objective objective;
  private final TrainingListener listener;
  private final TrainingSet set;
  private final Weights weights;
  private final TrainingStep step;
  private final @Nullable Checkpoints checkpoints;
  private final boolean learnsWeights;
  private final BatchReader reader;
  private final long totalRows;
  private final long totalSteps;
  private final List<Double> epochLosses = new ArrayList<>();
  private int epoch = 1;

  /** Of this epoch, those that the steps have gone through. */
  private int requests;

  private long steps;
  private long rows;
  private double loss = Double.NaN;
  private double runningLoss = Double.NaN;
  private double epochLoss;
  private final EarlyStopping stopping;
  private @Nullable TrainingProgress progress;
  private @Nullable Path lastCheckpoint;
  private long checkpointStep;
  private long checkpointTime;

  /**
   * @param weights fresh ones; overwritten if there is a checkpoint
   * @param checkpoints null for none
   */
  TrainingLoop(
      Trainer trainer,
      TrainingSet set,
      Weights weights,
      Workers workers,
      @Nullable Checkpoints checkpoints) {
    this.trainer = trainer;
    this.training = trainer.training();
    this.optimizer = trainer.optimizer();
    this.objective = trainer.objective();
    this.listener = trainer.listener();
    this.set = set;
    this.weights = weights;
    this.checkpoints = checkpoints;
    this.stopping = new EarlyStopping(training.earlyStopping());
    this.learnsWeights = !objective.parameters().isEmpty();
    this.step = new TrainingStep(trainer.graph(), objective, weights, workers, trainer.clock());
    step.countRows(set, set.newBatch());
    this.totalRows = set.impressions() * training.epochs();
    this.totalSteps =
        (set.impressions() + training.batchSize() - 1) / training.batchSize() * training.epochs();
    if (checkpoints != null) {
      restore(checkpoints);
    }
    this.reader = new BatchReader(set, training.batchSize(), order());
    this.checkpointStep = steps;
    this.checkpointTime = trainer.nanoseconds();
  }

  TrainingResult go() {
    boolean stopped = false;
    while (epoch <= training.epochs() && !stopped) {
      stopped = epoch();
      epochLosses.add(epochLoss / Math.max(1, rows - (epoch - 1) * set.impressions()));
      epoch++;
      requests = 0;
      epochLoss = 0;
      if (epoch <= training.epochs() && !stopped) {
        reader.restart(order());
      }
    }
    @Nullable Weights best = stopping.best();
    return new TrainingResult(
        best == null ? weights : best, steps, rows, epochLosses, stopping.bestMetric(), stopped);
  }

  /** What is left of the present epoch's order. */
  private RequestOrder order() {
    RequestOrder order = new RequestOrder(set.requests(), training.seed(), epoch);
    order.skip(requests);
    return order;
  }

  private boolean epoch() {
    while (reader.present().count() > 0) {
      int taken = reader.present().count();
      takeStep(reader.present());
      requests += taken;
      reader.advance();
      if (stopping.isDueAfter(steps) && validate()) {
        return true;
      }
      betweenSteps();
    }
    return !stopping.goesBySteps() && validate();
  }

  private void readAhead() {
    long start = System.nanoTime();
    reader.readAhead();
    trainer.clock().add(Stage.READ, start);
  }

  private double rate(long step) {
    return training.learningRateSchedule().rate(optimizer.learningRate(), step, totalSteps);
  }

  private void takeStep(BatchReader.Drawn drawn) {
    double rate = rate(steps);
    AdamStep adam =
        new AdamStep(rate, optimizer.beta1(), optimizer.beta2(), optimizer.epsilon(), steps + 1);
    long draw = DropoutMask.draw(training.seed(), steps);
    Optional<String> notFinite = step.take(drawn.batch(), adam, draw, this::readAhead);
    if (notFinite.isPresent()) {
      throw new ProblemException(
          "step " + (steps + 1) + " of epoch " + epoch,
          "the gradient of ["
              + notFinite.get()
              + "] is not finite, or too large to be squared, in the batch of "
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
    loss = 0;
    for (double term : step.termLosses()) {
      loss += term;
    }
    epochLoss += loss * drawn.batch().impressions();
    runningLoss = Double.isNaN(runningLoss) ? loss : FADING * runningLoss + (1 - FADING) * loss;
    progress = progress();
    listener.onStep(progress);
  }

  private TrainingProgress progress() {
    return new TrainingProgress(
        epoch,
        training.epochs(),
        steps,
        rows,
        totalRows,
        loss,
        runningLoss,
        rate(steps - 1),
        learntWeights());
  }

  private List<TrainingProgress.LearntWeight> learntWeights() {
    if (!learnsWeights) {
      return List.of();
    }
    double[] factors = objective.factors(weights);
    List<TrainingProgress.LearntWeight> learnt = new ArrayList<>();
    for (int t = 0; t < factors.length; t++) {
      Term term = objective.terms().get(t);
      if (term.weight() instanceof TermWeight.Learnt) {
        learnt.add(new TrainingProgress.LearntWeight(objective.shortName(term), factors[t]));
      }
    }
    return learnt;
  }

  /** Measures, keeps the best weights, and says whether patience has run out. */
  private boolean validate() {
    @Nullable Validation validation = trainer.validation();
    if (!stopping.isAsked() || validation == null) {
      return false;
    }
    double metric = validation.measure(new Scorer(trainer.graph(), weights));
    boolean better = stopping.take(metric, weights);
    if (progress != null) {
      listener.onValidation(progress, metric, better);
    }
    return stopping.isOutOfPatience();
  }

  /** Writes a checkpoint if one is due, and stops if asked to. */
  private void betweenSteps() {
    boolean stopping = trainer.isStopping();
    if (checkpoints != null && (stopping ? steps > checkpointStep : isDue())) {
      write(checkpoints);
    }
    if (stopping) {
      throw new TrainingStopped(steps, lastCheckpoint);
    }
  }

  private boolean isDue() {
    CheckpointConfig config = training.checkpoint();
    if (config.everySteps() != null) {
      return steps % config.everySteps() == 0;
    }
    return config.everySeconds() != null
        && trainer.nanoseconds() - checkpointTime >= config.everySeconds() * NANOSECONDS;
  }

  private void write(Checkpoints into) {
    long start = System.nanoTime();
    Path path = into.write(state(), step.state(), stopping.best(), training.checkpoint().keep());
    lastCheckpoint = path;
    checkpointStep = steps;
    checkpointTime = trainer.nanoseconds();
    trainer.clock().add(Stage.CHECKPOINT, start);
    if (progress != null) {
      listener.onCheckpoint(progress, path);
    }
  }

  private RunState state() {
    return new RunState(
        epoch,
        requests,
        steps,
        rows,
        loss,
        runningLoss,
        epochLoss,
        epochLosses,
        stopping.bestMetric(),
        stopping.withoutImprovement());
  }

  /** Goes back to the latest checkpoint, if there is one; later ones that are damaged go away. */
  private void restore(Checkpoints from) {
    Optional<Checkpoints.Stored> newest = from.newest();
    if (newest.isEmpty()) {
      return;
    }
    Checkpoints.Stored stored = newest.get();
    RunState state = stored.state();
    if (state.epoch() > training.epochs()
        || state.requests() > set.requests()
        || state.rows() < (state.epoch() - 1) * set.impressions()
        || state.rows() > state.epoch() * set.impressions()) {
      throw new ProblemException(
          stored.path().toString(),
          "stands at request ["
              + state.requests()
              + "] of epoch ["
              + state.epoch()
              + "] after ["
              + state.rows()
              + "] rows, which these training rows cannot lead to",
          "remove the checkpoint");
    }
    stored.read(step.state());
    @Nullable Weights best = stored.hasBest() ? weights.copy() : null;
    if (best != null) {
      stored.readBest(best);
    }
    stopping.restore(best, state.bestMetric(), state.withoutImprovement());
    epoch = state.epoch();
    requests = state.requests();
    steps = state.steps();
    rows = state.rows();
    loss = state.loss();
    runningLoss = state.runningLoss();
    epochLoss = state.epochLoss();
    epochLosses.addAll(state.epochLosses());
    lastCheckpoint = stored.path();
    from.damaged().forEach(listener::onDamagedCheckpoint);
    from.removeAfter(steps);
    progress = progress();
    listener.onResume(progress, stored.path());
  }
}
