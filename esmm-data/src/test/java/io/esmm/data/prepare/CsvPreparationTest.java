package io.esmm.data.prepare;

import static io.esmm.data.prepare.RawFolder.bag;
import static io.esmm.data.prepare.RawFolder.categorical;
import static io.esmm.data.prepare.RawFolder.clickAndConversion;
import static io.esmm.data.prepare.RawFolder.number;
import static io.esmm.data.prepare.RawFolder.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.batch.Batch;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvPreparationTest {
  private static final List<FieldConfig> FIELDS =
      List.of(
          categorical("user", Level.REQUEST),
          bag("tags", Level.REQUEST, Pooling.WEIGHTED),
          sequence("history", Level.REQUEST),
          categorical("item", Level.IMPRESSION),
          number("price", Level.IMPRESSION));
  private static final String DATA =
      """
      {'source': {'type': 'csv', 'path': 'rows.csv'}, 'columns': {'user': 'user_id', 'item': 'item_id'},
       'request': ['user_id'], 'key': 'id', 'group': 'user_id', 'split': {'type': 'share', 'test': 0.4}}\
      """;

  @TempDir Path temporary;
  private RawFolder folder;

  @BeforeEach
  void writeRows() {
    folder = new RawFolder(temporary);
    folder.write(
        "rows.csv",
        "id,user_id,tags,history,item_id,price,click,conversion",
        "1,u1,a:0.5 b:2,i7 i8,i1,1.5,1,1",
        "2,u1,a:0.5 b:2,i7 i8,i2,,0,0",
        "3,u1,a:0.5 b:2,i7 i8,i3,2.5,1,0",
        "4,u2,,,i1,3.5,0,0",
        "5,u3,c:1,\"[i1, i9]\",i4,-1e2,1,1");
  }

  @Test
  void rowsWithEqualRequestColumnsAreOneRequest() {
    PreparationSummary summary = folder.prepare(FIELDS, clickAndConversion(), DATA);
    assertThat(summary.rowsIn()).isEqualTo(5);
    assertThat(summary.rowsUsed()).isEqualTo(5);
    assertThat(summary.splits())
        .extracting(SplitSummary::name, SplitSummary::requests, SplitSummary::impressions)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("train", 1L, 3L),
            org.assertj.core.groups.Tuple.tuple("test", 2L, 2L));
    try (PreparedSet train = PreparedSet.open(folder.out().resolve("train"))) {
      Batch batch = train.newBatch();
      train.read(new int[] {0}, 0, 1, batch);
      assertThat(batch.impressions()).isEqualTo(3);
      assertThat(batch.labels(0)).startsWith(1, 0, 1);
      assertThat(batch.labels(1)).startsWith(1, 0, 0);
      Column.Bags tags = (Column.Bags) batch.column(1);
      assertThat(tags.size()).isEqualTo(2);
      assertThat(tags.weights()).startsWith(0.5f, 2f);
      assertThat(((Column.Bags) batch.column(2)).size()).isEqualTo(2);
      String[] keys = new String[3];
      train.readKeys(0, keys);
      assertThat(keys).containsExactly("1", "2", "3");
    }
  }

  @Test
  void vocabulariesAndScalesAreLearntOnTrainingRowsOnly() {
    PreparationSummary summary = folder.prepare(FIELDS, clickAndConversion(), DATA);
    try (PreparedSet test = PreparedSet.open(folder.out().resolve("test"))) {
      EncodedField.Categorical item = (EncodedField.Categorical) test.schema().fields().get(3);
      assertThat(item.vocabulary().tokens()).containsExactlyInAnyOrder("i1", "i2", "i3");
      EncodedField.Number price = (EncodedField.Number) test.schema().fields().get(4);
      assertThat(price.scale().mean()).isEqualTo((1.5 + 2.5) / 2);
    }
    assertThat(summary.fields().get(3).unknownShareInTest()).isEqualTo(1.0 / 2);
    assertThat(summary.fields().get(4).missingShare()).isEqualTo(1.0 / 3);
  }

  @Test
  void gzipAndPlainGiveTheSameFiles() throws IOException {
    folder.prepare(FIELDS, clickAndConversion(), DATA);
    byte[] plain = Files.readAllBytes(folder.out().resolve("train/prepared.json"));
    folder.gzip("rows.csv.gz", Files.readString(temporary.resolve("rows.csv")).split("\n"));
    PreparationSummary summary =
        folder
            .preparation(FIELDS, clickAndConversion(), DATA.replace("rows.csv", "rows.csv.gz"))
            .run(temporary.resolve("zipped"), PreparationListener.SILENT);
    assertThat(summary.rowsIn()).isEqualTo(5);
    assertThat(new String(plain))
        .isEqualTo(
            Files.readString(temporary.resolve("zipped/train/prepared.json"))
                .replace("rows.csv.gz", "rows.csv"));
  }

  @Test
  void aRequestLevelFieldThatChangesBeginsARequest() {
    folder.write(
        "rows.csv",
        "id,user_id,tags,history,item_id,price,click,conversion",
        "1,u1,a:1,,i1,1,1,1",
        "2,u1,a:2,,i2,1,0,0");
    PreparationSummary summary =
        folder.prepare(
            FIELDS,
            clickAndConversion(),
            DATA.replace(", 'split': {'type': 'share', 'test': 0.4}", ""));
    assertThat(summary.splits().getFirst().requests()).isEqualTo(2);
    assertThat(summary.quirks())
        .containsEntry(
            "requests begun because a request-level field changed within equal request columns",
            1L);
  }

  @Test
  void everyRowIsARequestWithoutRequestColumns() {
    PreparationSummary summary =
        folder.prepare(FIELDS, clickAndConversion(), DATA.replace("'request': ['user_id'], ", ""));
    assertThat(summary.splits()).allMatch(split -> split.requests() == split.impressions());
  }

  @Test
  void namesReplaceAMissingHeaderAndATabSeparatesTsv() {
    folder.write("rows.tsv", "x\t1\t0", "y\t0\t0", "x\t1\t1");
    PreparationSummary summary =
        folder.prepare(
            List.of(categorical("item", Level.IMPRESSION)),
            clickAndConversion(),
            """
            {'source': {'type': 'csv', 'path': 'rows.tsv', 'names': ['item', 'click', 'conversion']}}\
            """);
    assertThat(summary.rowsUsed()).isEqualTo(3);
    assertThat(summary.splits().getFirst().positives())
        .containsEntry("click", 2L)
        .containsEntry("conversion", 1L);
  }

  @Test
  void environmentVariablesStandInPaths() {
    String path = "${HERE}/${NAME:-rows.csv}";
    PreparationSummary summary =
        folder.prepare(FIELDS, clickAndConversion(), DATA.replace("rows.csv", path));
    assertThat(summary.rowsIn()).isEqualTo(5);
  }

  @Test
  void summaryIsWrittenAsJsonAndAsAlignedText() throws IOException {
    PreparationSummary summary = folder.prepare(FIELDS, clickAndConversion(), DATA);
    assertThat(Files.readString(folder.out().resolve("summary.json")))
        .contains("\"rowsIn\" : 5", "\"name\" : \"test\"");
    assertThat(summary.toText())
        .startsWith("rows in 5 = used 5 + set aside 0\nsplit  requests  rows");
  }

  @Test
  void preparingTwiceGivesTheSameBytes() throws IOException {
    folder.prepare(FIELDS, clickAndConversion(), DATA);
    byte[] manifest = Files.readAllBytes(folder.out().resolve("manifest.json"));
    folder.prepare(FIELDS, clickAndConversion(), DATA);
    assertThat(Files.readAllBytes(folder.out().resolve("manifest.json"))).isEqualTo(manifest);
  }
}
