package io.esmm.mapped;

import io.esmm.config.EsmmConfig;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.CrossField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.NominalSchema;
import io.esmm.field.Pooling;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.graph.Weights;
import io.esmm.model.EsmmModel;
import io.esmm.model.Request;
import io.esmm.numerics.Precision;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Predictions;
import io.esmm.tower.TowerRegistry;
import io.esmm.towers.mlp.MlpConfig;
import io.esmm.towers.widedeep.WideConfig;
import io.esmm.towers.widedeep.WideDeepConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model of two crosses with many hash buckets: deep and wide tables for one id and for bags. */
final class HashedModel {
  /** Of each cross: a table of 38 MB for the deep parts and one of 1.2 MB for the wide one. */
  private static final int BUCKETS = 300_000;

  private static final int TOKENS = 40;

  private HashedModel() {}

  static EsmmModel make() {
    List<String> crosses = List.of("user_item", "user_tags");
    EsmmConfig config =
        EsmmConfig.of(
                "large",
                List.of(
                    CategoricalField.of("user", Level.REQUEST),
                    CategoricalField.of("item", Level.IMPRESSION),
                    new BagField("tags", Level.IMPRESSION, null, null, null, Pooling.WEIGHTED),
                    cross(crosses.get(0), "user", "item"),
                    cross(crosses.get(1), "user", "tags")),
                new FunnelConfig(
                    "impression",
                    List.of(
                        new EventConfig("click", "impression", "clicked", MlpConfig.of(8)),
                        new EventConfig(
                            "purchase",
                            "click",
                            "bought",
                            new WideDeepConfig(
                                new WideConfig(crosses, null), List.of(8), null, null)))))
            .with(EmbeddingConfig.of(32));
    FeatureSchema schema = NominalSchema.of(config.fields(), TOKENS);
    TowerRegistry registry = TowerRegistry.load();
    FunnelGraph graph =
        FunnelGraph.of(config.funnel(), config.objective(), config.embedding(), schema, registry);
    Weights weights = Weights.initial(graph.parameters(), 3, Precision.FLOAT);
    // Wide weights begin at zero; then a row in the wrong place would not show.
    graph.parameters().stream()
        .filter(p -> p.columns() == 1)
        .forEach(p -> {
          float[] values = weights.of(p).floats();
          for (int i = 0; i < values.length; i++) {
            values[i] = (i % 1009 - 504) / 1009f;
          }
        });
    return EsmmModel.of(config, schema, registry, weights);
  }

  private static CrossField cross(String name, String... of) {
    return new CrossField(name, List.of(of), null, null, BUCKETS, null, null);
  }

  static Request request() {
    Request.Builder request = Request.builder().set("user", 17);
    for (int i = 0; i < TOKENS; i++) {
      request.candidate().set("item", i).set("tags", tags(i));
    }
    return request.build();
  }

  /** In one order in every process. */
  private static Map<Object, Double> tags(int i) {
    Map<Object, Double> tags = new LinkedHashMap<>();
    tags.put(i, 0.5);
    tags.put((i + 3) % TOKENS, 1.5);
    tags.put("new", 2.0);
    return tags;
  }

  /** The bits of all probabilities. */
  static String scores(EsmmModel model) {
    Predictions all = model.predict(request());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      for (String event : List.of("click", "purchase")) {
        text.append(Long.toHexString(Double.doubleToRawLongBits(all.joint(event, i)))).append(' ');
      }
    }
    return text.toString();
  }
}
