package io.esmm.examples.kuairand;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.data.config.DataConfig;
import io.esmm.field.NominalSchema;
import io.esmm.scoring.FunnelGraph;
import io.esmm.tower.TowerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The configurations that docs/results.md compares differ in what it says they differ in. */
class KuaiRandTowersTest {
  private static final Path FOLDER = Path.of("kuairand/towers");
  private static final TowerRegistry REGISTRY = TowerRegistry.load();
  private static final ConfigReader READER = new ConfigReader(REGISTRY).withData(DataConfig.class);

  static List<Path> configurations() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> found = files.sorted().toList();
      assertThat(found).hasSizeGreaterThanOrEqualTo(7);
      return found;
    }
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void onlyTowersDiffer(Path file) {
    assertThat(withoutTowers(file)).isEqualTo(withoutTowers(FOLDER.resolve("mlp.json")));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void theTowersFitTheFields(Path file) {
    EsmmConfig config = READER.read(file, List.of());
    FunnelGraph graph =
        FunnelGraph.of(
            config.funnel(), config.embedding(), NominalSchema.of(config.fields(), 1), REGISTRY);
    assertThat(graph.logits()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chain", "branches"})
  void longerFunnelsDifferInTheirEventsAlone(String name) {
    Path folder = Path.of("kuairand/funnels");
    ObjectNode tree = READER.tree(folder.resolve(name + ".json"));
    ObjectNode twoEvents = READER.tree(folder.resolve("two-events.json"));
    assertThat(READER.read(folder.resolve(name + ".json"), List.of()).funnel().names()).hasSize(3);
    tree.remove(List.of("name", "funnel"));
    twoEvents.remove(List.of("name", "funnel"));
    assertThat(tree).isEqualTo(twoEvents);
  }

  private static JsonNode withoutTowers(Path file) {
    ObjectNode tree = READER.tree(file);
    tree.remove("name");
    for (JsonNode event : tree.at("/funnel/events")) {
      assertThat(((ObjectNode) event).remove("tower")).isNotNull();
    }
    for (Iterator<JsonNode> fields = tree.get("fields").elements(); fields.hasNext(); ) {
      if (fields.next().path("kind").asText().equals("cross")) {
        fields.remove();
      }
    }
    return tree;
  }
}
