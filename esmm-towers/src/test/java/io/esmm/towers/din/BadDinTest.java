package io.esmm.towers.din;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.field.NominalSchema;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.FunnelGraph;
import io.esmm.tower.TowerRegistry;
import io.esmm.towers.ShippedTowers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with an attention is told at its place, when the configuration is read. */
class BadDinTest {
  private static final TowerRegistry REGISTRY = TowerRegistry.of(new ShippedTowers());

  private static void read(String tower) {
    EsmmConfig config =
        new ConfigReader(REGISTRY)
            .read(
                """
                {"name": "bad",
                 "fields": [{"name": "history", "level": "request", "kind": "sequence",
                             "sharesVocabularyWith": "item"},
                            {"name": "tags", "level": "request", "kind": "bag"},
                            {"name": "item", "level": "impression", "kind": "categorical"},
                            {"name": "brand", "level": "impression", "kind": "categorical",
                             "dimension": 4},
                            {"name": "price", "level": "impression", "kind": "numeric"}],
                 "embedding": {"dimension": 8},
                 "funnel": {"space": "impression",
                            "events": [{"name": "click", "after": "impression", "label": "c",
                                        "tower": %s}]}}
                """
                    .formatted(tower),
                "bad.json");
    FunnelGraph.of(
        config.funnel(), config.embedding(), NominalSchema.of(config.fields(), 3), REGISTRY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'sequence': 'histroy', 'target': 'item' | : field [histroy] is not declared; did you"
            + " mean [history]? known: [brand, history, item, price, tags]",
        "'sequence': 'tags', 'target': 'item' | : field [tags] is not a sequence, so it has no"
            + " elements; declare it as kind [sequence]",
        "'sequence': 'history', 'target': 'price' | : field [price] is a number, not an embedding;",
        "'sequence': 'history', 'target': 'brand' | : sequence [history] has embeddings of width"
            + " [8], its target [brand] of width [4]; give both one dimension",
        "'sequence': 'history' | : target is missing; name the field that [history] is",
        "'softmax': true | : sequence is missing; name the field to attend to",
        "'attention': [] | /attention: attention is empty; name at least one sequence",
        "'attention': [{'sequence': 'history'}] | /attention/0: property [target] is missing",
        "'attention': [{'sequence': 'history', 'target': 'item'}], 'target': 'item' |"
            + " /attention: attention stands beside sequence or target;",
        "'sequence': 'history', 'target': 'item', 'activation': 'dise' | /activation: activation"
            + " [dise] unknown; did you mean [dice]?",
        "'sequence': 'history', 'target': 'item', 'attentionHidden': [0] | /attentionHidden:"
            + " attentionHidden width [0] must be in",
        "'sequence': 'history', 'target': 'item', 'dropout': 1 | /dropout: dropout [1.0] must be in"
            + " [0, 1)",
        "'sequence': 'history', 'target': 'item', 'l2': -1 | /l2: l2 [-1.0] must be at least 0",
        "'sequence': 'history', 'target': 'item', 'normalization': 'bach' | /normalization:"
            + " normalization [bach] unknown; did you mean [batch]?",
      })
  void aBadAttention(String properties, String told) {
    String tower = "{'type': 'din', " + properties + "}";
    assertThatThrownBy(() -> read(tower.replace('\'', '"')))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("#/funnel/events/0/tower" + told);
  }
}
