package io.esmm.towers;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.batch.Batch;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.field.Column;
import io.esmm.field.FeatureSchema;
import io.esmm.field.NominalSchema;
import io.esmm.graph.Parameter;
import io.esmm.graph.Weights;
import io.esmm.numerics.Precision;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Predictions;
import io.esmm.scoring.Scorer;
import io.esmm.tower.TowerRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model whose weights are written by hand, in double precision. Numbers are a column of their
 * own, tokens are ids in a table of four rows.
 */
public final class HandSetModel {
  private final FeatureSchema schema;
  private final FunnelGraph graph;
  private final Map<String, double[][]> values = new HashMap<>();

  /**
   * @param fields a JSON list of fields; a sequence stands first
   * @param funnel a JSON funnel
   */
  public HandSetModel(String fields, String funnel) {
    TowerRegistry registry = TowerRegistry.of(new ShippedTowers());
    EsmmConfig config =
        new ConfigReader(registry)
            .read(
                """
                {"name": "by hand", "fields": %s, "embedding": {"dimension": 2}, "funnel": %s}
                """
                    .formatted(fields, funnel),
                "hand.json");
    schema = NominalSchema.of(config.fields(), 2);
    graph = FunnelGraph.of(config.funnel(), config.embedding(), schema, registry);
  }

  /** A row of a weight. */
  public static double[] row(double... values) {
    return values;
  }

  /** Sets the rows of a parameter. */
  public HandSetModel set(String parameter, double[]... rows) {
    values.put(parameter, rows);
    return this;
  }

  /** The logits of one impression with these values, one for each field: a number, or an id. */
  public Predictions predict(double... row) {
    return predict(new Batch(schema, List.of()), 0, row);
  }

  /** The same where the first field is a sequence. */
  public Predictions predict(int[] sequence, double... row) {
    Batch batch = new Batch(schema, List.of());
    Column.Bags bags = (Column.Bags) batch.column(0);
    for (int id : sequence) {
      bags.add(id, 1);
    }
    bags.endRow();
    return predict(batch, 1, row);
  }

  private Predictions predict(Batch batch, int firstField, double... row) {
    Weights weights = new Weights(graph.parameters(), Precision.DOUBLE);
    assertThat(graph.parameters().stream().map(Parameter::name))
        .containsExactlyInAnyOrderElementsOf(values.keySet());
    for (Parameter p : graph.parameters()) {
      double[][] rows = values.get(p.name());
      assertThat(List.of(rows.length, rows[0].length))
          .as(p.name())
          .isEqualTo(List.of(p.rows(), p.columns()));
      for (int r = 0; r < rows.length; r++) {
        for (int c = 0; c < rows[r].length; c++) {
          weights.of(p).set(r, c, rows[r][c]);
        }
      }
    }
    for (int f = 0; f < row.length; f++) {
      switch (batch.column(firstField + f)) {
        case Column.Ids c -> c.add((int) row[f]);
        case Column.Numbers c -> c.add((float) row[f]);
        case Column.Bags c -> throw new IllegalArgumentException("a bag has no one number");
      }
    }
    batch.addRequest(1);
    batch.check();
    return new Scorer(graph, weights).predict(batch);
  }
}
