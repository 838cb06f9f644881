package io.esmm.benchmarks;

import io.esmm.batch.Batch;
import io.esmm.config.EsmmConfig;
import io.esmm.data.memory.RequestLog;
import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.model.EsmmModel;
import io.esmm.model.ModelTrainer;
import io.esmm.model.Request;
import io.esmm.model.RequestEncoder;
import io.esmm.towers.mlp.MlpConfig;
import io.esmm.train.TrainingConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Requests like those of Ali-CCP: 27 fields (its 23, and four of context), a user with 500 behavior
 * ids in four bags, and a model of two towers of 360-200-80. Values and labels are random: scoring
 * costs the same whatever was learnt.
 */
public final class ScoringWorkload {
  private static final List<String> PROFILE =
      List.of("101", "121", "122", "124", "125", "126", "127", "128", "129", "hour", "day");
  private static final List<String> HISTORY = List.of("109_14", "110_14", "127_14", "150_14");
  private static final List<String> ITEM =
      List.of("205", "206", "207", "216", "301", "slot", "source");
  private static final List<String> ITEM_BAGS = List.of("210", "508", "509", "702", "853");
  private static final int BEHAVIORS = 500;
  private static final int VALUES = 5_000;

  private final SplittableRandom random = new SplittableRandom(1);

  /** The fields and the towers. */
  public static EsmmConfig config() {
    List<FieldConfig> fields = new ArrayList<>();
    PROFILE.forEach(name -> fields.add(CategoricalField.of(name, Level.REQUEST)));
    HISTORY.forEach(name -> fields.add(bag(name, Level.REQUEST)));
    ITEM.forEach(name -> fields.add(CategoricalField.of(name, Level.IMPRESSION)));
    ITEM_BAGS.forEach(name -> fields.add(bag(name, Level.IMPRESSION)));
    var tower = new MlpConfig(null, null, null);
    return EsmmConfig.of(
            "scoring",
            fields,
            new FunnelConfig(
                "impression",
                List.of(
                    new EventConfig("click", "impression", "clicked", tower),
                    new EventConfig("conversion", "click", "converted", tower))))
        .with(TrainingConfig.of(512, 1, 1));
  }

  private static BagField bag(String name, Level level) {
    return new BagField(name, level, null, null, null, Pooling.WEIGHTED);
  }

  /** A model that has seen most values once. */
  public EsmmModel model() {
    RequestLog log = new RequestLog(config());
    for (int r = 0; r < 40; r++) {
      Request.Builder request = Request.builder().setAll(user());
      for (int i = 0; i < 50; i++) {
        request.candidate(item()).set("clicked", i % 2).set("converted", i % 4 == 1);
      }
      log.add(request.build());
    }
    return ModelTrainer.of(config()).train(log.encode());
  }

  /** A user and what could be shown. */
  public Request request(int candidates) {
    Request.Builder request = Request.builder().setAll(user());
    for (int i = 0; i < candidates; i++) {
      request.candidate(item());
    }
    return request.build();
  }

  /** The same candidates, each in a request of its own. */
  static List<Request> alone(Request request) {
    return request.candidates().stream()
        .map(values -> Request.builder().setAll(request.fields()).candidate(values).build())
        .toList();
  }

  /** A request as the model's ids. */
  public static Batch encode(EsmmModel model, Request request) {
    Batch batch = new Batch(model.schema(), List.of());
    new RequestEncoder(model.schema(), model.config().requests()).append(request, batch);
    return batch;
  }

  private Map<String, Object> user() {
    Map<String, Object> values = new LinkedHashMap<>();
    PROFILE.forEach(name -> values.put(name, token()));
    HISTORY.forEach(name -> values.put(name, weighted(BEHAVIORS / HISTORY.size())));
    return values;
  }

  private Map<String, Object> item() {
    Map<String, Object> values = new LinkedHashMap<>();
    ITEM.forEach(name -> values.put(name, token()));
    ITEM_BAGS.forEach(name -> values.put(name, weighted(3)));
    return values;
  }

  private String token() {
    return "t" + random.nextInt(VALUES);
  }

  private Map<String, Double> weighted(int count) {
    Map<String, Double> weighted = new LinkedHashMap<>();
    while (weighted.size() < count) {
      weighted.put(token(), 0.5 + random.nextDouble());
    }
    return weighted;
  }
}
