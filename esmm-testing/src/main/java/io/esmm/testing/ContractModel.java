package io.esmm.testing;

import io.esmm.batch.Batch;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.field.FeatureSchema;
import io.esmm.field.NominalSchema;
import io.esmm.model.EsmmModel;
import io.esmm.objective.Objective;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Predictions;
import io.esmm.tower.TowerRegistry;
import io.esmm.train.InMemorySet;
import io.esmm.train.Trainer;
import java.util.Locale;

/**
 * A network that is on trial, in one funnel.
 *
 * @param subject how messages call it: "tower [mlp], one event, shared embeddings"
 */
record ContractModel(
    String subject, EsmmConfig config, FeatureSchema schema, TowerRegistry registry) {
  private static final int TOKENS = 5;

  /** Fields of every kind at either level; both histories share the vocabulary of their target. */
  static final String FIELDS =
      """
      [{"name": "user", "level": "request", "kind": "categorical"},
       {"name": "age", "level": "request", "kind": "numeric"},
       {"name": "income", "level": "request", "kind": "numeric", "buckets": 4},
       {"name": "interests", "level": "request", "kind": "bag", "pooling": "mean"},
       {"name": "history", "level": "request", "kind": "sequence", "sharesVocabularyWith": "item"},
       {"name": "history_categories", "level": "request", "kind": "sequence",
        "sharesVocabularyWith": "category"},
       {"name": "item", "level": "impression", "kind": "categorical"},
       {"name": "category", "level": "impression", "kind": "categorical"},
       {"name": "price", "level": "impression", "kind": "numeric"},
       {"name": "duration", "level": "impression", "kind": "numeric", "buckets": 4},
       {"name": "tags", "level": "impression", "kind": "bag", "pooling": "weighted"},
       {"name": "words", "level": "impression", "kind": "bag", "pooling": "sum"},
       {"name": "similar", "level": "impression", "kind": "sequence",
        "sharesVocabularyWith": "item"}]\
      """;

  /** Reads the configuration; what it objects to is the author's to mend. */
  static ContractModel of(
      String subject, TowerRegistry registry, String events, FunnelCase funnel) {
    String json =
        """
        {"name": "contract",
         "fields": %s,
         "embedding": {"dimension": 3, "sharing": "%s", "initialDeviation": 0.3},
         "funnel": %s,
         "training": {"batchSize": 64, "epochs": 2, "seed": 5}}
        """
            .formatted(FIELDS, funnel.sharing().name().toLowerCase(Locale.ROOT), events);
    try {
      EsmmConfig config = new ConfigReader(registry).read(json, "contract.json");
      return new ContractModel(
          subject + ", " + funnel, config, NominalSchema.of(config.fields(), TOKENS), registry);
    } catch (ProblemException e) {
      throw new AssertionError(
          subject + ": its JSON is not accepted: " + e.getMessage() + "\nThe whole text:\n" + json,
          e);
    }
  }

  FunnelGraph graph() {
    try {
      return FunnelGraph.of(config.funnel(), config.embedding(), schema, registry);
    } catch (ProblemException e) {
      throw new AssertionError(subject + " objects to the fields: " + e.getMessage(), e);
    }
  }

  Objective objective(FunnelGraph graph) {
    return Objective.of(config.objective().terms(config.funnel()), graph.funnel());
  }

  Batch rows(FunnelGraph graph, int requests, long seed) {
    return ContractRows.batch(schema, graph.funnel().names(), requests, seed);
  }

  /** A model of two short epochs. */
  EsmmModel trained(int threads) {
    FunnelGraph graph = graph();
    InMemorySet set = new InMemorySet(schema, graph.funnel().names());
    set.add(rows(graph, 60, 3));
    Trainer trainer =
        new Trainer(graph, objective(graph), config.optimizer(), config.training())
            .withThreads(threads);
    return EsmmModel.of(config, schema, registry, trainer.train(set).weights());
  }

  /** Throws if two predictions of the same rows differ in a single bit. */
  void requireSame(Predictions expected, Predictions actual, String blame) {
    for (int e = 0; e < expected.funnel().events().size(); e++) {
      for (int i = 0; i < expected.size(); i++) {
        double a = expected.logit(e, i);
        double b = actual.logit(e, i);
        if (Double.doubleToLongBits(a) != Double.doubleToLongBits(b)) {
          throw new AssertionError(
              "%s: %s: the logit of [%s] of impression %d is %s and %s"
                  .formatted(subject, blame, expected.funnel().names().get(e), i, a, b));
        }
      }
    }
  }
}
