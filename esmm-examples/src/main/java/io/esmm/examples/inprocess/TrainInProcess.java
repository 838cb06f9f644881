package io.esmm.examples.inprocess;

import io.esmm.config.EsmmConfig;
import io.esmm.data.memory.RequestLog;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.field.CategoricalField;
import io.esmm.field.Level;
import io.esmm.field.NumericField;
import io.esmm.field.SequenceField;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.model.EsmmModel;
import io.esmm.model.ModelTrainer;
import io.esmm.model.Request;
import io.esmm.scoring.Predictions;
import io.esmm.towers.mlp.MlpConfig;
import io.esmm.train.OptimizerConfig;
import io.esmm.train.TrainingConfig;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Trains and scores a model in one program, without a JSON file and without any other: fields,
 * funnel, towers and training are objects, and so are the rows.
 *
 * <p>The shop sells books of five genres. Readers click what they like to read (70% of it, 10% of
 * the rest) and buy what they clicked if it is cheap (60% below 10 euros, 20% above).
 */
public final class TrainInProcess {
  static final List<String> GENRES = List.of("crime", "poetry", "travel", "cooking", "history");
  private static final int SHOWN = 5;

  private TrainInProcess() {}

  static EsmmConfig config() {
    var fields =
        List.of(
            SequenceField.of("read", Level.REQUEST, "genre"),
            CategoricalField.of("genre", Level.IMPRESSION),
            NumericField.of("price", Level.IMPRESSION));
    var tower = MlpConfig.of(32, 16);
    var funnel =
        new FunnelConfig(
            "impression",
            List.of(
                new EventConfig("click", "impression", "clicked", tower),
                new EventConfig("purchase", "click", "bought", tower)));
    return EsmmConfig.of("bookshop", fields, funnel)
        .with(EmbeddingConfig.of(8))
        .with(OptimizerConfig.adam(0.003))
        .with(TrainingConfig.of(256, 6, 1));
  }

  /** What the shop has seen: who was shown what, and what came of it. */
  static RequestLog log(int requests, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("SplittableRandom").create(seed);
    RequestLog log = new RequestLog(config());
    for (int r = 0; r < requests; r++) {
      String likes = GENRES.get(random.nextInt(GENRES.size()));
      var request = Request.builder().set("read", List.of(likes, likes));
      for (int i = 0; i < SHOWN; i++) {
        String genre = GENRES.get(random.nextInt(GENRES.size()));
        double price = random.nextInt(4, 21);
        boolean clicked = random.nextDouble() < (genre.equals(likes) ? 0.7 : 0.1);
        boolean bought = clicked && random.nextDouble() < (price < 10 ? 0.6 : 0.2);
        request
            .candidate()
            .set("genre", genre)
            .set("price", price)
            .set("clicked", clicked)
            .set("bought", bought);
      }
      log.add(request.build());
    }
    return log;
  }

  static EsmmModel train(RequestLog log) {
    return ModelTrainer.of(config()).train(log.encode());
  }

  /** A reader of crime novels and three books. */
  static Request crimeReader() {
    return Request.builder()
        .set("read", List.of("crime", "crime"))
        .candidate()
        .set("genre", "crime")
        .set("price", 8)
        .candidate()
        .set("genre", "crime")
        .set("price", 18)
        .candidate()
        .set("genre", "poetry")
        .set("price", 8)
        .build();
  }

  /** Trains, and prints the probabilities of three books for a reader of crime novels. */
  public static void main(String[] arguments) {
    EsmmModel model = train(log(4000, 1));
    Predictions p = model.predict(crimeReader());
    List<String> books = List.of("crime,   8 euros", "crime,  18 euros", "poetry,  8 euros");
    System.out.println("book                 pCTR    pCVR  pCTCVR");
    for (int i = 0; i < p.size(); i++) {
      System.out.printf(
          Locale.ROOT,
          "%-17s %7.3f %7.3f %7.3f%n",
          books.get(i),
          p.joint("click", i),
          p.conditional("purchase", i),
          p.joint("purchase", i));
    }
  }
}
