package io.esmm.cli.train;

import io.esmm.cli.console.Progress;
import io.esmm.eval.MetricName;
import io.esmm.eval.metric.Better;
import io.esmm.problem.ProblemException;
import io.esmm.train.TrainingListener;
import io.esmm.train.TrainingProgress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows how training goes on. */
final class TrainingDisplay implements TrainingListener {
  private final Progress progress;
  private final @Nullable MetricName metric;

  /**
   * @param metric the one of the validation, if there is any
   */
  TrainingDisplay(Progress progress, @Nullable MetricName metric) {
    this.progress = progress;
    this.metric = metric;
  }

  @Override
  public void onStep(TrainingProgress at) {
    progress.rows(
        at.rows(),
        at.totalRows(),
        String.format(
                Locale.ROOT, "epoch %d/%d  loss %.4f", at.epoch(), at.epochs(), at.runningLoss())
            + learntWeights(at));
  }

  /** Weights of terms that are learnt: " weights click-joint 1.02, conversion-joint 3.4". */
  private static String learntWeights(TrainingProgress at) {
    return at.learntWeights().isEmpty()
        ? ""
        : "  weights "
            + at.learntWeights().stream()
                .map(w -> String.format(Locale.ROOT, "%s %.3g", w.term(), w.value()))
                .collect(Collectors.joining(", "));
  }

  @Override
  public void onValidation(TrainingProgress at, double value, boolean best) {
    String shown =
        Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.4f", shown(value));
    progress.say(
        String.format(
            Locale.ROOT,
            "epoch %d, step %,d: %s %s on the validation rows%s",
            at.epoch(),
            at.step(),
            metric == null ? "metric" : metric.toString(),
            shown,
            best ? ", the best so far" : ""));
  }

  @Override
  public void onResume(TrainingProgress at, Path checkpoint) {
    progress.startAt(at.rows());
    progress.say(
        String.format(
            Locale.ROOT,
            "goes on after step %,d in epoch %d, where a run was interrupted (--fresh starts anew)",
            at.step(),
            at.epoch()));
  }

  @Override
  public void onDamagedCheckpoint(ProblemException problem) {
    progress.say("a checkpoint is not used: " + problem.getMessage());
  }

  /** Training is told that larger is better. */
  private double shown(double value) {
    return metric != null && metric.better() == Better.SMALLER ? -value : value;
  }
}
