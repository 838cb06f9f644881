package io.esmm.golden;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.data.prepare.Preparation;
import io.esmm.data.prepare.PreparationListener;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.model.EsmmModel;
import io.esmm.model.ModelTrainer;
import io.esmm.model.Request;
import io.esmm.scoring.Predictions;
import io.esmm.tower.TowerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model as it was once written, beside requests and what it answered: {@code model/} and {@code
 * answers.json}. {@link #main} makes one for a new version of the format; those of old versions are
 * never written again.
 */
final class GoldenModel {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String CONFIG =
      """
      {"name": "golden",
       "data": {"source": {"type": "csv", "path": "rows.csv"}, "request": ["user"], "key": "id",
                "split": {"type": "share", "test": 0.01}},
       "fields": [
         {"name": "user", "level": "request", "kind": "categorical"},
         {"name": "age", "level": "request", "kind": "numeric", "log": true},
         {"name": "seen", "level": "request", "kind": "sequence", "sharesVocabularyWith": "item"},
         {"name": "item", "level": "impression", "kind": "categorical", "minCount": 2},
         {"name": "tags", "level": "impression", "kind": "bag", "pooling": "weighted"},
         {"name": "stock", "level": "impression", "kind": "numeric", "buckets": 3},
         {"name": "pair", "kind": "cross", "of": ["user", "stock"], "minCount": 2},
         {"name": "hashed", "kind": "cross", "of": ["item", "tags"], "hash": 16}],
       "embedding": {"dimension": 3},
       "funnel": {"space": "impression", "events": [
         {"name": "click", "after": "impression", "label": "c",
          "tower": {"type": "din", "sequence": "seen", "target": "item", "hidden": [4]}},
         {"name": "cart", "after": "click", "label": "k",
          "tower": {"type": "widedeep", "hidden": [4]}},
         {"name": "no-cart", "otherwise": "cart"},
         {"name": "buy", "label": "b", "paths": [
           {"after": "cart", "tower": {"type": "mlp", "hidden": [4], "normalization": "batch"}},
           {"after": "no-cart", "tower": {"type": "dcn", "layers": 1, "hidden": [4]}}]}]},
       "training": {"batchSize": 16, "epochs": 2, "seed": 1}}
      """;

  /** A candidate's answer: for each event its conditional and its joint probability. */
  record Answer(int request, int candidate, Map<String, double[]> probabilities) {}

  private GoldenModel() {}

  /** The requests of the file. */
  static List<Request> requests(Path answers) throws IOException {
    List<Request> requests = new ArrayList<>();
    for (JsonNode each : JSON.readTree(answers.toFile()).get("requests")) {
      Request.Builder request = Request.builder().setAll(values(each.get("request")));
      each.get("impressions").forEach(candidate -> request.candidate(values(candidate)));
      requests.add(request.build());
    }
    return requests;
  }

  private static Map<String, Object> values(JsonNode object) {
    return JSON.convertValue(object, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  /** What the model answered when it was written. */
  static List<Answer> answers(Path file) throws IOException {
    List<Answer> answers = new ArrayList<>();
    for (JsonNode each : JSON.readTree(file.toFile()).get("answers")) {
      Map<String, double[]> probabilities = new LinkedHashMap<>();
      each.get("events")
          .properties()
          .forEach(event ->
              probabilities.put(
                  event.getKey(),
                  new double[] {
                    event.getValue().get("conditional").doubleValue(),
                    event.getValue().get("joint").doubleValue()
                  }));
      answers.add(
          new Answer(
              each.get("request").intValue(), each.get("impression").intValue(), probabilities));
    }
    return answers;
  }

  /** Arguments: the folder to make. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Path work = Files.createTempDirectory("golden");
    StringBuilder rows = new StringBuilder("id,user,age,seen,item,tags,stock,c,k,b\n");
    for (int r = 0; r < 96; r++) {
      int click = r % 2;
      int cart = r % 4 == 1 ? 1 : 0;
      int buy = click == 1 && r % 8 < 4 ? 1 : 0;
      rows.append(
          "%d,u%d,%d,i%d|i%d,i%d,t%d:0.5|t%d:2,%d,%d,%d,%d\n"
              .formatted(
                  r,
                  r / 4 % 6,
                  20 + r / 4 % 6,
                  r % 5,
                  r % 3,
                  r * 7 % 5,
                  r % 3,
                  3 + r % 2,
                  r % 11,
                  click,
                  cart,
                  buy));
    }
    Files.writeString(work.resolve("rows.csv"), rows);
    TowerRegistry registry = TowerRegistry.load();
    EsmmConfig config = new ConfigReader(registry).read(CONFIG, "golden.json");
    Preparation.prepare(config, work, work.resolve("rows"), PreparationListener.SILENT);
    EsmmModel model;
    try (PreparedSet train = PreparedSet.open(work.resolve("rows/train"))) {
      model = ModelTrainer.of(config, registry).train(train);
    }
    model.save(folder.resolve("model"));
    write(model, folder.resolve("answers.json"));
  }

  private static void write(EsmmModel model, Path file) throws IOException {
    ObjectNode all = JSON.createObjectNode();
    ArrayNode requests = all.putArray("requests");
    for (int r = 0; r < 4; r++) {
      ObjectNode each = requests.addObject();
      ObjectNode request = each.putObject("request");
      request.put("user", r == 3 ? "nobody" : "u" + r).put("age", 20.5 + r);
      ArrayNode seen = request.putArray("seen");
      for (int s = 0; s < r; s++) {
        seen.add("i" + s);
      }
      ArrayNode impressions = each.putArray("impressions");
      for (int i = 0; i <= r; i++) {
        ObjectNode impression = impressions.addObject().put("item", "i" + (r + i) % 6);
        impression.put("stock", 3 * i);
        impression.putObject("tags").put("t" + i, 1.25).put("t3", 2);
      }
    }
    ArrayNode answers = all.putArray("answers");
    JSON.writeValue(file.toFile(), all);
    List<Request> asked = requests(file);
    for (int r = 0; r < asked.size(); r++) {
      Predictions predictions = model.predict(asked.get(r));
      for (int i = 0; i < predictions.size(); i++) {
        ObjectNode answer = answers.addObject().put("request", r).put("impression", i);
        ObjectNode events = answer.putObject("events");
        for (String event : model.funnel().names()) {
          events
              .putObject(event)
              .put("conditional", predictions.conditional(event, i))
              .put("joint", predictions.joint(event, i));
        }
      }
    }
    JSON.writeValue(file.toFile(), all);
  }
}
