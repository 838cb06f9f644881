package io.esmm.objective;

import io.esmm.batch.Batch;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelRow;
import io.esmm.funnel.Outcome;
import io.esmm.numerics.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The row whose loss is computed: what happened on it, its logits and probabilities, and the
 * gradients that terms add up. One row after the other passes through; whoever computes a term
 * keeps a reference. Not thread-safe.
 */
final class LossRow {
  private final LabelColumns labels;
  private final Outcome outcome;

  /** The events that terms take as having happened, ascending; the space is the first. */
  private final int[] given;

  /** For each of them the row as those terms see it. */
  private final LossView[] views;

  private final double[] gradients;
  private Matrix[] logits = new Matrix[0];
  private int logitRow;
  private @Nullable Batch batch;
  private int place;

  LossRow(Objective objective) {
    Funnel funnel = objective.funnel();
    this.labels = new LabelColumns(funnel);
    this.outcome = new Outcome(funnel);
    this.given =
        IntStream.concat(
                IntStream.of(Funnel.SPACE), objective.terms().stream().mapToInt(Term::given))
            .sorted()
            .distinct()
            .toArray();
    this.views =
        Arrays.stream(given).mapToObj(k -> new LossView(funnel, k)).toArray(LossView[]::new);
    this.gradients =
        new double[funnel.heads().size() + funnel.delays().size() + objective.auxiliary().size()];
  }

  /** Finds the labels of a batch, unless they are those of the last one. */
  void find(Batch next) {
    labels.find(next);
  }

  /** Goes to a row of the batch, whose logits are in row i of theirs. */
  void begin(Batch in, int row, Matrix[] values, int i) {
    batch = in;
    place = row;
    logits = values;
    logitRow = i;
    labels.read(in, row, outcome);
    for (LossView view : views) {
      view.begin(values, i, outcome);
    }
    Arrays.fill(gradients, 0);
  }

  /** Writes the gradients of the logits into row i of theirs. */
  void end(Matrix[] into) {
    for (LossView view : views) {
      view.backward(gradients);
    }
    for (int h = 0; h < into.length; h++) {
      into[h].set(logitRow, 0, gradients[h]);
    }
  }

  Batch batch() {
    if (batch == null) {
      throw new IllegalStateException("no row has begun");
    }
    return batch;
  }

  /** Where the row stands in the batch. */
  int place() {
    return place;
  }

  Outcome outcome() {
    return outcome;
  }

  /** The probabilities over the whole space; the same object for every row. */
  FunnelRow space() {
    return given(Funnel.SPACE);
  }

  /** The probabilities given an event that some term is given; the same object for every row. */
  FunnelRow given(int event) {
    return views[Arrays.binarySearch(given, event)].row();
  }

  /** The logit of a head of the funnel, of the rate of a delay or of an auxiliary head. */
  double logit(int head) {
    return logits[head].get(logitRow, 0);
  }

  /** Adds to the gradient of such a logit. */
  void addGradient(int head, double gradient) {
    gradients[head] += gradient;
  }
}
