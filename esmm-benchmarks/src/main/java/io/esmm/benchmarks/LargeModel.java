package io.esmm.benchmarks;

import io.esmm.config.EsmmConfig;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.field.CategoricalField;
import io.esmm.field.CrossField;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.NominalSchema;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.graph.Parameter;
import io.esmm.graph.Weights;
import io.esmm.model.EsmmModel;
import io.esmm.model.Request;
import io.esmm.numerics.Precision;
import io.esmm.scoring.FunnelGraph;
import io.esmm.tower.TowerRegistry;
import io.esmm.towers.mlp.MlpConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of a chosen size: eight fields with vocabularies, and seven crosses of two of them that
 * are hashed to as many buckets as the size asks for. Its values are made up.
 */
final class LargeModel {
  private static final int DIMENSION = 18;
  private static final int FIELDS = 8;

  private LargeModel() {}

  /**
   * The model.
   *
   * @param bytes of all embedding tables
   * @param tokens of each vocabulary
   */
  static EsmmModel of(long bytes, int tokens) {
    long rows = bytes / (DIMENSION * Float.BYTES) - (long) FIELDS * tokens;
    int buckets = Math.clamp(rows / (FIELDS - 1), 1, 1_000_000_000);
    List<FieldConfig> fields = new ArrayList<>();
    for (int f = 0; f < FIELDS; f++) {
      fields.add(CategoricalField.of("f" + f, f == 0 ? Level.REQUEST : Level.IMPRESSION));
    }
    for (int f = 1; f < FIELDS; f++) {
      fields.add(
          new CrossField("f0_f" + f, List.of("f0", "f" + f), null, null, buckets, null, null));
    }
    var tower = new MlpConfig(null, null, null);
    EsmmConfig config =
        EsmmConfig.of(
                "large",
                fields,
                new FunnelConfig(
                    "impression",
                    List.of(
                        new EventConfig("click", "impression", "clicked", tower),
                        new EventConfig("conversion", "click", "converted", tower))))
            .with(EmbeddingConfig.of(DIMENSION));
    var schema = NominalSchema.of(config.fields(), tokens);
    TowerRegistry registry = TowerRegistry.load();
    FunnelGraph graph =
        FunnelGraph.of(config.funnel(), config.objective(), config.embedding(), schema, registry);
    Weights weights = new Weights(graph.parameters(), Precision.FLOAT);
    for (Parameter p : graph.parameters()) {
      float[] values = weights.of(p).floats();
      for (int i = 0; i < values.length; i++) {
        values[i] = (i % 1021 - 510) / 10_000f;
      }
    }
    return EsmmModel.of(config, schema, registry, weights);
  }

  /** A request of some candidates, other ones for another seed. */
  static Request request(int seed, int candidates) {
    Request.Builder request = Request.builder().set("f0", seed);
    for (int i = 0; i < candidates; i++) {
      request.candidate();
      for (int f = 1; f < FIELDS; f++) {
        request.set("f" + f, seed * 31 + i * f);
      }
    }
    return request.build();
  }
}
