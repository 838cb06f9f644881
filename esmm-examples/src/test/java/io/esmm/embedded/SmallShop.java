package io.esmm.embedded;

import io.esmm.config.EsmmConfig;
import io.esmm.data.memory.RequestLog;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.Level;
import io.esmm.field.NumericField;
import io.esmm.field.Pooling;
import io.esmm.field.SequenceField;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.model.EsmmModel;
import io.esmm.model.ModelTrainer;
import io.esmm.model.Request;
import io.esmm.scoring.RequestsConfig;
import io.esmm.towers.mlp.MlpConfig;
import io.esmm.train.TrainingConfig;
import java.util.List;
import java.util.Map;

/** A model with a field of every kind at either level, trained on few rows. */
final class SmallShop {
  private SmallShop() {}

  static EsmmConfig config(RequestsConfig requests) {
    var tower = MlpConfig.of(8);
    return EsmmConfig.of(
            "small-shop",
            List.of(
                CategoricalField.of("user", Level.REQUEST),
                SequenceField.of("history", Level.REQUEST, "item"),
                CategoricalField.of("item", Level.IMPRESSION),
                new BagField("tags", Level.IMPRESSION, null, null, null, Pooling.WEIGHTED),
                NumericField.of("price", Level.IMPRESSION),
                NumericField.inBuckets("stock", Level.IMPRESSION, 4)),
            new FunnelConfig(
                "impression",
                List.of(
                    new EventConfig("click", "impression", "clicked", tower),
                    new EventConfig("purchase", "click", "bought", tower))))
        .with(EmbeddingConfig.of(4))
        .with(TrainingConfig.of(16, 1, 1))
        .with(requests);
  }

  static RequestLog log(EsmmConfig config) {
    RequestLog log = new RequestLog(config);
    for (int r = 0; r < 30; r++) {
      Request.Builder request =
          Request.builder().set("user", "u" + r % 7).set("history", List.of(r % 5, (r + 1) % 5));
      for (int i = 0; i < 2; i++) {
        request
            .candidate()
            .set("item", (r + i) % 5)
            .set("tags", Map.of("t" + r % 3, 0.5, "t3", 2))
            .set("price", r + 0.5)
            .set("stock", r % 11)
            .set("clicked", r % 2)
            .set("bought", r % 4 == 1);
      }
      log.add(request.build());
    }
    return log;
  }

  static EsmmModel model(RequestsConfig requests) {
    EsmmConfig config = config(requests);
    return ModelTrainer.of(config).train(log(config).encode());
  }

  static EsmmModel model() {
    return model(RequestsConfig.defaults());
  }

  /** A request with all fields. */
  static Request.Builder request() {
    return Request.builder()
        .set("user", "u3")
        .set("history", List.of(1, 2))
        .candidate()
        .set("item", 2)
        .set("tags", Map.of("t1", 1.5))
        .set("price", 7.5)
        .set("stock", 3);
  }
}
