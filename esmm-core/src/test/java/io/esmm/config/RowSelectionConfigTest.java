package io.esmm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.tower.TowerRegistry;
import io.esmm.train.SampleCorrection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Conditions of terms, open labels and samples of training rows in JSON. */
class RowSelectionConfigTest {
  private final ConfigReader reader = new ConfigReader(TowerRegistry.of(new FakeTowers()));

  private static String json(String open, String where, String downSample) {
    return """
    {"name": "small",
     "fields": [{"name": "user", "level": "request", "kind": "categorical"},
                {"name": "item", "level": "impression", "kind": "categorical"},
                {"name": "position", "level": "impression", "kind": "categorical",
                 "knownAfter": "click", "assume": "1"},
                {"name": "x", "kind": "cross", "of": ["user", "item"], "hash": 9}],
     "funnel": {"space": "request", "events": [
       {"name": "click", "after": "request", "label": "clicked",
        "tower": {"type": "linear", "scale": 1}},
       {"name": "buy", "after": "click", "label": "bought", %s
        "tower": {"type": "linear", "scale": 1}},
       {"name": "no-buy", "otherwise": "buy"}]},
     "objective": {"terms": [
       {"event": "buy", "probability": "joint", "over": "request" %s}]}
     %s}
    """
        .formatted(open, where, downSample)
        .replace('\'', '"');
  }

  private List<Problem> problems(String open, String where, String downSample) {
    return assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reader.read(json(open, where, downSample), "c.json"))
        .actual()
        .problems();
  }

  private static String sample(String event) {
    return ", 'training': {'downSample': {'event': '" + event + "', 'keepNegatives': 0.1}}";
  }

  @Test
  void allOfItIsReadAndWritten() {
    EsmmConfig config =
        reader.read(
            json(
                "'open': {'elapsed': 'hours', 'length': 24.5, 'empty': true},",
                ", 'where': [{'column': 'is_random', 'in': ['1']}, {'field': 'item', 'in': ['a',"
                    + " 'b']}, {'event': 'click', 'happened': false}, {'event': 'no-buy'}]",
                sample("click")),
            "c.json");
    assertThat(reader.read(reader.write(config), "again")).isEqualTo(config);
  }

  @Test
  void aSampleIsUndoneWhenScoringUnlessTheLossIsNamed() {
    assertThat(correct(sample("click"))).isEqualTo(SampleCorrection.READOUT);
    assertThat(correct(sample("click").replace("0.1", "0.1, 'correct': 'loss'")))
        .isEqualTo(SampleCorrection.LOSS);
    assertThat(problems("", "", sample("click").replace("0.1", "0.1, 'correct': 'los'")))
        .singleElement()
        .satisfies(p -> {
          assertThat(p.where()).isEqualTo("c.json#/training/downSample/correct");
          assertThat(p.toString()).contains("[los]", "loss");
        });
  }

  private SampleCorrection correct(String downSample) {
    EsmmConfig config = reader.read(json("", "", downSample), "c.json");
    return Objects.requireNonNull(config.training().downSample()).correct();
  }

  @Test
  void unknownNamesOfConditionsAreToldTogether() {
    assertThat(
            problems(
                "",
                ", 'where': [{'field': 'itm', 'in': ['1']}, {'event': 'clik'}, {'field': 'x', 'in':"
                    + " ['1']}]",
                ""))
        .extracting(Problem::where)
        .containsExactly(
            "c.json#/objective/terms/0/where/0/field",
            "c.json#/objective/terms/0/where/1/event",
            "c.json#/objective/terms/0/where/2/field");
  }

  @Test
  void aTermIsHeldAgainstAnEventThatHasTerms() {
    assertThat(problems("", ", 'notAbove': 'clik'", ""))
        .singleElement()
        .satisfies(p -> {
          assertThat(p.where()).isEqualTo("c.json#/objective/terms/0/notAbove");
          assertThat(p.what()).isEqualTo("event [clik] of notAbove unknown");
          assertThat(p.remedy()).contains("click");
        });
    assertThat(problems("", ", 'notAbove': 'click'", ""))
        .singleElement()
        .satisfies(p -> {
          assertThat(p.where()).isEqualTo("c.json#/objective/terms/0/notAbove");
          assertThat(p.what()).contains("no term is of event [click]");
        });
    String click = "}, {'event': 'click', 'probability': 'joint', 'over': 'request'";
    EsmmConfig config = reader.read(json("", ", 'notAbove': 'click'" + click, ""), "c.json");
    assertThat(config.objective().terms(config.funnel()).getFirst().notAbove()).isEqualTo("click");
    assertThat(reader.read(reader.write(config), "again")).isEqualTo(config);
  }

  @Test
  void aSampleNeedsAnEventWithAFinalLabel() {
    assertThat(problems("", "", sample("buyy")).getFirst().what())
        .isEqualTo("event [buyy] unknown");
    assertThat(problems("", "", sample("no-buy")).getFirst().what())
        .contains("[no-buy] has no label");
    assertThat(problems("'open': {'empty': true},", "", sample("buy")))
        .anySatisfy(p -> {
          assertThat(p.where()).isEqualTo("c.json#/training/downSample/event");
          assertThat(p.what()).contains("event [buy] may be open");
        });
  }

  @Test
  void aSampleByAnEventBehindALateFieldIsRefused() {
    assertThat(problems("", "", sample("buy")))
        .singleElement()
        .satisfies(p -> assertThat(p.what()).contains("field [position] is known after [click]"));
    reader.read(json("", "", sample("click")), "c.json");
  }

  @Test
  void aShareOutsideZeroToOneIsRefused() {
    for (String share : List.of("0", "1", "-0.5", "2")) {
      String sample =
          ", 'training': {'downSample': {'event': 'click', 'keepNegatives': " + share + "}}";
      assertThat(problems("", "", sample).getFirst().what()).contains("must be between 0 and 1");
    }
  }
}
