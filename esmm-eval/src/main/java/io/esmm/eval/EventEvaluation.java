package io.esmm.eval;

import io.esmm.objective.Probability;
import java.util.List;
import java.util.Optional;

/**
 * Everything measured of one event.
 *
 * @param event its name
 * @param joint its joint probability against labels, on the whole space
 * @param conditional its conditional probability against labels, on the rows where the event before
 *     it happened; empty for a first event, whose conditional probability is its joint one
 * @param truth against true probabilities, if there are any: the conditional probability on all
 *     rows, on those where the event before it happened and on those where it did not (none of them
 *     for a first event), then the joint one on all rows
 */
public record EventEvaluation(
    String event, LabelReport joint, Optional<LabelReport> conditional, List<TruthReport> truth) {

  /** Against labels; for a first event both probabilities give the same report. */
  public LabelReport labels(Probability probability) {
    return switch (probability) {
      case JOINT -> joint;
      case CONDITIONAL -> conditional.orElse(joint);
    };
  }

  /** Against the truth; empty without truth, or if this was not measured. */
  public Optional<TruthReport> truth(Probability probability, RowSelection selection) {
    Probability sought = conditional.isEmpty() ? Probability.JOINT : probability;
    return truth.stream()
        .filter(t -> t.measured().probability() == sought)
        .filter(t -> t.measured().selection() == selection)
        .findFirst();
  }
}
