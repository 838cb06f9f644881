package io.esmm.towers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.field.NominalSchema;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.FunnelGraph;
import io.esmm.tower.TowerRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a tower or trunk is told at its place, when the configuration is read. */
class BadNetworksTest {
  private static final TowerRegistry REGISTRY = TowerRegistry.of(new ShippedTowers());

  private static void read(String trunk, String tower) {
    EsmmConfig config =
        new ConfigReader(REGISTRY)
            .read(
                """
                {"name": "bad",
                 "fields": [{"name": "item", "level": "impression", "kind": "categorical"},
                            {"name": "price", "level": "impression", "kind": "numeric"},
                            {"name": "shop", "level": "impression", "kind": "categorical",
                             "dimension": 4}],
                 "funnel": {"space": "impression", "trunk": %s,
                            "events": [{"name": "click", "after": "impression", "label": "c",
                                        "tower": %s}]}}
                """
                    .formatted(trunk, tower),
                "bad.json");
    FunnelGraph.of(
        config.funnel(), config.embedding(), NominalSchema.of(config.fields(), 3), REGISTRY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type': 'mmo'} | /type: trunk type [mmo] unknown; did you mean [mmoe]? known: [aitm,"
            + " mmoe, ple, shared-bottom]",
        "{'experts': 4} | : trunk type is missing; known: [aitm, mmoe, ple, shared-bottom]",
        "{'type': 'mmoe', 'experts': 0} | /experts: experts [0] must be in [1, 256]",
        "{'type': 'mmoe', 'expert': 2} | /expert: property [expert] unknown; did you mean"
            + " [experts]?",
        "{'type': 'mmoe', 'hidden': []} | /hidden: hidden is empty; an expert needs at least one",
        "{'type': 'mmoe', 'hidden': [8, 0]} | /hidden: hidden width [0] must be in [1, 65536]",
        "{'type': 'mmoe', 'activation': 'rleu'} | /activation: activation [rleu] unknown; did you"
            + " mean [relu]?",
        "{'type': 'mmoe', 'fields': ['itme']} | : field [itme] is not declared; did you mean"
            + " [item]?",
        "{'type': 'mmoe', 'fields': []} | /fields: fields is empty; name at least one",
        "{'type': 'ple', 'levels': 0} | /levels: levels [0] must be in [1, 16]",
        "{'type': 'ple', 'sharedExperts': 0} | /sharedExperts: sharedExperts [0] must be in",
        "{'type': 'ple', 'eventExperts': 300} | /eventExperts: eventExperts [300] must be in",
        "{'type': 'shared-bottom', 'hidden': []} | /hidden: hidden is empty; a trunk needs at"
            + " least",
      })
  void aBadTrunk(String trunk, String told) {
    assertThatThrownBy(() -> read(trunk.replace('\'', '"'), "{\"type\": \"mlp\"}"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("#/funnel/trunk" + told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type': 'dnc'} | /type: tower type [dnc] unknown; did you mean [dcn]?",
        "{'type': 'dcn', 'layers': 0} | /layers: layers [0] must be in [1, 64]",
        "{'type': 'dcn', 'rank': 0} | /rank: rank [0] must be in [1, 65536]",
        "{'type': 'dcn', 'rank': 24} | : rank [24] is larger than the width of the fields, 23;",
        "{'type': 'dcn', 'structure': 'stack'} | /structure: structure [stack] unknown; did you"
            + " mean [stacked]?",
        "{'type': 'dcn', 'hidden': [-1]} | /hidden: hidden width [-1] must be in [1, 65536]",
        "{'type': 'deepfm', 'fields': ['item']} | : fields [item] have nothing to pair; deepfm"
            + " needs",
        "{'type': 'deepfm', 'fields': ['item', 'shop']} | : fields [item] of width 18 and [shop] of"
            + " width 4 cannot be paired; give them the same dimension",
        "{'type': 'deepfm', 'fields': ['item', 'item']} | /fields: fields [item, item] names one"
            + " twice",
        "{'type': 'deepfm', 'hidden': []} | /hidden: hidden is empty; the deep part needs",
        "{'type': 'dcn', 'fields': ['prize']} | : field [prize] is not declared; did you mean"
            + " [price]?",
      })
  void aBadTower(String tower, String told) {
    assertThatThrownBy(() -> read("null", tower.replace('\'', '"')))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("#/funnel/events/0/tower" + told);
  }

  @Test
  void pairsOfATrunk() {
    assertThatThrownBy(() -> read("{\"type\": \"mmoe\"}", "{\"type\": \"deepfm\"}"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("#/funnel/events/0/tower: deepfm pairs the embeddings of fields");
  }

  @ParameterizedTest
  @CsvSource({"mlp", "dcn"})
  void fieldsOfATowerOnATrunk(String type) {
    assertThatThrownBy(() ->
            read("{\"type\": \"mmoe\"}", "{\"type\": \"" + type + "\", \"fields\": [\"item\"]}"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("#/funnel/events/0/tower: fields [item] are named, but the tower");
  }
}
