package io.esmm.eval;

import static io.esmm.objective.Probability.CONDITIONAL;
import static io.esmm.objective.Probability.JOINT;

import io.esmm.eval.metric.Labels;
import io.esmm.eval.metric.ScoredRows;
import io.esmm.eval.truth.ProbabilityPairs;
import io.esmm.problem.ProblemException;
import io.esmm.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every metric of every event of a funnel.
 *
 * <p>The usual mistake with entire-space models is to take the AUC of pCVR over all impressions,
 * where every impression without a click counts as a negative. Here a conditional probability is
 * measured on the rows where the event before it happened, a joint one on the whole space, and both
 * say so in words.
 *
 * <p>Immutable. Beside the predictions, evaluating takes about 24 bytes a row (about 50 with
 * truth), for one event and probability at a time.
 *
 * @param space what a row is: impression, or request
 * @param rows n, the rows of the space
 * @param events the events, in the order of the predictions
 */
public record FunnelEvaluation(String space, int rows, List<EventEvaluation> events) {
  /** Copies the list. */
  public FunnelEvaluation {
    events = List.copyOf(events);
  }

  /**
   * Measures every event: its joint probability on all rows, its conditional one where the event
   * before it happened, and both against the truth where that is known.
   */
  public static FunnelEvaluation of(FunnelPredictions predictions) {
    List<EventEvaluation> events = new ArrayList<>();
    for (EventPredictions event : predictions.events()) {
      events.add(evaluate(predictions, event.event()));
    }
    return new FunnelEvaluation(predictions.space(), predictions.rows(), events);
  }

  /**
   * The event of a name.
   *
   * @throws ProblemException listing the known events
   */
  public EventEvaluation event(String name) {
    return events.stream()
        .filter(e -> e.event().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                "",
                "event [" + name + "] unknown",
                Suggestion.remedy(name, events.stream().map(EventEvaluation::event).toList())));
  }

  private static EventEvaluation evaluate(FunnelPredictions predictions, String event) {
    String space = predictions.space();
    Wording wording = new Wording(space, event, predictions.path(event), predictions.before(event));
    boolean open = Labels.unknown(predictions.event(event).labels()) > 0;
    ScoredRows jointRows = predictions.joint(event);
    LabelReport joint =
        LabelReport.of(
            wording.measured(JOINT, RowSelection.ALL, jointRows.rows(), open), jointRows);
    Optional<byte[]> parent = predictions.parentLabels(event);
    if (parent.isEmpty()) {
      return new EventEvaluation(event, joint, Optional.empty(), truth(predictions, event));
    }
    ScoredRows rows = predictions.conditional(event);
    LabelReport conditional =
        LabelReport.of(
            wording.measured(CONDITIONAL, RowSelection.PARENT_HAPPENED, rows.rows(), open), rows);
    return new EventEvaluation(event, joint, Optional.of(conditional), truth(predictions, event));
  }

  private static List<TruthReport> truth(FunnelPredictions predictions, String event) {
    String space = predictions.space();
    Wording wording = new Wording(space, event, predictions.path(event), predictions.before(event));
    List<TruthReport> reports = new ArrayList<>();
    Optional<byte[]> parent = predictions.parentLabels(event);
    if (parent.isPresent()) {
      predictions
          .conditionalAgainstTruth(event)
          .ifPresent(pairs -> {
            for (RowSelection selection : RowSelection.values()) {
              ProbabilityPairs selected =
                  switch (selection) {
                    case ALL -> pairs;
                    case PARENT_HAPPENED -> pairs.where(parent.get());
                    case PARENT_DID_NOT_HAPPEN -> pairs.where(Labels.not(parent.get()));
                  };
              reports.add(
                  TruthReport.of(
                      wording.measured(CONDITIONAL, selection, selected.rows(), false), selected));
            }
          });
    }
    predictions
        .jointAgainstTruth(event)
        .ifPresent(pairs ->
            reports.add(
                TruthReport.of(
                    wording.measured(JOINT, RowSelection.ALL, pairs.rows(), false), pairs)));
    return reports;
  }
}
