package io.esmm.examples.funneloffour;

import io.esmm.config.EsmmConfig;
import io.esmm.data.memory.RequestLog;
import io.esmm.data.simulator.CandidateLogConfig;
import io.esmm.data.simulator.CandidateRequest;
import io.esmm.data.simulator.CandidateSimulator;
import io.esmm.data.simulator.SimulatedItem;
import io.esmm.data.simulator.SimulatedUser;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.NumericField;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.model.EsmmModel;
import io.esmm.model.ModelTrainer;
import io.esmm.model.Request;
import io.esmm.objective.ObjectiveConfig;
import io.esmm.objective.Preset;
import io.esmm.scoring.Predictions;
import io.esmm.towers.mlp.MlpConfig;
import io.esmm.train.OptimizerConfig;
import io.esmm.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The paper's outlook: one model over request, impression, click and conversion. Every candidate
 * that was considered for a request is a row, shown or not; being shown is an event like the
 * others.
 *
 * <p>Where a candidate was shown is known only after it was: the tower of the impression does not
 * read the position, those behind it do. A candidate that was not shown has none, and at scoring
 * time all are asked about the first position, so that they are compared on equal terms.
 *
 * <p>This decides the objective. A joint term over all candidates would show the click's tower rows
 * without a position, and that they have none tells that they were not shown: the tower would
 * answer for the impression too. So the click is trained where there is a position, over what was
 * shown, and the preset is {@code base}; the embedding tables are shared by all three towers.
 */
public final class FunnelOfFour {
  private static final String POSITION = "position";

  private static final List<FieldConfig> BEFORE =
      List.of(
          CategoricalField.of("gender", Level.REQUEST),
          CategoricalField.of("group", Level.REQUEST),
          CategoricalField.of("age", Level.REQUEST),
          CategoricalField.of("power", Level.REQUEST),
          CategoricalField.of("scenario", Level.REQUEST),
          CategoricalField.of("category", Level.IMPRESSION),
          CategoricalField.of("shop", Level.IMPRESSION),
          BagField.of("intentions", Level.IMPRESSION),
          NumericField.of("seen", Level.IMPRESSION));

  private FunnelOfFour() {}

  static EsmmConfig config() {
    List<String> known = BEFORE.stream().map(FieldConfig::name).toList();
    var beforeImpression = new MlpConfig(List.of(48, 24), null, known);
    var afterwards = MlpConfig.of(48, 24); // all fields, the position among them
    var funnel =
        new FunnelConfig(
            "request",
            List.of(
                new EventConfig("impression", "request", "shown", beforeImpression),
                new EventConfig("click", "impression", "clicked", afterwards),
                new EventConfig("conversion", "click", "converted", afterwards)));
    var fields =
        Stream.concat(BEFORE.stream(), Stream.of(CategoricalField.of(POSITION, Level.IMPRESSION)))
            .toList();
    return EsmmConfig.of("funnel-of-four", fields, funnel)
        .with(EmbeddingConfig.of(10))
        .with(ObjectiveConfig.of(Preset.BASE))
        .with(OptimizerConfig.adam(0.003))
        .with(TrainingConfig.of(512, 3, 1));
  }

  /** Trains on the requests before this one. */
  static EsmmModel train(CandidateSimulator simulator, long requests) {
    RequestLog log = new RequestLog(config());
    CandidateRequest past = simulator.newRequest();
    for (long r = 0; r < requests; r++) {
      simulator.read(r, past);
      Request.Builder request = about(past);
      for (int i = 0; i < past.size(); i++) {
        candidate(past, i, request)
            .set(POSITION, past.shown(i) ? past.position(i) : null)
            .set("shown", past.shown(i))
            .set("clicked", past.clicked(i))
            .set("converted", past.converted(i));
      }
      log.add(request.build());
    }
    return ModelTrainer.of(config()).train(log.encode());
  }

  /** A request as it comes: nothing is known of what will be shown. */
  static Request asked(CandidateRequest now) {
    Request.Builder request = about(now);
    for (int i = 0; i < now.size(); i++) {
      candidate(now, i, request).set(POSITION, 0);
    }
    return request.build();
  }

  private static Request.Builder about(CandidateRequest request) {
    SimulatedUser user = request.user();
    return Request.builder()
        .set("gender", user.gender())
        .set("group", user.group())
        .set("age", user.age())
        .set("power", user.power())
        .set("scenario", request.scenario());
  }

  private static Request.Builder candidate(CandidateRequest of, int i, Request.Builder request) {
    SimulatedItem item = of.item(i);
    List<Integer> intentions = new ArrayList<>();
    for (int n = 0; n < item.intentionCount(); n++) {
      intentions.add(item.intention(n));
    }
    return request
        .candidate()
        .set("category", item.category())
        .set("shop", item.shop())
        .set("intentions", intentions)
        // How often the user dealt with this category before.
        .set("seen", Math.log1p(of.categories().countOf(item.category())));
  }

  /**
   * Trains on all requests of a simulated log but the last, and prints the probabilities of eight
   * of that one's candidates beside the true ones.
   */
  public static void main(String[] arguments) {
    CandidateSimulator simulator =
        new CandidateSimulator(CandidateLogConfig.quickstart(8_000, 30, 1));
    long trained = simulator.requests() - 1;
    System.out.println("training on " + trained + " requests of some 30 candidates");
    EsmmModel model = train(simulator, trained);
    CandidateRequest now = simulator.newRequest();
    simulator.read(trained, now);
    Predictions p = model.predict(asked(now));
    System.out.println("         P(impression)    P(click|..)  P(conversion|..)     P(all three)");
    System.out.println("         model   truth   model   truth   model   truth     model    truth");
    for (int i = 0; i < Math.min(8, now.size()); i++) {
      double click = now.pClickAtFirst(i);
      System.out.printf(
          Locale.ROOT,
          "item %-4d %.3f   %.3f   %.3f   %.3f   %.3f   %.3f   %.5f  %.5f%n",
          now.item(i).id(),
          p.joint("impression", i),
          now.pShown(i),
          p.conditional("click", i),
          click,
          p.conditional("conversion", i),
          now.pConversion(i),
          p.joint("conversion", i),
          now.pShown(i) * click * now.pConversion(i));
    }
  }
}
