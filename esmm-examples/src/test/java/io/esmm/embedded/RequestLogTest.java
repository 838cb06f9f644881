package io.esmm.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.esmm.batch.Batch;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.data.config.DataConfig;
import io.esmm.data.memory.RequestLog;
import io.esmm.data.prepare.Preparation;
import io.esmm.data.prepare.PreparationListener;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.model.Request;
import io.esmm.problem.ProblemException;
import io.esmm.tower.TowerRegistry;
import io.esmm.train.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are gathered in a program are those that come of the same rows in a file. */
class RequestLogTest {
  private static final TowerRegistry REGISTRY = TowerRegistry.load();

  private static final String FUNNEL =
      """
      "funnel": {"space": "request", "events": [
        {"name": "impression", "after": "request", "label": "shown", "tower": {"type": "mlp"}},
        {"name": "click", "after": "impression", "label": "clicked", "tower": {"type": "mlp"}},
        {"name": "buy", "after": "click", "label": "bought", "tower": {"type": "mlp"},
         "open": {"empty": true, "elapsed": "age", "length": 10,
                  "delay": {"column": "took", "tower": {"type": "mlp"}}}}]},
      "objective": {"terms": [
        {"event": "impression", "probability": "joint", "over": "request"},
        {"event": "click", "probability": "conditional", "over": "impression",
         "where": [{"column": "tab", "in": ["1", "2"]}, {"field": "item", "in": ["a"]}],
         "rowWeight": {"column": "w"}},
        {"event": "buy", "probability": "conditional", "over": "click"}]}
      """;

  private static final String SAMPLED =
      """
      "funnel": {"space": "request",
        "deepest": {"column": "stage", "values": {"impression": "1", "click": "2"}},
        "events": [
          {"name": "impression", "after": "request", "tower": {"type": "mlp"}},
          {"name": "click", "after": "impression", "tower": {"type": "mlp"}}]},
      "training": {"downSample": {"event": "impression", "keepNegatives": 0.4, "seed": 5}}
      """;

  @TempDir private Path folder;

  private static EsmmConfig config(String rest) {
    return new ConfigReader(REGISTRY)
        .withData(DataConfig.class)
        .read(
            """
            {"name": "log",
             "data": {"source": {"type": "csv", "path": "rows.csv"},
                      "policy": {"noPositives": "accept"}},
             "fields": [{"name": "item", "level": "impression", "kind": "categorical"},
                        {"name": "position", "level": "impression", "kind": "categorical",
                         "knownAfter": "impression", "marginalize": true}],
            """
                + rest
                + "}",
            "c.json");
  }

  /** The rows of a table, by both ways. */
  private void assertSame(EsmmConfig config, String header, List<String> rows) throws IOException {
    Files.write(
        folder.resolve("rows.csv"),
        IntStream.rangeClosed(0, rows.size())
            .mapToObj(i -> i == 0 ? header : rows.get(i - 1))
            .toList());
    Preparation.prepare(config, folder, folder.resolve("out"), PreparationListener.SILENT);
    RequestLog log = new RequestLog(config);
    String[] names = header.split(",");
    for (String row : rows) {
      String[] cells = row.split(",", -1);
      Request.Builder request = Request.builder().candidate();
      for (int c = 0; c < names.length; c++) {
        boolean label = List.of("shown", "clicked", "bought").contains(names[c]);
        request.set(
            names[c],
            cells[c].isEmpty() ? null : label ? (Object) Integer.valueOf(cells[c]) : cells[c]);
      }
      log.add(request.build());
    }
    TrainingSet gathered = log.encode();
    try (PreparedSet prepared = PreparedSet.open(folder.resolve("out/train"))) {
      assertThat(content(gathered)).isEqualTo(content(prepared));
      EncodedField.Single ours = (EncodedField.Single) gathered.schema().fields().get(1);
      EncodedField.Single theirs = (EncodedField.Single) prepared.schema().fields().get(1);
      assertThat(ours.shares()).isNotNull().isEqualTo(theirs.shares());
    }
  }

  private static List<String> content(TrainingSet set) {
    Batch batch = set.newBatch();
    set.read(IntStream.range(0, set.requests()).toArray(), 0, set.requests(), batch);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < batch.impressions(); i++) {
      StringBuilder row = new StringBuilder();
      for (int f = 0; f < 2; f++) {
        row.append(((Column.Ids) batch.column(f)).ids()[i]).append(' ');
      }
      for (String event : batch.events()) {
        row.append(event).append(batch.labels(batch.events().indexOf(event))[i]).append(' ');
      }
      for (String mark : batch.marks()) {
        row.append(mark).append(batch.marked(batch.marks().indexOf(mark))[i]).append(' ');
      }
      for (String number : batch.numbers()) {
        row.append(number).append(batch.number(batch.numbers().indexOf(number))[i]).append(' ');
      }
      rows.add(row.toString());
    }
    return rows;
  }

  @Test
  void openLabelsConditionsNumbersAndLateFieldsAreThoseOfAFile() throws IOException {
    assertSame(
        config(FUNNEL),
        "item,position,shown,clicked,bought,age,took,tab,w",
        List.of(
            "a,1,1,1,1,30,4,1,2.5",
            "b,2,1,1,0,3,,2,0.5",
            "a,1,1,1,0,12,,7,1e-2",
            "b,3,1,1,,5,,2,1",
            "c,1,1,0,0,,,1,3",
            "c,9,0,0,0,,,1,"));
  }

  @Test
  void deepestEventAndSampleAreThoseOfAFile() throws IOException {
    List<String> rows =
        IntStream.range(0, 200)
            .mapToObj(i -> i % 4 == 0 ? "a,1,2" : i % 4 == 1 ? "b,2,1" : "c,,")
            .toList();
    EsmmConfig config = config(SAMPLED);
    assertSame(config, "item,position,stage", rows);
    try (PreparedSet kept = PreparedSet.open(folder.resolve("out/train"))) {
      assertThat(kept.requests()).isBetween(101, 199);
    }
  }

  @Test
  void whatCannotBeReadIsToldOfEachCandidateAndTheLogStaysAsItWas() {
    RequestLog log = new RequestLog(config(FUNNEL));
    Request wrong =
        Request.builder()
            .candidate()
            .set("item", "a")
            .set("shown", true)
            .set("clicked", true)
            .set("bought", false)
            .set("w", 1)
            .candidate()
            .set("item", "a")
            .set("shown", true)
            .set("clicked", true)
            .set("bought", true)
            .set("took", 3)
            .set("w", -1)
            .candidate()
            .set("item", "a")
            .set("shown", false)
            .set("age", 30)
            .set("clicked", true)
            .set("bought", false)
            .build();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> log.add(wrong))
        .withMessageContaining("candidate 0")
        .withMessageContaining("elapsed time [age] is []")
        .withMessageContaining("candidate 1")
        .withMessageContaining("rowWeight [w] is [-1]")
        .withMessageContaining("candidate 2")
        .withMessageContaining("[click] without [impression]");
    assertThat(log.size()).isZero();
  }
}
