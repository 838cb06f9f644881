package io.esmm.towers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.field.Column;
import io.esmm.field.FeatureSchema;
import io.esmm.field.NominalSchema;
import io.esmm.funnel.FunnelConfig;
import io.esmm.funnel.Readout;
import io.esmm.graph.Parameter;
import io.esmm.model.EsmmModel;
import io.esmm.model.ModelTrainer;
import io.esmm.objective.Objective;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Predictions;
import io.esmm.tower.TowerRegistry;
import io.esmm.train.GradientCheck;
import io.esmm.train.InMemorySet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Purchases that come with a delay, known only as far as they have come. */
class DelayedTrainingTest {
  private static final TowerRegistry REGISTRY = TowerRegistry.of(new ShippedTowers());
  private static final List<String> EVENTS = List.of("click", "buy", "refund");
  private static final List<String> NUMBERS = List.of("age", "took");

  /** For each item P(buy | click) and the mean delay; clicks are at most 48 old. */
  private static final double[] BUY = {0.2, 0.5, 0.8};

  private static final double[] MEAN_DELAY = {20, 10, 5};
  private static final double OLDEST = 48;

  @TempDir private Path folder;

  private static EsmmConfig config(String delay) {
    String tower = "{\"type\": \"mlp\", \"hidden\": []}";
    return new ConfigReader(REGISTRY)
        .read(
            """
            {"name": "delayed",
             "fields": [{"name": "item", "level": "impression", "kind": "categorical"}],
             "embedding": {"dimension": 3},
             "funnel": {"space": "impression", "events": [
               {"name": "click", "after": "impression", "label": "c", "tower": TOWER},
               {"name": "buy", "after": "click", "label": "b", "tower": TOWER,
                "open": {"elapsed": "age", "length": 48 DELAY}},
               {"name": "refund", "after": "buy", "label": "r", "tower": TOWER}]},
             "optimizer": {"type": "adam", "learningRate": 0.05},
             "training": {"batchSize": 1000, "epochs": 25, "seed": 3,
                          "learningRateSchedule": {"type": "cosine"}}}
            """
                .replace("DELAY", delay)
                .replace("TOWER", tower),
            "c.json");
  }

  private static EsmmConfig delayed() {
    return config(
        ", \"delay\": {\"column\": \"took\", \"tower\": {\"type\": \"mlp\", \"hidden\": []}}");
  }

  /** A row as it is known: bought is whether it has, yet. */
  private record Row(int item, boolean clicked, boolean bought, double age, double took) {}

  private static List<Row> rows(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int item = random.nextInt(BUY.length);
      boolean clicked = random.nextDouble() < 0.5;
      double age = OLDEST * random.nextDouble();
      double took = -MEAN_DELAY[item] * Math.log1p(-random.nextDouble());
      boolean ever = clicked && random.nextDouble() < BUY[item];
      rows.add(new Row(item, clicked, ever && took <= age, age, took));
    }
    return rows;
  }

  private static InMemorySet set(EsmmConfig config, List<Row> rows) {
    FeatureSchema schema = NominalSchema.of(config.fields(), BUY.length);
    InMemorySet set = new InMemorySet(schema, EVENTS, List.of(), NUMBERS);
    Batch batch = set.newBatch();
    for (Row row : rows) {
      int at = batch.impressions();
      ((Column.Ids) batch.column(0)).add(2 + row.item());
      batch.addRequest(1);
      boolean open = row.clicked() && !row.bought();
      batch.labels(0)[at] = (byte) (row.clicked() ? 1 : 0);
      batch.labels(1)[at] = open ? Batch.UNKNOWN : (byte) (row.bought() ? 1 : 0);
      batch.labels(2)[at] = open ? Batch.UNKNOWN : (byte) 0;
      if (row.bought() && at % 4 == 0) {
        batch.labels(2)[at] = 1;
      }
      batch.number(0)[at] = (float) row.age();
      batch.number(1)[at] = row.bought() ? (float) row.took() : 0;
    }
    set.add(batch);
    return set;
  }

  /** P(buy | click) of each item. */
  private static double[] learnt(EsmmModel model) {
    Batch batch = new Batch(model.schema(), List.of());
    for (int item = 0; item < BUY.length; item++) {
      ((Column.Ids) batch.column(0)).add(2 + item);
      batch.addRequest(1);
    }
    Predictions predictions = model.predict(batch);
    double[] learnt = new double[BUY.length];
    Arrays.setAll(learnt, item -> predictions.conditional("buy", item));
    return learnt;
  }

  @Test
  void theProbabilityThatAnItemIsEverBoughtIsRecovered() {
    EsmmConfig config = delayed();
    List<Row> rows = rows(30_000, 11);
    double[] learnt = learnt(ModelTrainer.of(config, REGISTRY).train(set(config, rows)));
    double recovered = 0;
    double known = 0;
    double variance = 0;
    for (int item = 0; item < BUY.length; item++) {
      Cell cell = new Cell(item, rows);
      double[] likeliest = cell.likeliest();
      assertThat(likeliest[0]).as("item %s", item).isCloseTo(BUY[item], within(4 * cell.error()));
      // A lookup table can express the likeliest probability; training comes within a hundredth.
      assertThat(learnt[item]).as("item %s", item).isCloseTo(likeliest[0], within(0.01));
      recovered += learnt[item] / BUY.length;
      known += cell.boughtByNow() / BUY.length;
      variance += Math.pow(cell.error() / BUY.length, 2);
    }
    double allowed = 4 * Math.sqrt(variance) + 0.01;
    double ever = Arrays.stream(BUY).average().orElseThrow();
    assertThat(recovered).isCloseTo(ever, within(allowed));
    assertThat(known).isLessThan(ever - allowed);
  }

  /** The clicks on one item, and what they tell by maximum likelihood. */
  private static final class Cell {
    private final List<Row> clicks;
    private final List<Row> bought;
    private final double[] likeliest;

    Cell(int item, List<Row> rows) {
      clicks = rows.stream().filter(row -> row.item() == item && row.clicked()).toList();
      bought = clicks.stream().filter(Row::bought).toList();
      likeliest = maximize();
    }

    double boughtByNow() {
      return bought.size() / (double) clicks.size();
    }

    /** Probability and rate. */
    double[] likeliest() {
      return likeliest;
    }

    /** By expectation and maximisation. */
    private double[] maximize() {
      double p = 0.5;
      double rate = 0.1;
      double took = bought.stream().mapToDouble(Row::took).sum();
      double before = 0;
      while (Math.abs(p - before) > 1e-9) {
        before = p;
        double later = 0;
        double waited = 0;
        for (Row row : clicks) {
          if (!row.bought()) {
            double then = p * Math.exp(-rate * row.age());
            later += then / (1 - p + then);
            waited += then / (1 - p + then) * row.age();
          }
        }
        p = (bought.size() + later) / clicks.size();
        rate = bought.size() / (took + waited);
      }
      return new double[] {p, rate};
    }

    private double likelihood(double p, double rate) {
      return clicks.stream()
          .mapToDouble(row ->
              row.bought()
                  ? Math.log(p * rate) - rate * row.took()
                  : Math.log(1 - p + p * Math.exp(-rate * row.age())))
          .sum();
    }

    /** The standard error of the probability, from the curvature of the likelihood. */
    double error() {
      double[] at = likeliest;
      double h = 1e-3 * at[0];
      double k = 1e-3 * at[1];
      double here = likelihood(at[0], at[1]);
      double pp =
          (likelihood(at[0] + h, at[1]) + likelihood(at[0] - h, at[1]) - 2 * here) / (h * h);
      double rr =
          (likelihood(at[0], at[1] + k) + likelihood(at[0], at[1] - k) - 2 * here) / (k * k);
      double pr =
          (likelihood(at[0] + h, at[1] + k)
                  - likelihood(at[0] + h, at[1] - k)
                  - likelihood(at[0] - h, at[1] + k)
                  + likelihood(at[0] - h, at[1] - k))
              / (4 * h * k);
      return Math.sqrt(-rr / (pp * rr - pr * pr));
    }
  }

  @Test
  void gradientsAgreeWithFiniteDifferencesAndReachTheDelaysTower() {
    EsmmConfig config = delayed();
    InMemorySet set = set(config, rows(40, 5));
    Batch batch = set.newBatch();
    int[] all = new int[set.requests()];
    Arrays.setAll(all, r -> r);
    set.read(all, 0, all.length, batch);
    FunnelGraph graph =
        FunnelGraph.of(
            config.funnel(), config.objective(), config.embedding(), set.schema(), REGISTRY);
    Objective objective =
        Objective.of(config.objective().terms(config.funnel()), graph.funnel())
            .knowing(graph.knownAfter());
    List<GradientCheck.Finding> findings = new GradientCheck(graph, objective, batch, 1).findings();
    assertThat(findings).allSatisfy(found -> assertThat(found.error()).isLessThan(1e-6));
    assertThat(findings)
        .filteredOn(found -> found.parameter().startsWith("buy/delay/"))
        .isNotEmpty()
        .allSatisfy(found -> assertThat(found.norm()).isPositive());
  }

  @Test
  void aModelKeepsTheDelaysTowerAndThreadsChangeNothing() {
    EsmmConfig config = delayed();
    InMemorySet set = set(config, rows(2000, 7));
    EsmmModel one = ModelTrainer.of(config, REGISTRY).train(set);
    EsmmModel two =
        ModelTrainer.of(config, REGISTRY).with(trainer -> trainer.withThreads(2)).train(set);
    one.save(folder.resolve("model"));
    EsmmModel loaded = EsmmModel.load(folder.resolve("model"), REGISTRY);
    assertThat(learnt(loaded)).containsExactly(learnt(one)).containsExactly(learnt(two));
    for (Parameter parameter : one.weights().parameters()) {
      assertThat(loaded.weights().of(parameter).floats())
          .as(parameter.name())
          .isEqualTo(one.weights().of(parameter).floats())
          .isEqualTo(two.weights().of(parameter).floats());
    }
    assertThat(one.weights().parameters())
        .extracting(Parameter::name)
        .anyMatch(name -> name.startsWith("buy/delay/"));
  }

  @Test
  void termsBehindTheEventAreTakenGivenThatItHappened() {
    EsmmConfig config = delayed();
    FunnelGraph graph =
        FunnelGraph.of(
            config.funnel(),
            config.objective(),
            config.embedding(),
            NominalSchema.of(config.fields(), 3),
            REGISTRY);
    Objective objective =
        Objective.of(config.objective().terms(config.funnel()), graph.funnel())
            .knowing(graph.knownAfter());
    assertThat(objective.terms())
        .extracting(term -> graph.funnel().nameOf(term.given()))
        .containsExactly("impression", "click", "buy");
  }

  @Test
  void mistakesInTheDelayAreTold() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> config(", \"delay\": {\"column\": \"took\"}"))
        .withMessageContaining("/funnel/events/1/open/delay")
        .withMessageContaining("tower");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() ->
            config(
                ", \"delay\": {\"column\": \" \", \"tower\": {\"type\": \"mlp\", \"hidden\":"
                    + " []}}"))
        .withMessageContaining("blank");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() ->
            config(
                ", \"delay\": {\"column\": \"took\", \"typical\": 0,"
                    + " \"tower\": {\"type\": \"mlp\", \"hidden\": []}}"))
        .withMessageContaining("typical [0.0]");
    FunnelConfig funnel = delayed().funnel();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () -> new FunnelConfig("impression", funnel.events(), null, null, Readout.DIVISION))
        .withMessageContaining("/events/1/open/delay")
        .withMessageContaining("division");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> {
          EsmmConfig config =
              config(
                  ", \"delay\": {\"column\": \"took\","
                      + " \"tower\": {\"type\": \"mlp\", \"fields\": [\"nothing\"]}}");
          FunnelGraph.of(
              config.funnel(),
              config.objective(),
              config.embedding(),
              NominalSchema.of(config.fields(), 3),
              REGISTRY);
        })
        .withMessageContaining("#/funnel/events/1/open/delay/tower")
        .withMessageContaining("[nothing]");
  }
}
