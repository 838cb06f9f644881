package io.esmm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.tower.TowerRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownAfterConfigTest {
  private final ConfigReader reader = new ConfigReader(TowerRegistry.of(new FakeTowers()));

  private static String json(String... fields) {
    return """
    {"name": "small",
     "fields": [{"name": "user", "level": "request", "kind": "categorical"}, %s],
     "funnel": {"space": "request", "events": [
       {"name": "impression", "after": "request", "label": "shown",
        "tower": {"type": "linear", "scale": 1}},
       {"name": "click", "after": "impression", "label": "clicked",
        "tower": {"type": "linear", "scale": 1}}]}}
    """
        .formatted(String.join(", ", fields))
        .replace('\'', '"');
  }

  private static String field(String name, String rest) {
    return "{'name': '" + name + "', 'level': 'impression', " + rest + "}";
  }

  private List<Problem> problems(String... fields) {
    return assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reader.read(json(fields), "c.json"))
        .actual()
        .problems();
  }

  @Test
  void bothWaysAreReadAndWritten() {
    EsmmConfig config =
        reader.read(
            json(
                field("a", "'kind': 'categorical', 'knownAfter': 'impression', 'assume': '1'"),
                field(
                    "b",
                    "'kind': 'numeric', 'buckets': 4, 'knownAfter': 'click', 'marginalize': true"),
                field("c", "'kind': 'numeric', 'knownAfter': 'click', 'assume': '-1.5'")),
            "c.json");
    assertThat(reader.read(reader.write(config), "again")).isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'kind': 'categorical', 'knownAfter': 'impression' | either assume a value or marginalize",
        "'kind': 'categorical', 'assume': '1' | assume is for a field that is not known",
        "'kind': 'categorical', 'marginalize': true | marginalize is for a field that is not known",
        "'kind': 'categorical', 'knownAfter': 'click', 'assume': '' | assume is blank",
        "'kind': 'numeric', 'knownAfter': 'click', 'assume': 'x' | must be a finite number",
        "'kind': 'numeric', 'knownAfter': 'click', 'marginalize': true | give the field buckets",
        "'kind': 'categorical', 'knownAfter': 'clik', 'assume': '1' | [clik], which is no event",
        "'kind': 'categorical', 'knownAfter': 'request', 'assume': '1' | [request], which is no"
            + " event",
      })
  void contradictionsAreTold(String rest, String told) {
    assertThat(problems(field("position", rest)))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.where()).startsWith("c.json#/fields/1");
          assertThat(problem.what() + "; " + problem.remedy()).contains(told);
        });
  }

  @Test
  void aFieldOfTheRequestCannotBeKnownLate() {
    assertThat(
            problems(
                "{'name': 'p', 'level': 'request', 'kind': 'categorical', 'knownAfter': 'click',"
                    + " 'assume': '1'}"))
        .singleElement()
        .satisfies(p -> assertThat(p.what()).contains("its level must be [impression]"));
  }

  @Test
  void onlyOneFieldIsAveragedOver() {
    String rest = "'kind': 'categorical', 'knownAfter': 'impression', 'marginalize': true";
    assertThat(problems(field("a", rest), field("b", rest)))
        .singleElement()
        .satisfies(p -> {
          assertThat(p.where()).isEqualTo("c.json#/fields/2/marginalize");
          assertThat(p.what()).contains("field [b] is averaged over, and so is [a]");
        });
  }
}
