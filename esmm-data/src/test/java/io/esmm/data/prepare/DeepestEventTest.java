package io.esmm.data.prepare;

import static io.esmm.data.prepare.RawFolder.categorical;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.esmm.batch.Batch;
import io.esmm.data.prepared.EventLabel;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.funnel.DeepestConfig;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeepestEventTest {
  private static final List<FieldConfig> FIELDS = List.of(categorical("item", Level.IMPRESSION));

  @TempDir Path temporary;

  /** Impression, then click, then cart and, on another branch, like; buy after cart. */
  private static FunnelLabels labels(@Nullable Map<String, String> values) {
    return new FunnelLabels(
        new FunnelConfig(
            "request",
            List.of(
                new EventConfig("buy", "cart", null, new NoTower()),
                new EventConfig("impression", "request", null, new NoTower()),
                new EventConfig("click", "impression", null, new NoTower()),
                new EventConfig("cart", "click", null, new NoTower()),
                new EventConfig("like", "click", null, new NoTower())),
            null,
            new DeepestConfig("stage", values)));
  }

  private static String source(String policy) {
    return "{'source': {'type': 'csv', 'path': 'rows.csv'}, 'policy': {'maxSetAsideShare': 1"
        + policy
        + "}}";
  }

  private Batch prepared(@Nullable Map<String, String> values, String policy, String... rows) {
    RawFolder folder = new RawFolder(temporary);
    folder.write("rows.csv", rows);
    folder.prepare(FIELDS, labels(values), source(policy));
    try (PreparedSet set = PreparedSet.open(folder.out().resolve("train"))) {
      Batch batch = new Batch(set.schema(), set.events());
      set.read(IntStream.range(0, set.requests()).toArray(), 0, set.requests(), batch);
      return batch;
    }
  }

  private static List<Integer> labels(Batch batch, String event) {
    byte[] labels = batch.labels(batch.events().indexOf(event));
    return IntStream.range(0, batch.impressions()).mapToObj(i -> (int) labels[i]).toList();
  }

  @Test
  void theDeepestEventAndAllBeforeItHappenedAndNoOtherBranch() {
    Batch batch =
        prepared(
            null,
            "",
            "item,stage",
            "a,request",
            "b,",
            "c,impression",
            "d,click",
            "e,cart",
            "f,like",
            "g,buy");
    assertThat(labels(batch, "impression")).containsExactly(0, 0, 1, 1, 1, 1, 1);
    assertThat(labels(batch, "click")).containsExactly(0, 0, 0, 1, 1, 1, 1);
    assertThat(labels(batch, "cart")).containsExactly(0, 0, 0, 0, 1, 0, 1);
    assertThat(labels(batch, "like")).containsExactly(0, 0, 0, 0, 0, 1, 0);
    assertThat(labels(batch, "buy")).containsExactly(0, 0, 0, 0, 0, 0, 1);
  }

  @Test
  void valuesMayBeNumbers() {
    Map<String, String> values =
        Map.of("request", "0", "impression", "1", "click", "2", "cart", "3", "like", "4");
    Batch batch = prepared(values, "", "item,stage", "a,0", "b,1", "c,2", "d,3", "e,4", "f,buy");
    assertThat(labels(batch, "click")).containsExactly(0, 0, 1, 1, 1, 1);
    assertThat(labels(batch, "buy")).containsExactly(0, 0, 0, 0, 0, 1);
  }

  @Test
  void anUnknownValueIsAnErrorOrSetAsideAsThePolicySays() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> prepared(null, "", "item,stage", "a,buy", "b,Buy"))
        .withMessageContaining("rows.csv:3")
        .withMessageContaining(
            "deepest event [stage] is [Buy], known: [request, impression, click, cart, buy, like]");
    Batch batch =
        prepared(
            null,
            ", 'unreadableRow': 'drop', 'noPositives': 'accept'",
            "item,stage",
            "a,buy",
            "b,Buy",
            "c,like");
    assertThat(labels(batch, "buy")).containsExactly(1, 0);
  }

  @Test
  void preparedLabelsTellWhichValuesMeanThatTheEventHappened() {
    FunnelLabels labels = labels(Map.of("click", "2"));
    assertThat(labels.events())
        .contains(
            new EventLabel("cart", "stage in [buy, cart]"),
            new EventLabel("click", "stage in [2, buy, cart, like]"));
    assertThat(labels.events(List.of("like", "buy")))
        .containsExactly(
            new EventLabel("like", "stage in [like]"), new EventLabel("buy", "stage in [buy]"));
  }

  @Test
  void aMissingColumnIsNamed() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> prepared(null, "", "item,stag", "a,buy"))
        .withMessageContaining("there is no column [stage]")
        .withMessageContaining("[stag]");
  }
}
