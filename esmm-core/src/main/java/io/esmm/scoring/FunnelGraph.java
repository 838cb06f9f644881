package io.esmm.scoring;

import io.esmm.embedding.EmbeddingConfig;
import io.esmm.embedding.EmbeddingTables;
import io.esmm.field.FeatureSchema;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelConfig;
import io.esmm.graph.Graph;
import io.esmm.graph.Parameter;
import io.esmm.graph.Tensor;
import io.esmm.graph.op.Operations;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.tower.Tower;
import io.esmm.tower.TowerRegistry;
import io.esmm.tower.TowerScope;
import java.util.ArrayList;
import java.util.List;

/**
 * All towers of a funnel in one graph: for each event the tensor of its logit, at impression level.
 * What several towers compute alike, such as shared embeddings, is computed once.
 *
 * @param funnel the events
 * @param logits for each event, in the order of the funnel, [impressions, 1]
 * @param parameters everything that is learnt, in the order in which the towers declare it
 */
public record FunnelGraph(Funnel funnel, List<Tensor> logits, List<Parameter> parameters) {
  public FunnelGraph {
    logits = List.copyOf(logits);
    parameters = List.copyOf(parameters);
  }

  /**
   * Asks every tower for its description.
   *
   * @throws ProblemException with all towers that do not fit, each with its JSON pointer
   */
  public static FunnelGraph of(
      FunnelConfig config,
      EmbeddingConfig embedding,
      FeatureSchema schema,
      TowerRegistry registry) {
    Funnel funnel = Funnel.of(config);
    Graph graph = new Graph();
    Operations operations = new Operations(graph);
    EmbeddingTables tables = new EmbeddingTables(operations, schema, embedding);
    List<Problem> problems = new ArrayList<>();
    List<Tensor> logits = new ArrayList<>();
    for (Funnel.Event event : funnel.events()) {
      int place = config.events().stream().map(EventConfig::name).toList().indexOf(event.name());
      try {
        Tower tower = registry.create(config.events().get(place).tower());
        Tensor logit = tower.logit(new TowerScope(event.name(), operations, tables));
        if (logit.width() != 1) {
          throw new IllegalArgumentException(
              "the tower's result is "
                  + logit.shape()
                  + "; a logit has width 1, end with a dense layer of width 1");
        }
        logits.add(operations.lift(logit));
      } catch (IllegalArgumentException e) {
        problems.add(
            new Problem("#/funnel/events/" + place + "/tower", String.valueOf(e.getMessage()), ""));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    return new FunnelGraph(funnel, logits, graph.parameters());
  }
}
