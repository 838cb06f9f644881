package io.esmm.data.prepare;

import static io.esmm.data.prepare.RawFolder.categorical;
import static io.esmm.data.prepare.RawFolder.clickAndConversion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.batch.Batch;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.field.Column;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRowsTest {
  private static final List<FieldConfig> FIELDS =
      List.of(categorical("city", Level.REQUEST), categorical("item", Level.IMPRESSION));
  private static final String DATA =
      """
      {'source': {'type': 'csv', 'path': 'rows.csv'}, 'key': 'id', 'group': 'user',
       'joins': [{'source': {'type': 'csv', 'path': 'users.csv'}, 'key': 'user'}],
       'columns': {'item': 'item_id'}, 'request': ['user'],
       'split': {'type': 'share', 'test': 0.5}}\
      """;

  @TempDir Path temporary;
  private RawFolder folder;
  private FeatureSchema schema;

  @BeforeEach
  void prepare() {
    folder = new RawFolder(temporary);
    folder.write("users.csv", "user,city", "u,x", "v,y");
    folder.write(
        "rows.csv",
        "id,user,item_id,click,conversion",
        "1,u,a,1,1",
        "2,u,b,0,0",
        "3,v,a,1,0",
        "4,v,c,0,0");
    folder.prepare(FIELDS, clickAndConversion(), DATA);
    try (PreparedSet train = PreparedSet.open(folder.out().resolve("train"))) {
      schema = train.schema();
    }
  }

  private ModelRows rows(String data) {
    return new ModelRows(schema, clickAndConversion(), RawFolder.data(data), folder.paths());
  }

  private int[] ids(Batch batch, int field) {
    Column.Ids column = (Column.Ids) batch.column(field);
    return Arrays.copyOf(column.ids(), column.rows());
  }

  @Test
  void evaluationReadsAnotherFileWithTheModelsJoinsAndVocabularies() {
    Path file =
        folder.write("new.csv", "click,conversion,item_id,user,id", "1,0,b,v,11", "0,0,zzz,v,12");
    try (EncodedRows rows = rows(DATA).forEvaluation(file, temporary)) {
      assertThat(rows.next()).isTrue();
      Batch batch = rows.batch();
      assertThat(batch.requests()).isEqualTo(1);
      assertThat(ids(batch, 0)).containsExactly(1);
      assertThat(ids(batch, 1)).hasSize(2).contains(1);
      assertThat(batch.labels(0)).startsWith(1, 0);
      assertThat(rows.keys()).containsExactly("11", "12");
      assertThat(rows.groups()).as("one for each request").containsExactly("v");
      assertThat(rows.next()).isFalse();
      assertThat(rows.rowsIn()).isEqualTo(2);
    }
    assertThat(folder.names()).containsExactly("new.csv", "out", "rows.csv", "users.csv");
  }

  @Test
  void encodingEqualsThatOfThePreparedSet() {
    try (EncodedRows rows = rows(DATA).forEvaluation(temporary.resolve("rows.csv"), temporary);
        PreparedSet train = PreparedSet.open(folder.out().resolve("train"))) {
      rows.next();
      Batch prepared = train.newBatch();
      train.read(new int[] {0}, 0, 1, prepared);
      assertThat(ids(rows.batch(), 0)).startsWith(ids(prepared, 0));
      assertThat(ids(rows.batch(), 1)).startsWith(ids(prepared, 1));
    }
  }

  @Test
  void scoringNeedsNoLabelsAndKeepsTheKeyOfChoice() {
    Path file = folder.write("new.csv", "item_id,user,name", "a,u,first", "a,v,second");
    try (EncodedRows rows = rows(DATA).forScoring(file, "name", temporary)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.batch().events()).isEmpty();
      assertThat(rows.batch().impressions()).isEqualTo(2);
      assertThat(rows.keys()).containsExactly("first", "second");
      assertThat(rows.rowNumber(1)).isEqualTo(1);
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void jsonLinesAreScoredWithInlineOrJoinedFields() {
    Path file =
        folder.write(
            "new.jsonl",
            "{\"request\": {\"user\": \"u\"}, \"impressions\": [{\"item_id\": \"a\"}, {\"item_id\":"
                + " \"b\"}]}",
            "{\"city\": \"x\", \"item_id\": \"a\"}");
    try (EncodedRows rows = rows(DATA).forScoring(file, null, temporary)) {
      assertThat(rows.next()).isTrue();
      Batch batch = rows.batch();
      assertThat(batch.requests()).isEqualTo(2);
      assertThat(ids(batch, 0)[0]).isEqualTo(ids(batch, 0)[1]).isGreaterThan(1);
      assertThat(rows.keys()).isEmpty();
    }
  }

  @Test
  void rowsThatCannotBeScoredAreSkippedAndNumbered() {
    StringBuilder lines = new StringBuilder("item_id,user\n");
    for (int i = 0; i < 10_000; i++) {
      lines.append(i == 7 ? "a\n" : "a,u" + i / 3 + "\n");
    }
    Path file = folder.write("new.csv", lines.toString());
    List<Long> numbers = new ArrayList<>();
    int batches = 0;
    String data = DATA.replace("'request'", "'policy': {'unreadableRow': 'drop'}, 'request'");
    try (EncodedRows rows = rows(data).forScoring(file, null, temporary)) {
      while (rows.next()) {
        batches++;
        rows.batch().check();
        for (int i = 0; i < rows.batch().impressions(); i++) {
          numbers.add(rows.rowNumber(i));
        }
      }
      assertThat(rows.setAside()).containsEntry("wrong number of columns", 1L);
      assertThat(rows.rowsIn()).isEqualTo(10_000);
    }
    assertThat(batches).isGreaterThan(1);
    assertThat(numbers).hasSize(9_999).doesNotContain(7L).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void missingFieldColumnIsTold() {
    Path file = folder.write("new.csv", "item,user", "a,u");
    assertThatThrownBy(() -> rows(DATA).forScoring(file, null, temporary))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("field [item]: there is no column [item_id]")
        .hasMessageContaining("known: [city, item, user]");
    assertThat(folder.names()).containsExactly("new.csv", "out", "rows.csv", "users.csv");
  }

  @Test
  void missingInputIsTold() {
    assertThatThrownBy(() -> rows(DATA).forScoring(temporary.resolve("no.csv"), null, temporary))
        .hasMessageContaining("no.csv: there is no such file");
  }

  @Test
  void queryWithAnInputReadsTheGivenFileInstead() {
    String sql =
        "{\"source\": {\"type\": \"sql\", \"path\": \"rows.csv\", \"query\": \"select id,"
            + " upper(item_id) as item, 'x' as city from input where id > 10\"}}";
    Path file = folder.write("new.csv", "id,item_id", "5,a", "11,b", "12,c");
    try (EncodedRows rows = rows(sql).forScoring(file, "id", temporary)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.keys()).containsExactly("11", "12");
    }
  }

  @Test
  void aliCcpModelScoresBothItsOwnFormatAndFlatFilesNamedByFields() {
    String data =
        """
        {'source': {'type': 'ali-ccp', 'skeleton': 'x.csv', 'commonFeatures': 'common.csv'},
         'columns': {'city': '101', 'item': '205'}, 'group': '101'}\
        """;
    folder.write("common.csv", "aa,1,101\u0002x\u00031.0");
    Path own = folder.write("sample_skeleton_new.csv", "1,0,0,aa,1,205\u0002a\u00031.0");
    try (EncodedRows rows = rows(data).forScoring(own, "sample_id", temporary)) {
      assertThat(rows.next()).isTrue();
      assertThat(ids(rows.batch(), 0)).containsExactly(schemaId(0, "x"));
      assertThat(rows.keys()).containsExactly("1");
    }
    folder.write("common_features_new.csv", "aa,1,101\u0002y\u00031.0");
    try (EncodedRows rows = rows(data).forScoring(own, "sample_id", temporary)) {
      assertThat(rows.next()).isTrue();
      assertThat(ids(rows.batch(), 0)).containsExactly(schemaId(0, "y"));
    }
    Path flat = folder.write("flat.csv", "city,item,click,conversion", "x,b,1,0");
    try (EncodedRows rows = rows(data).forEvaluation(flat, temporary)) {
      assertThat(rows.next()).isTrue();
      assertThat(ids(rows.batch(), 1)).containsExactly(schemaId(1, "b"));
      assertThat(rows.groups()).containsExactly("x");
    }
  }

  private int schemaId(int field, String token) {
    return ((io.esmm.field.EncodedField.Categorical) schema.fields().get(field))
        .vocabulary()
        .id(token);
  }
}
