package io.esmm.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.data.prepare.EncodedRows;
import io.esmm.data.prepare.ModelRows;
import io.esmm.data.prepare.Preparation;
import io.esmm.data.prepare.PreparationListener;
import io.esmm.data.prepare.PreparationSummary;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.tower.TowerRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/**
 * Files of rows: every row is used or set aside, exactly, or the run ends with words for the user.
 */
final class RowsParser implements Parser {
  /** Between the two files of an Ali-CCP input, which are harmed as one. */
  private static final byte BETWEEN = 0x1C;

  private static final String COMMON = "common";
  private static final String CONFIG =
      """
      {"name": "m",
       "data": {%s, "policy": {"unreadableRow": "drop", "funnelViolation": "drop",
                               "duplicateKey": "drop", "noPositives": "accept",
                               "maxSetAsideShare": 1}},
       "fields": [{"name": "user", "level": "request", "kind": "categorical"},
                  {"name": "history", "level": "request", "kind": "bag", "pooling": "weighted"},
                  {"name": "item", "level": "impression", "kind": "categorical"},
                  {"name": "price", "level": "impression", "kind": "numeric"}],
       "funnel": {"space": "impression", "events": [
         {"name": "click", "after": "impression", "label": "click", "tower": {"type": "mlp"}},
         {"name": "buy", "after": "click", "label": "conversion", "tower": {"type": "mlp"}}]}}
      """;
  private static final String SKELETON =
      """
      1,1,1,aa,3,205\u0002i1\u00031.0\u0001508\u0002s\u00030.69315\u0001210\u0002t\u00031.0
      2,0,0,aa,1,205\u0002i2\u00031.0
      3,1,0,bb,2,508\u0002s\u00032.5\u0001205\u0002i1\u00031.0
      4,0,0,cc,1,205\u0002鞋子\u00031.0
      """;
  private static final String COMMON_FEATURES =
      """
      aa,3,101\u0002u1\u00031.0\u0001109_14\u0002a\u00030.5\u0001109_14\u0002b\u00032
      bb,1,101\u0002u2\u00031.0
      """;

  private final Path folder;
  private final Path file;
  private final List<byte[]> good;
  private final EsmmConfig config;
  private final ModelRows rows;

  private RowsParser(Path folder, String name, String data, List<byte[]> good) {
    this.folder = folder;
    this.file = folder.resolve(name);
    this.good = good;
    this.config = new ConfigReader(TowerRegistry.load()).read(CONFIG.formatted(data), "m.json");
    write(good.getFirst());
    Path prepared = folder.resolve("prepared");
    Preparation.prepare(config, folder, prepared, PreparationListener.SILENT);
    try (PreparedSet train = PreparedSet.open(prepared.resolve("train"))) {
      this.rows = ModelRows.of(config, train.schema(), folder);
    }
  }

  static RowsParser csv(Path folder) {
    String quoted =
        """
        id,user,history,item,price,click,conversion
        1,u1,"a:0.5 b:2",i1,1.5,1,1
        2,u1,"a:0.5 b:2",i2,,0,0
        3,u2,,"quoted ""item\""",-2e3,1,0
        4,u3,c:1,鞋子,7,0,0
        """;
    String plain =
        "\uFEFFid,user,history,item,price,click,conversion\r\n"
            + "1,u1,a|b,i1,1,0,0\r\n\r\n"
            + "2,u1,,i2,2,1,1";
    return new RowsParser(
        folder,
        "rows.csv",
        """
        "source": {"type": "csv", "path": "rows.csv"}, "request": ["user"], "key": "id\"\
        """,
        List.of(quoted.getBytes(UTF_8), plain.getBytes(UTF_8)));
  }

  static RowsParser jsonLines(Path folder) {
    String rows =
        """
        {"id": 1, "user": "u1", "history": {"a": 0.5}, "item": 7, "price": 1.5, "click": 1, "conversion": 0}
        {"request": {"user": "u2", "history": "a:1 b:2"}, "impressions": [{"id": 2, "item": "x", "click": true, "conversion": 1}, {"id": 3, "item": null, "price": -1e3, "click": 0, "conversion": 0}]}
        {"id": "4", "user": "u1", "history": ["a:3", "b"], "item": 7.0, "click": 0, "conversion": 0}
        """;
    return new RowsParser(
        folder,
        "rows.jsonl",
        """
        "source": {"type": "json-lines", "path": "rows.jsonl"}, "key": "id\"\
        """,
        List.of(rows.getBytes(UTF_8)));
  }

  static RowsParser aliCcp(Path folder) {
    return new RowsParser(
        folder,
        "rows.csv",
        """
        "source": {"type": "ali-ccp", "skeleton": "rows.csv", "commonFeatures": "common"},
        "key": "sample_id",
        "columns": {"user": "101", "history": "109_14", "item": "205", "price": "508"}\
        """,
        List.of((COMMON_FEATURES + (char) BETWEEN + SKELETON).getBytes(UTF_8)));
  }

  /** As DuckDB writes them: codecs, dictionaries, lists and maps, one and several row groups. */
  static RowsParser parquet(Path folder) {
    String wide =
        """
        select i as id, 'u' || i // 3 as user, map {'a': 0.5, 'b': i} as history,
          case when i % 5 > 0 then 'i' || i % 3 end as item, i * 1.5 as price,
          i % 2 as click, i % 4 = 1 as conversion from range(ROWS) t(i)\
        """;
    String few = wide.replace("map {'a': 0.5, 'b': i}", "['a', 'b']");
    return new RowsParser(
        folder,
        "rows.parquet",
        """
        "source": {"type": "parquet", "path": "rows.parquet"}, "request": ["user"], "key": "id\"\
        """,
        List.of(
            copy(folder, wide.replace("ROWS", "12"), "compression uncompressed"),
            copy(folder, few.replace("ROWS", "12"), "compression snappy"),
            copy(folder, few.replace("ROWS", "12"), "compression zstd, parquet_version v2"),
            copy(folder, wide.replace("ROWS", "5000"), "compression gzip, row_group_size 2048")));
  }

  private static byte[] copy(Path folder, String query, String options) {
    Path file = folder.resolve("written.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("copy (%s) to '%s' (format parquet, %s)".formatted(query, file, options));
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(query, e);
    }
  }

  @Override
  public List<byte[]> good() {
    return good;
  }

  @Override
  public List<String> words() {
    return List.of(
        "\"",
        ",",
        "\n",
        "\r",
        "\r\n",
        "\u0000",
        "\u0001",
        "\u0002",
        "\u0003",
        "\u001c",
        "{",
        "}",
        "[",
        "]",
        ":",
        "|",
        " ",
        "\t",
        "-",
        "null",
        "true",
        "1e999",
        "-1e-999",
        "NaN",
        "Infinity",
        "0x10",
        "99999999999999999999",
        "2147483648",
        "\uFEFF",
        "\u001f\u008b",
        "\\ud800",
        "PAR1",
        "\"request\":",
        "\"impressions\":[",
        "\u00ff\u00ff\u00ff\u00ff\u007f",
        "\u0015\u0080");
  }

  @Override
  public boolean reads(byte[] input) {
    write(input);
    try (EncodedRows encoded = rows.forEvaluation(file, folder)) {
      long used = 0;
      while (encoded.next()) {
        encoded.batch().check();
        used += encoded.batch().impressions();
      }
      long aside = encoded.setAside().values().stream().mapToLong(Long::longValue).sum();
      assertThat(used + aside).isEqualTo(encoded.rowsIn());
      return true;
    } catch (ProblemException told) {
      requirePlaces(told);
      return false;
    }
  }

  /**
   * Prepares an input: the summary adds up, and each row that was set aside is kept with its place.
   */
  void prepares(byte[] input) throws IOException {
    write(input);
    Path out = folder.resolve("out");
    try {
      PreparationSummary summary =
          Preparation.prepare(config, folder, out, PreparationListener.SILENT);
      assertThat(summary.rowsUsed() + summary.rowsSetAside()).isEqualTo(summary.rowsIn());
      if (summary.rowsSetAside() > 0) {
        String kept = Files.readString(out.resolve("set-aside.csv"));
        assertThat(kept.split(file + ":[0-9]+,", -1))
            .hasSizeGreaterThan((int) summary.rowsSetAside());
      }
    } catch (ProblemException told) {
      requirePlaces(told);
    }
  }

  private void requirePlaces(ProblemException told) {
    assertThat(told.problems()).isNotEmpty();
    for (Problem problem : told.problems()) {
      assertThat(problem.where()).as("%s", problem).isNotBlank();
      assertThat(
              problem.where().startsWith("#/data")
                  || problem.toString().contains(file.resolveSibling("").toString()))
          .as("a pointer or a file of the folder in [%s]", problem)
          .isTrue();
      assertThat(problem.what()).isNotBlank();
    }
  }

  /** The names of what a run may leave: what was there before it. */
  List<String> left() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  private void write(byte[] input) {
    try {
      if (config.data() != null && config.data().toString().contains("ali-ccp")) {
        int at = 0;
        while (at < input.length && input[at] != BETWEEN) {
          at++;
        }
        boolean one = at == input.length;
        Files.write(folder.resolve(COMMON), Arrays.copyOf(input, one ? 0 : at));
        Files.write(file, one ? input : Arrays.copyOfRange(input, at + 1, input.length));
      } else {
        Files.write(file, input);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
