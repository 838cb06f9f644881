package io.esmm.crosses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.batch.Batch;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.data.prepare.EncodedRows;
import io.esmm.data.prepare.ModelRows;
import io.esmm.data.prepare.Preparation;
import io.esmm.data.prepare.PreparationListener;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.model.EsmmModel;
import io.esmm.model.Request;
import io.esmm.objective.Objective;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Predictions;
import io.esmm.tower.TowerRegistry;
import io.esmm.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A wide and deep model with crosses of every kind gives a row the same logits, bit for bit, from
 * the prepared set, from a request in Java, and from CSV, JSON lines and Parquet without a column
 * for any cross.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossScoringTest {
  private static final int REQUESTS = 120;
  private static final int CANDIDATES = 3;

  /** The raw values of one impression. */
  private record Row(String user, int age, List<String> seen, String item, List<String> tags) {}

  @TempDir static Path folder;
  private final List<Row> rows = new ArrayList<>();
  private EsmmModel model;
  private double[] logits = new double[0];

  @BeforeAll
  void trainAndSave() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder csv = new StringBuilder("user,age,seen,item,tags,click\n");
    for (int r = 0; r < REQUESTS; r++) {
      String user = "u" + r % 20;
      int age = random.nextInt(60);
      List<String> seen = tokens("i", random.nextInt(4), 9, random);
      for (int i = 0; i < CANDIDATES; i++) {
        // Item i9 and tag t4 come once or never: unknown.
        Row row =
            new Row(
                user,
                age,
                seen,
                r == 50 ? "i9" : "i" + random.nextInt(9),
                tokens("t", random.nextInt(3), 4, random));
        rows.add(row);
        csv.append(line(row)).append(',').append(random.nextInt(2)).append('\n');
      }
    }
    Files.writeString(folder.resolve("rows.csv"), csv);
    TowerRegistry registry = TowerRegistry.load();
    EsmmConfig config =
        new ConfigReader(registry)
            .read(
                """
                {"name": "crossed",
                 "data": {"source": {"type": "csv", "path": "rows.csv"}, "request": ["user"],
                          "split": {"type": "share", "test": 0.1}},
                 "fields": [
                   {"name": "user_x_item", "kind": "cross", "of": ["user", "item"], "minCount": 2},
                   {"name": "user", "level": "request", "kind": "categorical"},
                   {"name": "age", "level": "request", "kind": "numeric", "buckets": 4},
                   {"name": "seen", "level": "request", "kind": "sequence", "maxLength": 2,
                    "sharesVocabularyWith": "item"},
                   {"name": "item", "level": "impression", "kind": "categorical", "minCount": 4},
                   {"name": "tags", "level": "impression", "kind": "bag", "pooling": "weighted"},
                   {"name": "user_x_age", "kind": "cross", "of": ["user", "age"], "hash": 50},
                   {"name": "seen_x_item", "kind": "cross", "of": ["seen", "item"], "minCount": 1,
                    "pooling": "sum"},
                   {"name": "all", "kind": "cross", "of": ["tags", "user", "age"], "hash": 500}],
                 "embedding": {"dimension": 4},
                 "funnel": {"space": "impression", "events": [
                   {"name": "click", "after": "impression", "label": "click",
                    "tower": {"type": "widedeep", "hidden": [6], "fields": ["user", "item", "all"],
                              "wide": {"optimizer": {"type": "ftrl", "l1": 0.05}}}}]},
                 "training": {"batchSize": 64, "epochs": 2, "seed": 1}}
                """,
                "crossed.json");
    Preparation.prepare(config, folder, folder.resolve("out"), PreparationListener.SILENT);
    try (PreparedSet train = PreparedSet.open(folder.resolve("out/train"))) {
      FunnelGraph graph =
          FunnelGraph.of(config.funnel(), config.embedding(), train.schema(), registry);
      Objective objective = Objective.of(config.objective().terms(config.funnel()), graph.funnel());
      EsmmModel trained =
          EsmmModel.of(
              config,
              train.schema(),
              registry,
              new Trainer(graph, objective, config.optimizer(), config.training())
                  .train(train)
                  .weights());
      trained.save(folder.resolve("model"));
      model = EsmmModel.load(folder.resolve("model"));
      Batch batch = train.newBatch();
      train.read(IntStream.range(0, train.requests()).toArray(), 0, train.requests(), batch);
      logits = logits(trained.predict(batch));
      assertThat(logits(model.predict(batch))).as("loaded").isEqualTo(logits);
    }
  }

  private static List<String> tokens(String prefix, int count, int of, SplittableRandom random) {
    return IntStream.range(0, count).mapToObj(i -> prefix + random.nextInt(of)).toList();
  }

  private static String line(Row row) {
    return "%s,%d,%s,%s,%s"
        .formatted(
            row.user(),
            row.age(),
            String.join(" ", row.seen()),
            row.item(),
            row.tags().stream().map(tag -> tag + ":1.5").collect(Collectors.joining(" ")));
  }

  private static double[] logits(Predictions p) {
    return IntStream.range(0, p.size()).mapToDouble(i -> p.logit(0, i)).toArray();
  }

  /** The logits of the rows, in order, as often as the training rows reach. */
  private void assertSame(double[] actual) {
    assertThat(logits.length).isGreaterThan(REQUESTS * CANDIDATES * 8 / 10);
    assertThat(Arrays.copyOf(actual, logits.length)).isEqualTo(logits);
  }

  @Test
  void requestsInJavaScoreAsThePreparedSet() {
    List<Double> all = new ArrayList<>();
    for (int r = 0; r < REQUESTS; r++) {
      Row first = rows.get(CANDIDATES * r);
      Request.Builder request =
          Request.builder()
              .set("user", first.user())
              .set("age", first.age())
              .set("seen", first.seen());
      for (Row row : rows.subList(CANDIDATES * r, CANDIDATES * (r + 1))) {
        Map<String, Float> tags = new LinkedHashMap<>();
        boolean twice = row.tags().stream().distinct().count() < row.tags().size();
        row.tags().forEach(tag -> tags.put(tag, 1.5f));
        request.candidate().set("item", row.item()).set("tags", twice ? null : tags);
      }
      Predictions p = model.predict(request.build());
      for (int i = 0; i < p.size(); i++) {
        Row row = rows.get(CANDIDATES * r + i);
        boolean twice = row.tags().stream().distinct().count() < row.tags().size();
        // A map cannot hold a tag twice; such rows are not compared.
        int at = CANDIDATES * r + i;
        all.add(twice && at < logits.length ? logits[at] : p.logit(0, i));
      }
    }
    assertSame(all.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private double[] scored(Path file) {
    ModelRows modelRows = ModelRows.of(model.config(), model.schema(), folder);
    List<Double> all = new ArrayList<>();
    try (EncodedRows encoded = modelRows.forScoring(file, null, folder)) {
      while (encoded.next()) {
        for (double logit : logits(model.predict(encoded.batch()))) {
          all.add(logit);
        }
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void csvScoresAsThePreparedSet() throws IOException {
    Path file = folder.resolve("new.csv");
    Files.writeString(
        file,
        rows.stream()
            .map(CrossScoringTest::line)
            .collect(Collectors.joining("\n", "user,age,seen,item,tags\n", "\n")));
    assertSame(scored(file));
  }

  @Test
  void jsonLinesScoreAsThePreparedSet() throws IOException {
    Path file = folder.resolve("new.jsonl");
    Files.writeString(
        file,
        rows.stream()
            .map(row ->
                "{\"user\": \"%s\", \"age\": %s, \"seen\": \"%s\", \"item\": \"%s\", \"tags\": \"%s\"}"
                    .formatted((Object[]) line(row).split(",", -1)))
            .collect(Collectors.joining("\n", "", "\n")));
    assertSame(scored(file));
  }

  @Test
  void parquetScoresAsThePreparedSet() throws SQLException, IOException {
    Path csv = folder.resolve("for-parquet.csv");
    Files.writeString(
        csv,
        rows.stream()
            .map(CrossScoringTest::line)
            .collect(Collectors.joining("\n", "user,age,seen,item,tags\n", "\n")));
    Path file = folder.resolve("new.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "copy (from read_csv('%s', all_varchar = true)) to '%s' (format parquet)"
              .formatted(csv, file));
    }
    assertSame(scored(file));
  }

  @Test
  void aValueForACrossIsRefused() {
    Request request =
        Request.builder().set("user_x_age", "x").candidate().set("user_x_item", "y").build();
    assertThatThrownBy(() -> model.predict(request))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("request: field [user_x_age] is a cross")
        .hasMessageContaining("candidate 0: field [user_x_item] is a cross");
  }
}
