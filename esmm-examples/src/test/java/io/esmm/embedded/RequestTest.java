package io.esmm.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.config.ConfigReader;
import io.esmm.model.EsmmModel;
import io.esmm.model.Request;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.Predictions;
import io.esmm.scoring.RequestsConfig;
import io.esmm.scoring.RequestsConfig.MissingField;
import io.esmm.scoring.RequestsConfig.UnknownField;
import io.esmm.scoring.RequestsConfig.UnreadableValue;
import io.esmm.tower.TowerRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a user's objects on their way into the model. */
class RequestTest {
  private final EsmmModel model = SmallShop.model();

  private static EsmmModel with(
      MissingField missing, UnknownField unknown, UnreadableValue unreadable) {
    return SmallShop.model(new RequestsConfig(missing, unknown, unreadable));
  }

  private static void assertSame(Predictions a, Predictions b) {
    assertThat(b.size()).isEqualTo(a.size());
    for (int i = 0; i < a.size(); i++) {
      assertThat(b.logit(0, i)).isEqualTo(a.logit(0, i));
      assertThat(b.logit(1, i)).isEqualTo(a.logit(1, i));
    }
  }

  @Test
  void numbersTextsAndCollectionsOfOneMeaningGiveTheSameBits() {
    Predictions expected = model.predict(SmallShop.request().build());
    Request texts =
        Request.builder()
            .set("user", "u3")
            .set("history", List.of("1", "2"))
            .candidate()
            .set("item", "2")
            .set("tags", Map.of("t1", 1.5f))
            .set("price", "7.5")
            .set("stock", "3")
            .build();
    assertSame(expected, model.predict(texts));
    Request others =
        Request.builder()
            .set("user", "u3")
            .set("history", List.of(1L, (short) 2))
            .candidate()
            .set("item", 2.0)
            .set("tags", Map.of("t1", 1.5))
            .set("price", 7.5f)
            .set("stock", Set.of((byte) 3))
            .build();
    assertSame(expected, model.predict(others));
  }

  @Test
  void mapsOfAUsersOwnMakeTheSameRequest() {
    Map<String, Object> item = new HashMap<>();
    item.put("item", 2);
    item.put("tags", Map.of("t1", 1.5));
    item.put("price", 7.5);
    item.put("stock", 3);
    Map<String, Object> visitor = Map.of("user", "u3", "history", List.of(1, 2));
    Predictions expected = model.predict(SmallShop.request().build());
    assertSame(expected, model.predict(new Request(visitor, List.of(item))));
    assertSame(expected, model.predict(Request.builder().setAll(visitor).candidate(item).build()));
  }

  @Test
  void laterCallsDoNotSeeValuesOfEarlierOnes() {
    Request empty = Request.builder().candidate().build();
    Predictions fresh = SmallShop.model().predict(empty);
    model.predict(SmallShop.request().candidate().set("item", 4).build());
    assertSame(fresh, model.predict(empty));
    assertThatThrownBy(
            () -> model.predict(SmallShop.request().candidate().set("price", "dear").build()))
        .isInstanceOf(ProblemException.class);
    assertSame(fresh, model.predict(empty));
  }

  @Test
  void missingFieldIsTheMissingValueOrAnErrorAsConfigured() {
    Request without = Request.builder().set("user", "u3").candidate().set("item", 2).build();
    Map<String, Object> nulls = new LinkedHashMap<>();
    nulls.put("item", 2);
    nulls.put("tags", null);
    nulls.put("price", null);
    nulls.put("stock", null);
    Request stated =
        Request.builder().set("user", "u3").set("history", null).candidate(nulls).build();
    assertSame(model.predict(stated), model.predict(without));
    EsmmModel strict = with(MissingField.ERROR, null, null);
    assertSame(model.predict(stated), strict.predict(stated));
    assertThatThrownBy(() -> strict.predict(without))
        .hasMessageContainingAll(
            "request: field [history] is left out",
            "candidate 0: field [tags] is left out",
            "candidate 0: field [price] is left out",
            "candidate 0: field [stock] is left out")
        .hasMessageNotContaining("[item]");
  }

  @Test
  void unknownFieldIsDroppedOrAnErrorWithASuggestionAsConfigured() {
    Request misspelt =
        Request.builder()
            .setAll(SmallShop.request().build().fields())
            .set("hystory", List.of(3))
            .candidate(SmallShop.request().build().candidates().getFirst())
            .set("user", "u5")
            .build();
    assertThatThrownBy(() -> model.predict(misspelt))
        .hasMessageContainingAll(
            "field [hystory] unknown",
            "did you mean [history]",
            "candidate 0: field [user] lives at the other level");
    assertSame(
        model.predict(SmallShop.request().build()),
        with(null, UnknownField.DROP, null).predict(misspelt));
  }

  @Test
  void valueOfTheWrongKindIsTheMissingValueOrAnErrorAsConfigured() {
    Request wrong =
        SmallShop.request()
            .set("price", "dear")
            .set("tags", Map.of("t1", "much"))
            .set("stock", new StringBuilder("3"))
            .set("item", List.of(1, 2))
            .build();
    assertThatThrownBy(() -> model.predict(wrong))
        .hasMessageContainingAll(
            "field [price]: non-numeric value [dear]",
            "field [tags]: entry [t1=much] is no token with a number",
            "field [stock]: value [3] is a StringBuilder",
            "field [item]: categorical field with 2 values [1], [2]");
    Request nothing =
        Request.builder().set("user", "u3").set("history", List.of(1, 2)).candidate().build();
    assertSame(model.predict(nothing), with(null, null, UnreadableValue.CLEAR).predict(wrong));
  }

  @Test
  void policyIsSavedWithTheModel(@TempDir Path folder) {
    with(MissingField.ERROR, UnknownField.DROP, UnreadableValue.CLEAR).save(folder.resolve("m"));
    EsmmModel loaded = EsmmModel.load(folder.resolve("m"));
    assertThat(loaded.config().requests())
        .isEqualTo(
            new RequestsConfig(MissingField.ERROR, UnknownField.DROP, UnreadableValue.CLEAR));
    String json = new ConfigReader(TowerRegistry.load()).write(loaded.config()).toString();
    assertThat(json)
        .contains(
            "\"requests\":{\"missingField\":\"error\",\"unknownField\":\"drop\","
                + "\"unreadableValue\":\"clear\"}");
  }
}
