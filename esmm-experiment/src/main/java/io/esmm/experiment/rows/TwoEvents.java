package io.esmm.experiment.rows;

import io.esmm.config.EsmmConfig;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.problem.ProblemException;
import java.util.List;

/**
 * The events that methods are compared on, one after the other. Immutable; thread-safe.
 *
 * @param click the first one
 * @param conversion the one after it
 */
public record TwoEvents(EventConfig click, EventConfig conversion) {

  /**
   * Those of a configuration.
   *
   * @throws ProblemException if its funnel is not one event after another, or training would stop
   *     early
   */
  public static TwoEvents of(EsmmConfig config) {
    FunnelConfig funnel = config.funnel();
    List<EventConfig> first =
        funnel.events().stream().filter(event -> funnel.isFirst(event)).toList();
    List<EventConfig> second =
        funnel.events().stream()
            .filter(event -> first.stream().anyMatch(f -> f.name().equals(event.after())))
            .toList();
    if (funnel.events().size() != 2
        || first.size() != 1
        || second.size() != 1
        || first.getFirst().label() == null
        || second.getFirst().label() == null) {
      throw new ProblemException(
          "#/funnel/events",
          "the events " + funnel.names() + " are not two with labels, one after the other",
          "the methods estimate the second event's probability given the first; give just these");
    }
    if (config.training().earlyStopping() != null) {
      throw new ProblemException(
          "#/training/earlyStopping",
          "methods that are compared make the same number of passes",
          "put --set training.earlyStopping=null, and training.epochs if need be");
    }
    return new TwoEvents(first.getFirst(), second.getFirst());
  }
}
