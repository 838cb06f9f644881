package io.esmm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.esmm.field.CrossField;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.tower.TowerRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossConfigTest {
  private final ConfigReader reader = new ConfigReader(TowerRegistry.of(new FakeTowers()));

  private static String json(String... crosses) {
    return """
    {"name": "small",
     "fields": [
       {"name": "user", "level": "request", "kind": "categorical"},
       {"name": "tags", "level": "request", "kind": "bag", "pooling": "weighted"},
       {"name": "item", "level": "impression", "kind": "categorical"},
       {"name": "price", "level": "impression", "kind": "numeric"},
       {"name": "age", "level": "request", "kind": "numeric", "buckets": 8},
       {"name": "words", "level": "impression", "kind": "bag"},
       %s],
     "funnel": {"space": "impression", "events": [
       {"name": "click", "after": "impression", "label": "is_click",
        "tower": {"type": "linear", "scale": 1}}]}}
    """
        .formatted(String.join(",\n", crosses));
  }

  private static String cross(String name, String rest) {
    return "{\"name\": \"" + name + "\", \"kind\": \"cross\", " + rest.replace('\'', '"') + "}";
  }

  private CrossField read(String rest) {
    return (CrossField) reader.read(json(cross("x", rest)), "c.json").fields().getLast();
  }

  private List<Problem> problems(String... crosses) {
    return assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reader.read(json(crosses), "c.json"))
        .actual()
        .problems();
  }

  @Test
  void levelAndPoolingFollowFromTheParts() {
    CrossField single = read("'of': ['user', 'item'], 'minCount': 3");
    assertThat(single.level()).isEqualTo(Level.IMPRESSION);
    assertThat(single.pooling()).isNull();
    CrossField ofRequest = read("'of': ['user', 'age'], 'hash': 100");
    assertThat(ofRequest.level()).isEqualTo(Level.REQUEST);
    assertThat(read("'of': ['tags', 'item'], 'hash': 9").pooling()).isEqualTo(Pooling.WEIGHTED);
    assertThat(read("'of': ['user', 'words'], 'hash': 9").pooling()).isEqualTo(Pooling.MEAN);
    assertThat(read("'of': ['tags', 'item'], 'hash': 9, 'pooling': 'sum'").pooling())
        .isEqualTo(Pooling.SUM);
  }

  @Test
  void aWrittenConfigurationWithCrossesReadsToAnEqualOne() {
    EsmmConfig config =
        reader.read(
            json(
                cross("x", "'of': ['tags', 'item'], 'minCount': 3, 'dimension': 4"),
                cross("y", "'of': ['user', 'age', 'item'], 'hash': 100")),
            "c.json");
    assertThat(reader.read(reader.write(config), "again.json")).isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'of': ['user', 'itm'], 'hash': 9 | /of/1 | of [itm], which is unknown; did you mean [item]",
        "'of': ['user', 'price'], 'hash': 9 | /of/1 | a number without ids; give [price] buckets",
        "'of': ['user', 'x'], 'hash': 9 | /of | names the field [x] itself",
        "'of': ['user'], 'hash': 9 | /of | must name at least two fields",
        "'of': [], 'hash': 9 | /of | must name at least two fields",
        "'of': ['user', 'user'], 'hash': 9 | /of | names [user] twice",
        "'of': ['user', 'item'], 'hash': 9, 'minCount': 1 | /hash | exclude each other; drop one",
        "'of': ['user', 'item'] | `` | minCount or hash is missing",
        "'of': ['user', 'item'], 'hash': 0 | /hash | hash [0] must be in [1, 1000000000]",
        "'of': ['user', 'item'], 'minCount': 0 | /minCount | minCount [0] must be at least 1",
        "'hash': 9 | `` | property [of] of [x] is missing",
        "'of': ['user', 'item'], 'hash': 9, 'level': 'request' | /level | lives at level [impression]",
        "'of': ['user', 'item'], 'hash': 9, 'pooling': 'sum' | /pooling | nothing to pool",
        "'of': ['user', 'words'], 'hash': 9, 'pooling': 'weighted' | /pooling | needs weights",
        "'of': ['user', 'item'], 'hash': 9, 'sharesVocabularyWith': 'user' | /sharesVocabularyWith"
            + " | property [sharesVocabularyWith] unknown",
      })
  void badCrossesAreToldAtTheirPlaces(String rest, String place, String what) {
    List<Problem> problems = problems(cross("x", rest));
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().where()).isEqualTo("c.json#/fields/6" + place);
    assertThat(problems.getFirst().toString()).contains(what);
  }

  @Test
  void aCrossOfACrossAndTheSameCrossTwiceAreRefusedTogether() {
    List<Problem> problems =
        problems(
            cross("x", "'of': ['user', 'item'], 'hash': 9"),
            cross("y", "'of': ['item', 'user'], 'minCount': 9"),
            cross("z", "'of': ['x', 'age'], 'hash': 9"));
    assertThat(problems)
        .extracting(Problem::where)
        .containsExactlyInAnyOrder("c.json#/fields/7/of", "c.json#/fields/8/of/0");
    assertThat(problems)
        .extracting(Problem::toString)
        .anySatisfy(p -> assertThat(p).contains("[y] is the same cross as [x]"))
        .anySatisfy(p -> assertThat(p).contains("is a cross itself; name its fields [user, item]"));
  }

  @Test
  void aVocabularyIsNotSharedWithACross() {
    List<Problem> problems =
        problems(
            cross("x", "'of': ['user', 'item'], 'hash': 9"),
            "{\"name\": \"w\", \"kind\": \"categorical\", \"level\": \"request\","
                + " \"sharesVocabularyWith\": \"x\"}");
    assertThat(problems.getFirst().toString())
        .contains("/fields/7/sharesVocabularyWith")
        .contains("which is a cross and has none");
  }

  @Test
  void problemsOfCrossesAreToldBesideOthers() {
    String broken =
        json(cross("x", "'of': ['user', 'nobody'], 'hash': 9"))
            .replace("\"scale\": 1", "\"scale\": \"a\"");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reader.read(broken, "c.json"))
        .satisfies(e ->
            assertThat(e.problems())
                .extracting(Problem::where)
                .contains("c.json#/fields/6/of/1", "c.json#/funnel/events/0/tower/scale"));
  }
}
