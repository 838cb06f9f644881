package io.esmm.data.prepare;

import static io.esmm.data.prepare.RawFolder.bag;
import static io.esmm.data.prepare.RawFolder.categorical;
import static io.esmm.data.prepare.RawFolder.clickOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.data.prepared.EventLabel;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.field.CategoricalField;
import io.esmm.field.Column;
import io.esmm.field.CrossField;
import io.esmm.field.CrossRules;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossPreparationTest {
  private static final FieldConfig PAIR =
      new CrossField("pair", List.of("user", "item"), null, 2, null, null, null);
  private static final FieldConfig TASTE =
      new CrossField("taste", List.of("tags", "item"), null, 1, null, 4, null);
  private static final FieldConfig HASHED =
      new CrossField("hashed", List.of("user", "item"), null, null, 1000, null, null);

  /** Crosses stand before their parts: the order does not matter. */
  private static final List<FieldConfig> FIELDS =
      List.of(
          PAIR,
          categorical("user", Level.REQUEST),
          TASTE,
          bag("tags", Level.REQUEST, Pooling.WEIGHTED),
          new CategoricalField("item", Level.IMPRESSION, 2, null, null),
          HASHED);

  private static final String DATA =
      """
      {'source': {'type': 'csv', 'path': 'rows.csv'}, 'request': ['user'], 'key': 'id',
       'split': {'type': 'time', 'column': 'day', 'testFrom': '2'},
       'policy': {'maxSetAsideShare': 1, 'duplicateKey': 'drop'}}\
      """;

  @TempDir Path temporary;
  private RawFolder folder;

  @BeforeEach
  void writeRows() {
    folder = new RawFolder(temporary);
    folder.write(
        "rows.csv",
        "id,day,user,tags,item,click",
        "1,1,u1,a:0.5 b:2,i1,1",
        "2,1,u1,a:0.5 b:2,i1,0",
        "3,1,u1,a:0.5 b:2,i2,0",
        "4,1,u2,b:1,i1,0",
        "5,1,u2,b:1,i2,0",
        "6,1,u2,b:1,i3,0", // i3 is seen once: unknown
        "6,1,u2,b:1,i2,0", // the key 6 again: set aside, not counted
        "7,1,u2,b:1,,0",
        "8,1,u1,,i2,1",
        "9,2,u2,b:1,i2,0", // a test row: not counted
        "10,2,u2,b:1,i1,0",
        "11,2,u3,a:1,i1,0");
  }

  private static String lines(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** pair: (u1, i1) 2, (u1, i2) 2; (u2, i1) and (u2, i2) once in the training rows. */
  @Test
  void combinationsAreCountedOnTheTrainingRowsThatAreUsed() {
    folder.prepare(FIELDS, clickOnly(), DATA);
    Path schema = folder.out().resolve("train/schema");
    assertThat(lines(schema.resolve("vocabulary-3-pair.txt"))).isEqualTo("u1\ti1\nu1\ti2\n");
    // (a, i1) 2, (b, i1) 3, (a, i2) 1, (b, i2) 2; b, 6 times with i1 and u2, is the first tag.
    assertThat(lines(schema.resolve("vocabulary-4-taste.txt")))
        .isEqualTo("b\ti1\nb\ti2\na\ti1\na\ti2\n");
    assertThat(folder.names()).containsExactly("out", "rows.csv");
    assertThat(folder.out().resolve(".scratch")).doesNotExist();
  }

  @Test
  void rowsHoldTheCombinationsOfTheirParts() {
    folder.prepare(FIELDS, clickOnly(), DATA);
    try (PreparedSet train = PreparedSet.open(folder.out().resolve("train"))) {
      train.verify();
      Batch batch = all(train);
      assertThat(ids(batch, 0)).containsExactly(2, 2, 3, 1, 1, 1, 0, 3);
      Column.Bags taste = (Column.Bags) batch.column(2);
      assertThat(Arrays.copyOf(taste.ids(), taste.size()))
          .containsExactly(4, 2, 4, 2, 5, 3, 2, 3, 1);
      assertThat(Arrays.copyOf(taste.offsets(), 9)).containsExactly(0, 2, 4, 6, 7, 8, 9, 9, 9);
      assertThat(Arrays.copyOf(taste.weights(), 3)).containsExactly(0.5f, 2f, 0.5f);
      int[] hashed = ids(batch, 5);
      assertThat(hashed[0]).isEqualTo(hashed[1]).isNotEqualTo(hashed[2]);
      assertThat(hashed[5]).as("i3 is unknown").isEqualTo(1);
      assertThat(hashed[6]).as("the item is missing").isZero();
    }
    try (PreparedSet test = PreparedSet.open(folder.out().resolve("test"))) {
      assertThat(ids(all(test), 0)).containsExactly(1, 1, 1);
    }
  }

  private static Batch all(PreparedSet set) {
    Batch batch = set.newBatch();
    set.read(IntStream.range(0, set.requests()).toArray(), 0, set.requests(), batch);
    batch.check();
    return batch;
  }

  private static int[] ids(Batch batch, int field) {
    Column.Ids column = (Column.Ids) batch.column(field);
    return Arrays.copyOf(column.ids(), column.rows());
  }

  @Test
  void theSummaryTellsOfCrosses() {
    PreparationSummary summary = folder.prepare(FIELDS, clickOnly(), DATA);
    FieldSummary pair = summary.fields().getFirst();
    assertThat(pair.kind()).isEqualTo("cross");
    assertThat(pair.tableRows()).isEqualTo(2 + 2);
    assertThat(pair.missingShare()).isCloseTo(1.0 / 8, within(1e-12));
    assertThat(pair.unknownShare()).isCloseTo(3.0 / 7, within(1e-12));
    assertThat(pair.unknownShareInTest()).isEqualTo(1.0);
  }

  @Test
  void allSourcesGiveTheSameCrosses() {
    folder.prepare(FIELDS, clickOnly(), DATA);
    List<String> csv = crossLines();
    StringBuilder json = new StringBuilder();
    for (String line : lines(temporary.resolve("rows.csv")).split("\n")) {
      String[] cells = line.split(",", -1);
      if (!cells[0].equals("id")) {
        json.append(
            "{\"id\": \"%s\", \"day\": %s, \"user\": \"%s\", \"tags\": \"%s\", \"item\": \"%s\", \"click\": %s}\n"
                .formatted((Object[]) cells));
      }
    }
    folder.write("rows.jsonl", json.toString());
    folder.prepare(
        FIELDS, clickOnly(), DATA.replace("csv", "json-lines").replace(".json-lines", ".jsonl"));
    assertThat(crossLines()).isEqualTo(csv);
    folder.prepare(
        FIELDS,
        clickOnly(),
        DATA.replace(
            "{'type': 'csv', 'path': 'rows.csv'}",
            "{'type': 'sql', 'path': 'rows.csv', 'query': 'select id, day, user, tags, item, click"
                + " from input'}"));
    assertThat(crossLines()).isEqualTo(csv);
  }

  private List<String> crossLines() {
    List<String> texts = new ArrayList<>();
    try (PreparedSet train = PreparedSet.open(folder.out().resolve("train"))) {
      Batch batch = all(train);
      texts.add(Arrays.toString(ids(batch, 0)));
      texts.add(Arrays.toString(ids(batch, 5)));
      Column.Bags taste = (Column.Bags) batch.column(2);
      texts.add(Arrays.toString(Arrays.copyOf(taste.ids(), taste.size())));
    }
    return texts;
  }

  @Test
  void scoringComputesCrossesFromColumnsOfTheirParts() {
    folder.prepare(FIELDS, clickOnly(), DATA);
    try (PreparedSet train = PreparedSet.open(folder.out().resolve("train"))) {
      ModelRows rows =
          new ModelRows(train.schema(), clickOnly(), RawFolder.data(DATA), folder.paths());
      Path file = folder.write("new.csv", "item,user,tags", "i1,u1,a:0.5 b:2", "i2,u1,a:0.5 b:2");
      try (EncodedRows encoded = rows.forScoring(file, null, temporary)) {
        assertThat(encoded.next()).isTrue();
        Batch batch = encoded.batch();
        batch.check();
        assertThat(ids(batch, 0)).containsExactly(2, 3);
        assertThat(encoded.batch().column(2).rows()).as("asked for twice").isEqualTo(2);
      }
    }
  }

  @Test
  void aPreparedSetIsSeenWithOtherDimensionsAndAnotherOrder() {
    folder.prepare(FIELDS, clickOnly(), DATA);
    List<FieldConfig> wider = new ArrayList<>(FIELDS);
    wider.set(0, new CrossField("pair", List.of("user", "item"), null, 2, null, 99, null));
    wider.set(1, new CategoricalField("user", Level.REQUEST, null, null, 7));
    List<FieldConfig> asked = CrossRules.settle(wider.reversed());
    List<EventLabel> labels = clickOnly().events();
    try (PreparedSet train = PreparedSet.open(folder.out().resolve("train"))) {
      FeatureSchema seen = train.require(asked, labels).schema();
      assertThat(seen.fields().getLast().config()).isEqualTo(asked.getLast());
      assertThat(seen.crosses().getLast().parts().getFirst().config()).isEqualTo(asked.get(4));
      List<FieldConfig> other = new ArrayList<>(asked);
      other.set(
          5, new CrossField("pair", List.of("user", "item"), Level.IMPRESSION, 3, null, 99, null));
      assertThatThrownBy(() -> train.require(other, labels))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("minCount [2] of field [pair], asked for is [3]");
    }
  }

  @Test
  void aCrossHasNoColumnAndNoSeparator() {
    String columns = DATA.replace("'key': 'id'", "'key': 'id', 'columns': {'pair': 'x'}");
    assertThatThrownBy(() -> folder.prepare(FIELDS, clickOnly(), columns))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("/data/columns/pair: field [pair] is a cross, which has no column");
  }
}
