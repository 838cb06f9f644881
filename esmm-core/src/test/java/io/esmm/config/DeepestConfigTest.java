package io.esmm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.esmm.funnel.DeepestConfig;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.tower.TowerRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeepestConfigTest {
  private final ConfigReader reader = new ConfigReader(TowerRegistry.of(new FakeTowers()));

  private static String json(String clickLabel, String deepest) {
    return """
    {"name": "small",
     "fields": [{"name": "user", "level": "request", "kind": "categorical"}],
     "funnel": {"space": "impression", %s "events": [
       {"name": "click", "after": "impression", %s "tower": {"type": "linear", "scale": 1}},
       {"name": "buy", "after": "click", "tower": {"type": "linear", "scale": 1}}]}}
    """
        .formatted(deepest, clickLabel);
  }

  private List<Problem> problems(String clickLabel, String deepest) {
    return assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reader.read(json(clickLabel, deepest), "c.json"))
        .actual()
        .problems();
  }

  @Test
  void theColumnIsReadAndWritten() {
    EsmmConfig config =
        reader.read(
            json("", "\"deepest\": {\"column\": \"stage\", \"values\": {\"buy\": \"3\"}},"), "c");
    assertThat(config.funnel().deepest()).isEqualTo(new DeepestConfig("stage", Map.of("buy", "3")));
    assertThat(reader.read(reader.write(config), "again")).isEqualTo(config);
  }

  @Test
  void withoutItEveryEventNeedsALabel() {
    assertThat(problems("\"label\": \"y\",", ""))
        .extracting(Problem::where, Problem::what)
        .containsExactly(tuple("c.json#/funnel/events/1", "event [buy] has no label"));
  }

  @Test
  void beforeItALabelIsSuperfluousAndUnknownEventsAndSharedValuesAreToldTogether() {
    assertThat(
            problems(
                "\"label\": \"y\",",
                "\"deepest\": {\"column\": \"user\", \"values\": {\"by\": \"3\", \"click\":"
                    + " \"buy\"}},"))
        .extracting(Problem::where, Problem::what)
        .containsExactlyInAnyOrder(
            tuple(
                "c.json#/funnel/events/0/label",
                "event [click] has the label [y], and funnel.deepest tells whether it happened"),
            tuple("c.json#/funnel/deepest/values/by", "event [by] unknown"),
            tuple("c.json#/funnel/deepest/values", "value [buy] stands for [click] and for [buy]"),
            tuple(
                "c.json#/fields/0",
                "column [user] of funnel.deepest is also a field: labels leak into features"));
  }

  @Test
  void blankNamesAndValuesAreRefused() {
    assertThat(problems("", "\"deepest\": {\"column\": \" \"},").getFirst().what())
        .isEqualTo("column is blank; name the one with the deepest event");
    assertThat(
            problems("", "\"deepest\": {\"column\": \"s\", \"values\": {\"buy\": \"\"}},")
                .getFirst()
                .what())
        .startsWith("the value of [buy] is blank");
  }
}
