package io.esmm.golden;

import io.esmm.batch.Batch;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.data.prepare.Preparation;
import io.esmm.data.prepare.PreparationListener;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.field.Column;
import io.esmm.tower.TowerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows as they were once prepared, with a column of every kind, beside what they hold as text:
 * {@code train/} and {@code train.txt}. {@link #main} makes them for a new version of the format;
 * those of old versions are never written again.
 */
final class GoldenRows {
  private static final String CONFIG =
      """
      {"name": "golden",
       "data": {"source": {"type": "csv", "path": "rows.csv"}, "request": ["visit"], "key": "id",
                "group": "user", "split": {"type": "share", "test": 0.2},
                "policy": {"unreadableRow": "drop", "maxSetAsideShare": 0.5}},
       "fields": [
         {"name": "user", "level": "request", "kind": "categorical"},
         {"name": "age", "level": "request", "kind": "numeric", "log": true},
         {"name": "seen", "level": "request", "kind": "sequence", "sharesVocabularyWith": "item"},
         {"name": "item", "level": "impression", "kind": "categorical"},
         {"name": "tags", "level": "impression", "kind": "bag", "pooling": "weighted"},
         {"name": "stock", "level": "impression", "kind": "numeric", "buckets": 3},
         {"name": "pair", "kind": "cross", "of": ["user", "stock"], "minCount": 2},
         {"name": "hashed", "kind": "cross", "of": ["item", "tags"], "hash": 16}],
       "funnel": {"space": "impression", "events": [
         {"name": "click", "after": "impression", "label": "c", "tower": {"type": "mlp"}},
         {"name": "buy", "after": "click", "label": "b", "tower": {"type": "mlp"},
          "open": {"elapsed": "hours", "length": 24}}]},
       "objective": {"terms": [
         {"event": "click", "probability": "joint", "over": "impression",
          "where": [{"column": "random", "in": ["1"]}]},
         {"event": "buy", "probability": "conditional", "over": "click",
          "rowWeight": {"column": "weight"}}]},
       "training": {"downSample": {"event": "click", "keepNegatives": 0.5, "seed": 7}}}
      """;

  private GoldenRows() {}

  /**
   * Arguments: the folder to make, and one to work in, whose path the rows keep: best a relative
   * one.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Path work = Files.createDirectories(Path.of(arguments[1]));
    StringBuilder rows =
        new StringBuilder("id,visit,user,age,seen,item,tags,stock,random,weight,hours,c,b\n");
    for (int r = 0; r < 40; r++) {
      int visit = r / 3;
      int click = r % 2;
      rows.append("é%d,%d,u%d,%d,".formatted(r, visit, visit % 3, 20 + visit));
      rows.append(visit % 4 == 0 ? "" : "i" + visit % 5 + "|i1").append(",i" + r % 4 + ",");
      rows.append(r % 5 == 0 ? "" : "t" + r % 3 + ":0.5|t3:" + r).append("," + r * 7 % 11 + ",");
      rows.append(r % 4 / 3 + "," + (r == 9 ? "none" : r + 0.25) + "," + r * 2 + ",");
      rows.append(click + "," + (r % 8 == 5 ? 1 : 0) + "\n");
    }
    Files.writeString(work.resolve("rows.csv"), rows);
    EsmmConfig config = new ConfigReader(TowerRegistry.load()).read(CONFIG, "golden.json");
    Preparation.prepare(config, work, work.resolve("out"), PreparationListener.SILENT);
    Files.move(work.resolve("out/train"), folder.resolve("train"));
    try (PreparedSet train = PreparedSet.open(folder.resolve("train"))) {
      Files.writeString(folder.resolve("train.txt"), text(train));
    }
  }

  /** All that a set holds of its rows, column by column, with every bit of its numbers. */
  static String text(PreparedSet set) {
    StringBuilder text = new StringBuilder();
    Batch batch = set.newBatch();
    set.read(IntStream.range(0, set.requests()).toArray(), 0, set.requests(), batch);
    int rows = batch.impressions();
    int[] first = Arrays.copyOf(batch.firstImpression(), batch.requests() + 1);
    line(text, "first impressions", Arrays.toString(first));
    for (int f = 0; f < set.schema().fields().size(); f++) {
      line(text, set.schema().fields().get(f).name(), text(batch.column(f)));
    }
    for (int e = 0; e < set.events().size(); e++) {
      String labels = Arrays.toString(Arrays.copyOf(batch.labels(e), rows));
      line(text, set.events().get(e), labels + " " + set.positives(e) + " " + set.unknown(e));
    }
    for (int m = 0; m < batch.marks().size(); m++) {
      line(text, batch.marks().get(m), Arrays.toString(Arrays.copyOf(batch.marked(m), rows)));
    }
    for (int k = 0; k < batch.numbers().size(); k++) {
      line(text, batch.numbers().get(k), Arrays.toString(Arrays.copyOf(batch.number(k), rows)));
    }
    String[] keys = new String[rows];
    set.readKeys(0, keys);
    line(text, set.layout().key() + "", Arrays.toString(keys));
    int[] groups = new int[rows];
    set.readGroups(0, 0, groups);
    line(
        text,
        set.layout().groups().getFirst().toString(),
        Arrays.stream(groups).mapToObj(id -> set.groupValue(0, id)).toList().toString());
    line(text, "sampled", set.layout().sampled() + "");
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String values) {
    text.append(name).append(": ").append(values).append('\n');
  }

  private static String text(Column column) {
    return switch (column) {
      case Column.Ids ids -> Arrays.toString(Arrays.copyOf(ids.ids(), ids.rows()));
      case Column.Numbers numbers ->
          Arrays.toString(Arrays.copyOf(numbers.values(), numbers.rows()));
      case Column.Bags bags ->
          Arrays.toString(Arrays.copyOf(bags.offsets(), bags.rows() + 1))
              + " "
              + Arrays.toString(Arrays.copyOf(bags.ids(), bags.size()))
              + (bags.weighted()
                  ? " " + Arrays.toString(Arrays.copyOf(bags.weights(), bags.size()))
                  : "");
    };
  }
}
