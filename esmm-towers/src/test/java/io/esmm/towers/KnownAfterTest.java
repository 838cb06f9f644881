package io.esmm.towers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.batch.CrossColumns;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.field.Column;
import io.esmm.field.FeatureSchema;
import io.esmm.field.NominalSchema;
import io.esmm.field.ReadField;
import io.esmm.field.ValueShares;
import io.esmm.graph.Weights;
import io.esmm.numerics.Precision;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Predictions;
import io.esmm.scoring.Scorer;
import io.esmm.tower.TowerRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that are known only after some event: who reads them, and averaging over them. */
class KnownAfterTest {
  private static final TowerRegistry REGISTRY = TowerRegistry.of(new ShippedTowers());

  /** What the counts of positions 1, 2 and 3 are, behind missing and unknown. */
  private static final long[] COUNTS = {9, 1, 5, 4, 0};

  private static EsmmConfig config(String trunk, String impression, String purchase) {
    return new ConfigReader(REGISTRY)
        .read(
            """
            {"name": "requests",
             "fields": [{"name": "user", "level": "request", "kind": "categorical"},
                        {"name": "item", "level": "impression", "kind": "categorical"},
                        {"name": "position", "level": "impression", "kind": "categorical",
                         "knownAfter": "impression", "marginalize": true},
                        {"name": "item_x_position", "kind": "cross", "of": ["item", "position"],
                         "hash": 20}],
             "embedding": {"dimension": 3},
             "funnel": {"space": "request", %s "events": [
               {"name": "impression", "after": "request", "label": "i", "tower": %s},
               {"name": "click", "after": "impression", "label": "c",
                "tower": {"type": "mlp", "hidden": [4]}},
               {"name": "cart", "after": "click", "label": "k",
                "tower": {"type": "mlp", "hidden": [4]}},
               {"name": "no-cart", "otherwise": "cart"},
               {"name": "purchase", "label": "p", "paths": [
                 {"after": "cart", "tower": {"type": "mlp", "hidden": [4]}},
                 {"after": "no-cart", "tower": %s}]}]}}
            """
                .formatted(trunk, impression, purchase),
            "c.json");
  }

  private static EsmmConfig config() {
    return config(
        "",
        "{\"type\": \"mlp\", \"hidden\": [4]}",
        "{\"type\": \"mlp\", \"hidden\": [], \"fields\": [\"user\"]}");
  }

  private static FeatureSchema schema(EsmmConfig config) {
    FeatureSchema nominal = NominalSchema.of(config.fields(), 3);
    ReadField position = (ReadField) config.fields().get(2);
    return nominal.withShares("position", ValueShares.of(position, COUNTS));
  }

  private static Batch batch(FeatureSchema schema, int... positions) {
    Batch batch = new Batch(schema, List.of());
    ((Column.Ids) batch.column(0)).add(3);
    for (int i = 0; i < positions.length; i++) {
      ((Column.Ids) batch.column(1)).add(2 + i % 3);
      ((Column.Ids) batch.column(2)).add(positions[i]);
    }
    batch.addRequest(positions.length);
    new CrossColumns(schema).fill(batch);
    batch.check();
    return batch;
  }

  private static FunnelGraph graph(EsmmConfig config, FeatureSchema schema) {
    return FunnelGraph.of(config.funnel(), config.embedding(), schema, REGISTRY);
  }

  private static Scorer scorer(EsmmConfig config, FeatureSchema schema) {
    FunnelGraph graph = graph(config, schema);
    return new Scorer(graph, Weights.initial(graph.parameters(), 5, Precision.DOUBLE));
  }

  @Test
  void jointProbabilitiesAreTheMeanOverTheValuesByTheirShares() {
    EsmmConfig config = config();
    FeatureSchema schema = schema(config);
    Scorer scorer = scorer(config, schema);
    Predictions averaged = scorer.predict(batch(schema, 0, 3, 0));
    for (String event : averaged.funnel().names()) {
      double mean = 0;
      for (int id = 1; id < COUNTS.length; id++) {
        mean += COUNTS[id] / 10.0 * scorer.predict(batch(schema, id, id, id)).joint(event, 2);
      }
      assertThat(averaged.joint(event, 2)).as(event).isCloseTo(mean, within(1e-12));
    }
    double click = averaged.joint("click", 0);
    assertThat(averaged.conditional("click", 0))
        .isCloseTo(click / averaged.joint("impression", 0), within(1e-12));
    assertThat(averaged.joint("cart", 0) + averaged.joint("no-cart", 0))
        .isCloseTo(click, within(1e-12));
  }

  @Test
  void aValueThatIsGivenCountsWhateverStandsBeside() {
    EsmmConfig config = config();
    FeatureSchema schema = schema(config);
    Scorer scorer = scorer(config, schema);
    Predictions mixed = scorer.predict(batch(schema, 0, 3, 0));
    Predictions given = scorer.predict(batch(schema, 2, 3, 1));
    Predictions alone = scorer.predict(batch(schema, 0));
    for (String event : mixed.funnel().names()) {
      assertThat(mixed.joint(event, 1)).isEqualTo(given.joint(event, 1));
      assertThat(mixed.conditional(event, 1)).isEqualTo(given.conditional(event, 1));
      assertThat(mixed.joint(event, 0)).isEqualTo(alone.joint(event, 0));
    }
    assertThat(mixed.joint("impression", 2)).isEqualTo(given.joint("impression", 2));
  }

  @Test
  void manyCandidatesWithoutAValueAreScoredAsAlone() {
    EsmmConfig config = config();
    FeatureSchema schema = schema(config);
    Scorer scorer = scorer(config, schema);
    int[] positions = new int[700];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = i % 5 == 4 ? 2 : 0;
    }
    Predictions many = scorer.predict(batch(schema, positions));
    Predictions few = scorer.predict(batch(schema, 0, 0, 0));
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] == 0) {
        assertThat(many.joint("purchase", i)).isEqualTo(few.joint("purchase", i % 3));
      }
    }
  }

  @Test
  void defaultFieldsAreThoseKnownToTheEvent() {
    EsmmConfig config = config();
    FunnelGraph graph = graph(config, schema(config));
    // Position and its cross are two more inputs of 3 behind the impression.
    assertThat(rows(graph, "impression/dense0/weight")).isEqualTo(6);
    assertThat(rows(graph, "click/dense0/weight")).isEqualTo(12);
    assertThat(rows(graph, "purchase-via-cart/dense0/weight")).isEqualTo(12);
  }

  @Test
  void aTowerOnATrunkReadsTheFieldBesideIt() {
    EsmmConfig config =
        config(
            "\"trunk\": {\"type\": \"shared-bottom\", \"hidden\": [5]},",
            "{\"type\": \"mlp\", \"hidden\": [4]}",
            "{\"type\": \"mlp\", \"hidden\": [4]}");
    FunnelGraph graph = graph(config, schema(config));
    assertThat(rows(graph, "trunk/dense0/weight")).isEqualTo(6);
    assertThat(rows(graph, "impression/dense0/weight")).isEqualTo(5);
    assertThat(rows(graph, "click/dense0/weight")).isEqualTo(11);
  }

  private static int rows(FunnelGraph graph, String parameter) {
    return graph.parameters().stream()
        .filter(p -> p.name().equals(parameter))
        .findFirst()
        .orElseThrow()
        .rows();
  }

  @ParameterizedTest
  @ValueSource(strings = {"position", "item_x_position"})
  void anEarlierTowerOrATrunkThatNamesTheFieldIsAnError(String field) {
    EsmmConfig early =
        config(
            "",
            "{\"type\": \"mlp\", \"fields\": [\"%s\"]}".formatted(field),
            "{\"type\": \"mlp\"}");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> graph(early, schema(early)))
        .withMessageContaining("#/funnel/events/0/tower")
        .withMessageContaining("field [" + field + "] is known only after [impression]");
    EsmmConfig trunk =
        config(
            "\"trunk\": {\"type\": \"shared-bottom\", \"fields\": [\"%s\"]},".formatted(field),
            "{\"type\": \"mlp\"}",
            "{\"type\": \"mlp\"}");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> graph(trunk, schema(trunk)))
        .withMessageContaining("#/funnel/trunk")
        .withMessageContaining("[" + field + "] is known only after [impression], and the trunk");
  }
}
