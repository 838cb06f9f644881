package io.esmm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.tower.TowerRegistry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordBinderTest {
  private final RecordBinder binder =
      new RecordBinder(TowerRegistry.of(new FakeTowers()), "conf.json");
  private final RecordWriter writer = new RecordWriter(TowerRegistry.of(new FakeTowers()));

  enum Policy {
    @JsonProperty("drop")
    DROP,
    @JsonProperty("error")
    ERROR
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(name = "csv", value = Csv.class),
    @JsonSubTypes.Type(name = "query", value = Query.class)
  })
  sealed interface Source {}

  record Csv(String path, @Nullable String separator) implements Source {
    Csv {
      separator = separator == null ? "," : separator;
      if (separator.length() != 1) {
        throw new IllegalArgumentException("separator [" + separator + "] must be one character");
      }
    }
  }

  record Query(String sql) implements Source {}

  record Everything(
      int whole,
      long wide,
      double decimal,
      boolean flag,
      Policy policy,
      List<List<String>> nested,
      Map<String, String> columns,
      Map<String, Source> tables,
      Source source,
      JsonNode raw,
      @Nullable Integer boxed,
      @Nullable Csv group) {}

  private static final String EVERYTHING =
      """
      {"whole": -3, "wide": 5000000000, "decimal": 2, "flag": true, "policy": "drop",
       "nested": [["a"], [], ["b", "c"]], "columns": {"y": "label", "x": "price"},
       "tables": {"users": {"kind": "csv", "path": "u.csv"}},
       "source": {"kind": "query", "sql": "select 1"}, "raw": {"any": [1]}}
      """;

  private Everything everything() {
    return binder.bind(JsonText.parse(EVERYTHING, "conf.json"), "/data", Everything.class);
  }

  @Test
  void everySupportedTypeIsRead() {
    Everything read = everything();

    assertThat(read.whole()).isEqualTo(-3);
    assertThat(read.wide()).isEqualTo(5_000_000_000L);
    assertThat(read.decimal()).isEqualTo(2);
    assertThat(read.flag()).isTrue();
    assertThat(read.policy()).isEqualTo(Policy.DROP);
    assertThat(read.nested()).containsExactly(List.of("a"), List.of(), List.of("b", "c"));
    assertThat(read.columns()).containsExactly(Map.entry("y", "label"), Map.entry("x", "price"));
    assertThat(read.tables()).containsEntry("users", new Csv("u.csv", ","));
    assertThat(read.source()).isEqualTo(new Query("select 1"));
    assertThat(read.raw().at("/any/0").intValue()).isEqualTo(1);
    assertThat(read.boxed()).isNull();
    assertThat(read.group()).isNull();
  }

  @Test
  void whatIsWrittenReadsToAnEqualRecord() {
    Everything read = everything();

    String text = writer.write(read).toString();

    assertThat(binder.bind(JsonText.parse(text, "again.json"), "", Everything.class))
        .isEqualTo(read);
  }

  @Test
  void placesStartFromTheGivenPointer() {
    JsonNode node = JsonText.parse(EVERYTHING.replace("u.csv\"", "u.csv\", \"sep\": 1"), "");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> binder.bind(node, "/data", Everything.class))
        .withMessage(
            "conf.json#/data/tables/users/sep: property [sep] unknown;"
                + " known: [kind, path, separator]");
  }

  @Test
  void anObjectionStandsAtTheComponentThatItNames() {
    JsonNode node =
        JsonText.parse("{\"kind\": \"csv\", \"path\": \"a\", \"separator\": \"::\"}", "");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> binder.bind(node, "/data", Source.class))
        .satisfies(e ->
            assertThat(e.problems())
                .containsExactly(
                    new Problem(
                        "conf.json#/data/separator", "separator [::] must be one character", "")));
  }

  record Broken(@Nullable String text) {
    Broken {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("text is empty");
      }
    }
  }

  @Test
  void aRecordThatFailsOnAMissingValueIsNamed() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> binder.bind(JsonText.parse("{}", ""), "", Broken.class))
        .withMessageStartingWith(
            "conf.json#: io.esmm.config.RecordBinderTest$Broken cannot be made:"
                + " java.lang.NullPointerException");
  }

  record Unsupported(Thread thread) {}

  @Test
  void aComponentOfAnUnsupportedTypeIsAnErrorOfItsAuthor() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> binder.bind(JsonText.parse("{}", ""), "", Unsupported.class))
        .withMessage("a configuration record cannot hold a java.lang.Thread");
  }
}
