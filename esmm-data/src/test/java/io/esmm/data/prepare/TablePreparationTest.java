package io.esmm.data.prepare;

import static io.esmm.data.prepare.RawFolder.bag;
import static io.esmm.data.prepare.RawFolder.categorical;
import static io.esmm.data.prepare.RawFolder.clickAndConversion;
import static io.esmm.data.prepare.RawFolder.clickOnly;
import static io.esmm.data.prepare.RawFolder.number;
import static io.esmm.data.prepare.RawFolder.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.data.prepared.PreparedSet;
import io.esmm.field.EncodedField;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.problem.ProblemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON lines, Parquet, SQL and side tables. */
class TablePreparationTest {
  private static final List<FieldConfig> FIELDS =
      List.of(
          categorical("user", Level.REQUEST),
          sequence("history", Level.REQUEST),
          categorical("item", Level.IMPRESSION),
          bag("tags", Level.IMPRESSION, Pooling.WEIGHTED),
          number("price", Level.IMPRESSION));

  @TempDir Path temporary;
  private RawFolder folder;

  @BeforeEach
  void begin() {
    folder = new RawFolder(temporary);
  }

  private List<String> tokens(int field) {
    try (PreparedSet train = PreparedSet.open(folder.out().resolve("train"))) {
      return switch (train.schema().fields().get(field)) {
        case EncodedField.Categorical f -> f.vocabulary().tokens();
        case EncodedField.Bag f -> f.vocabulary().tokens();
        case EncodedField.Sequence f -> f.vocabulary().tokens();
        case EncodedField.Bucketized f -> List.of();
        case EncodedField.Number f -> List.of();
        case EncodedField.Cross f -> List.of();
      };
    }
  }

  private void sql(String... statements) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each.replace("FOLDER", temporary.toString()));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void jsonLinesHoldRowsOrRequestsWithImpressions() {
    folder.write(
        "rows.jsonl",
        "{\"user\": 7, \"history\": [1, 2.0], \"item\": \"a\", \"tags\": {\"x\": 0.5}, \"price\":"
            + " 1.5, \"click\": true, \"conversion\": 1}",
        "",
        "{\"request\": {\"user\": \"8\", \"history\": \"3 4\"}, \"impressions\": [{\"item\": \"b\","
            + " \"tags\": [\"x:2\", \"y\"], \"price\": null, \"click\": 1, \"conversion\":"
            + " 0},{\"item\": \"c\", \"click\": 0, \"conversion\": false}]}");
    PreparationSummary summary =
        folder.prepare(
            FIELDS,
            clickAndConversion(),
            "{'source': {'type': 'json-lines', 'path': 'rows.jsonl'}}");
    assertThat(summary.rowsUsed()).isEqualTo(3);
    assertThat(summary.splits().getFirst().requests()).isEqualTo(2);
    assertThat(tokens(0)).containsExactlyInAnyOrder("7", "8");
    assertThat(tokens(1)).containsExactlyInAnyOrder("1", "2", "3", "4");
    assertThat(tokens(3)).containsExactlyInAnyOrder("x", "y");
    assertThat(summary.fields().get(4).missingShare()).isEqualTo(2.0 / 3);
  }

  @Test
  void brokenJsonLinesAreToldWithPlaceAndColumn() {
    folder.write(
        "rows.jsonl",
        "{\"item\": \"a\", \"click\": 1}",
        "{\"item\": \"b\", ",
        "[1, 2]",
        "{\"item\": \"b\", \"item\": \"c\", \"click\": 1}",
        "{\"request\": {}, \"impressions\": []}",
        "{\"request\": {}, \"impressions\": [3], \"user\": 5}",
        "[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]",
        "{\"request\": {}, \"impressions\": [3]}",
        "{\"item\": \"z\", \"click\": 0} x");
    PreparationSummary summary =
        folder.prepare(
            FIELDS,
            clickOnly(),
            "{'source': {'type': 'json-lines', 'path': 'rows.jsonl'}, 'policy':"
                + " {'unreadableRow': 'drop', 'maxSetAsideShare': 1}}");
    assertThat(summary.rowsUsed()).isEqualTo(1);
    assertThat(summary.setAside())
        .containsEntry("not a JSON object", 5L)
        .containsEntry("not a request with impressions", 3L);
    assertThat(folder.out().resolve("set-aside.csv"))
        .content()
        .contains("rows.jsonl:3")
        .contains("the line is a JSON array")
        .contains("property [user] beside request and impressions");
  }

  @Test
  void parquetListsAndMapsAreBags() {
    sql(
        "copy (select * from (values (1, [5, 6]::int[], 'a', map{'x': 0.5, 'y': 2.0}, 1.5::float,"
            + " true), (2, NULL, 'b', NULL, NULL, false)) t(\"user\", history, item, tags, price,"
            + " click)) to 'FOLDER/rows.parquet' (format parquet)");
    PreparationSummary summary =
        folder.prepare(
            FIELDS, clickOnly(), "{'source': {'type': 'parquet', 'path': 'rows.parquet'}}");
    assertThat(summary.rowsUsed()).isEqualTo(2);
    assertThat(tokens(1)).containsExactlyInAnyOrder("5", "6");
    assertThat(tokens(3)).containsExactlyInAnyOrder("x", "y");
    assertThat(summary.fields().get(4).missingShare()).isEqualTo(0.5);
  }

  @Test
  void fileThatIsNoParquetIsTold() {
    folder.write("rows.parquet", "user,item\n1,2\n");
    assertThatThrownBy(() ->
            folder.prepare(
                FIELDS, clickOnly(), "{'source': {'type': 'parquet', 'path': 'rows.parquet'}}"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("rows.parquet: the Parquet file cannot be read: ")
        .message()
        .hasLineCount(1);
    assertThat(folder.names()).containsExactly("rows.parquet");
  }

  @Test
  void queryReadsFilesBesideTheConfigurationAndRunsOnce() {
    folder.write("log.csv", "user,item,click", "1,a,1", "1,a,1", "2,b,0");
    PreparationSummary summary =
        folder.prepare(
            List.of(categorical("user", Level.REQUEST), number("dice", Level.IMPRESSION)),
            clickOnly(),
            "{\"source\": {\"type\": \"sql\", \"query\": \"select *, random() as dice from (select"
                + " distinct * from '${LOG:-log.csv}') order by item; \"}, \"split\": {\"type\":"
                + " \"share\", \"test\": 0.4}}");
    assertThat(summary.rowsIn()).isEqualTo(2);
    assertThat(summary.splits()).hasSize(2);
  }

  @Test
  void wrongQueryIsToldInOneLine() {
    folder.write("log.csv", "user,item,click", "1,a,1");
    assertThatThrownBy(() ->
            folder.prepare(
                FIELDS,
                clickOnly(),
                "{\"source\": {\"type\": \"sql\", \"query\": \"select usr from 'log.csv'\"}}"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("/data/source/query: the query failed: ")
        .hasMessageContaining("\"usr\" not found")
        .message()
        .hasLineCount(1);
    assertThat(folder.names()).containsExactly("log.csv");
  }

  @Test
  void queryThatIsNoSelectIsRefused() {
    assertThatThrownBy(() ->
            folder.prepare(
                FIELDS,
                clickOnly(),
                "{\"source\": {\"type\": \"sql\", \"query\": \"install httpfs\"}}"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("the query failed");
  }

  @Test
  void sideTablesAreJoinedByKeyAndMissingRowsCounted() {
    folder.write("rows.csv", "uid,item,click", "1,a,1", "2,b,0", "3,a,0");
    folder.write("users.jsonl", "{\"id\": 1, \"city\": \"x\"}", "{\"id\": 2.0, \"city\": \"y\"}");
    folder.write("items.csv", "item,price,click", "a,1.5,0", "b,2.5,0");
    PreparationSummary summary =
        folder.prepare(
            List.of(categorical("city", Level.REQUEST), number("price", Level.IMPRESSION)),
            clickOnly(),
            """
            {'source': {'type': 'csv', 'path': 'rows.csv'},
             'joins': [{'source': {'type': 'json-lines', 'path': 'users.jsonl'}, 'key': 'uid',
                        'sideKey': 'id', 'columns': ['city']},
                       {'source': {'type': 'csv', 'path': 'items.csv'}, 'key': 'item'}]}\
            """);
    assertThat(summary.rowsUsed()).isEqualTo(3);
    assertThat(summary.splits().getFirst().positives()).containsEntry("click", 1L);
    assertThat(tokens(0)).containsExactlyInAnyOrder("x", "y");
    assertThat(summary.fields().get(0).missingShare()).isEqualTo(1.0 / 3);
    assertThat(summary.fields().get(1).missingShare()).isZero();
    assertThat(summary.quirks())
        .containsEntry("rows without a row in " + temporary.resolve("users.jsonl"), 1L)
        .hasSize(1);
  }

  @Test
  void keyThatStandsTwiceInASideTableIsTold() {
    folder.write("rows.csv", "uid,item,click", "1,a,1");
    folder.write("users.csv", "uid,city", "1,x", "2,y", "1,z");
    assertThatThrownBy(() ->
            folder.prepare(
                List.of(categorical("city", Level.REQUEST)),
                clickOnly(),
                """
                {'source': {'type': 'csv', 'path': 'rows.csv'},
                 'joins': [{'source': {'type': 'csv', 'path': 'users.csv'}, 'key': 'uid'}]}\
                """))
        .hasMessageContaining("users.csv:4: key [uid] is [1] again, first at")
        .hasMessageContaining("users.csv:2");
  }

  @Test
  void joinByAnUnknownColumnIsTold() {
    folder.write("rows.csv", "uid,item,click", "1,a,1");
    folder.write("users.csv", "uid,city", "1,x");
    assertThatThrownBy(() ->
            folder.prepare(
                List.of(categorical("city", Level.REQUEST)),
                clickOnly(),
                """
                {'source': {'type': 'csv', 'path': 'rows.csv'},
                 'joins': [{'source': {'type': 'csv', 'path': 'users.csv'}, 'key': 'user_id',
                            'sideKey': 'uid'}]}\
                """))
        .hasMessageContaining("/data/joins/0/key: there is no column [user_id]");
  }
}
