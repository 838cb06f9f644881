package io.esmm.data.prepare;

import static io.esmm.data.prepare.RawFolder.categorical;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.esmm.batch.Batch;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.funnel.OpenConfig;
import io.esmm.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenLabelsTest {
  private static final List<FieldConfig> FIELDS = List.of(categorical("item", Level.IMPRESSION));
  private static final int OPEN = Batch.UNKNOWN;

  @TempDir Path temporary;

  private static FunnelLabels funnel(@Nullable OpenConfig click, @Nullable OpenConfig buy) {
    return new FunnelLabels(
        new FunnelConfig(
            "impression",
            List.of(
                new EventConfig("click", "impression", "click", new NoTower(), click),
                new EventConfig("buy", "click", "buy", new NoTower(), buy),
                new EventConfig("return", "buy", "return", new NoTower(), null))));
  }

  private static OpenConfig window() {
    return new OpenConfig(null, "hours", 24.0);
  }

  private static OpenConfig empty() {
    return new OpenConfig(true, null, null);
  }

  private Batch prepared(FunnelLabels labels, String policy, String... rows) {
    RawFolder folder = new RawFolder(temporary);
    folder.write("rows.csv", rows);
    folder.prepare(
        FIELDS,
        labels,
        "{'source': {'type': 'csv', 'path': 'rows.csv'}, 'policy': {'noPositives': 'accept',"
            + " 'maxSetAsideShare': 1"
            + policy
            + "}}");
    try (PreparedSet set = PreparedSet.open(folder.out().resolve("train"))) {
      set.verify();
      Batch batch = set.newBatch();
      set.read(IntStream.range(0, set.requests()).toArray(), 0, set.requests(), batch);
      return batch;
    }
  }

  private static List<Integer> labels(Batch batch, String event) {
    byte[] labels = batch.labels(batch.events().indexOf(event));
    return IntStream.range(0, batch.impressions()).mapToObj(i -> (int) labels[i]).toList();
  }

  @Test
  void aNegativeLabelIsOpenWhileItsWindowIsAndSoIsWhatComesBehind() {
    Batch batch =
        prepared(
            funnel(null, window()),
            "",
            "item,click,buy,return,hours",
            "no click,0,0,0,",
            "open,1,0,0,23.5",
            "closed,1,0,0,24",
            "bought early,1,1,0,1",
            "returned,1,1,1,2");
    assertThat(labels(batch, "click")).containsExactly(0, 1, 1, 1, 1);
    assertThat(labels(batch, "buy")).containsExactly(0, OPEN, 0, 1, 1);
    assertThat(labels(batch, "return")).containsExactly(0, OPEN, 0, 0, 1);
  }

  @Test
  void anEmptyCellIsOpenOnlyWhereTheEventBeforeHappened() {
    Batch batch =
        prepared(funnel(null, empty()), "", "item,click,buy,return", "a,0,,0", "b,1,,0", "c,1,0,0");
    assertThat(labels(batch, "buy")).containsExactly(0, OPEN, 0);
    assertThat(labels(batch, "return")).containsExactly(0, OPEN, 0);
  }

  @Test
  void whatHappenedTellsOfTheEventsBefore() {
    Batch batch =
        prepared(
            funnel(empty(), empty()),
            "",
            "item,click,buy,return",
            "a,,1,1",
            "b,,,1",
            "c,,,0",
            "d,,0,0");
    assertThat(labels(batch, "click")).containsExactly(1, 1, OPEN, OPEN);
    assertThat(labels(batch, "buy")).containsExactly(1, 1, OPEN, OPEN);
    assertThat(labels(batch, "return")).containsExactly(1, 1, OPEN, OPEN);
  }

  @Test
  void withoutOpenAnEmptyLabelStaysAnError() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> prepared(funnel(null, null), "", "item,click,buy,return", "a,1,,0"))
        .withMessageContaining("label [buy] is empty");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () -> prepared(funnel(null, window()), "", "item,click,buy,return,hours", "a,1,,0,30"))
        .withMessageContaining("label [buy] is empty");
  }

  @Test
  void anElapsedTimeThatCannotBeReadIsAnUnreadableRow() {
    for (String hours : List.of("", "soon", "-1")) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() ->
              prepared(
                  funnel(null, window()), "", "item,click,buy,return,hours", "a,1,0,0," + hours))
          .withMessageContaining("elapsed time [hours] is [" + hours + "]");
    }
    Batch batch =
        prepared(
            funnel(null, window()),
            ", 'unreadableRow': 'drop'",
            "item,click,buy,return,hours",
            "a,1,0,0,x",
            "b,1,0,0,30");
    assertThat(labels(batch, "buy")).containsExactly(0);
  }

  @Test
  void aViolationIsNoExcuseForAnOpenParent() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> prepared(funnel(null, empty()), "", "item,click,buy,return", "a,0,1,0"))
        .withMessageContaining("[buy] without [click]");
  }

  @Test
  void openLabelsAreCountedAndStored() {
    RawFolder folder = new RawFolder(temporary);
    folder.write("rows.csv", "item,click,buy,return,hours", "a,1,0,0,3", "b,1,1,0,3", "c,0,0,0,3");
    PreparationSummary summary =
        folder.prepare(
            FIELDS,
            funnel(null, window()),
            "{'source': {'type': 'csv', 'path': 'rows.csv'}, 'policy': {'noPositives': 'accept'}}");
    assertThat(summary.splits().getFirst().unknown())
        .containsEntry("buy", 1L)
        .containsEntry("return", 1L)
        .doesNotContainKey("click");
    assertThat(summary.toText()).contains("not known yet of 1 rows whether [buy] happened");
    try (PreparedSet set = PreparedSet.open(folder.out().resolve("train"))) {
      assertThat(set.positives(1)).isEqualTo(1);
      assertThat(set.unknown(1)).isEqualTo(1);
    }
  }

  @Test
  void aWindowIsWholeAndPositive() {
    for (OpenConfigMaker maker :
        List.<OpenConfigMaker>of(
            () -> new OpenConfig(null, "hours", null),
            () -> new OpenConfig(null, null, 3.0),
            () -> new OpenConfig(false, null, null),
            () -> new OpenConfig(null, "hours", 0.0),
            () -> new OpenConfig(null, " ", 3.0))) {
      assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(maker::make);
    }
  }

  private interface OpenConfigMaker {
    OpenConfig make();
  }
}
