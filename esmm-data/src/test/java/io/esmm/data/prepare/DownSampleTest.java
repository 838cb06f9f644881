package io.esmm.data.prepare;

import static io.esmm.data.prepare.RawFolder.categorical;
import static io.esmm.data.prepare.RawFolder.clickAndConversion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.esmm.data.prepared.PreparedSet;
import io.esmm.data.prepared.SampledEvent;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.problem.ProblemException;
import io.esmm.train.DownSampleConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownSampleTest {
  private static final List<FieldConfig> FIELDS = List.of(categorical("item", Level.IMPRESSION));
  private static final int ROWS = 20_000;

  @TempDir Path temporary;
  private RawFolder folder;

  /** Every fourth row has a click, every second of these a conversion. */
  @BeforeEach
  void writeRows() {
    folder = new RawFolder(temporary);
    StringBuilder rows = new StringBuilder("id,item,click,conversion\n");
    for (int i = 0; i < ROWS; i++) {
      rows.append(i).append(",x").append(i % 7).append(i % 4 == 0 ? ",1" : ",0");
      rows.append(i % 8 == 0 ? ",1\n" : ",0\n");
    }
    folder.write("rows.csv", rows.toString());
  }

  private PreparationSummary prepare(@Nullable DownSampleConfig sample, String more) {
    return new Preparation(
            FIELDS,
            clickAndConversion(),
            RowMarks.none(),
            RowNumbers.none(),
            sample,
            RawFolder.data(
                "{'source': {'type': 'csv', 'path': 'rows.csv'}, 'split': {'type': 'share', 'test':"
                    + " 0.5}"
                    + more
                    + "}"),
            folder.paths(),
            () -> 0)
        .run(folder.out(), PreparationListener.SILENT);
  }

  @Test
  void allRowsWithTheEventAndAShareOfTheOthersTrainAndAllRowsTest() {
    PreparationSummary summary = prepare(new DownSampleConfig("click", 0.1, 7L), "");
    SplitSummary train = summary.splits().getFirst();
    SplitSummary test = summary.splits().getLast();
    assertThat(test.impressions()).isEqualTo(ROWS / 2);
    assertThat(train.positives()).containsEntry("click", ROWS / 8L);
    long negatives = train.impressions() - ROWS / 8;
    double expected = 0.1 * ROWS * 3 / 8;
    assertThat((double) negatives).isCloseTo(expected, within(5 * Math.sqrt(expected * 0.9)));
    assertThat(summary.rowsIn()).isEqualTo(ROWS);
    assertThat(summary.rowsSampledOut())
        .isEqualTo(ROWS - train.impressions() - test.impressions())
        .isPositive();
    assertThat(summary.toText()).contains(" + sampled out ");
    try (PreparedSet set = PreparedSet.open(folder.out().resolve("train"))) {
      assertThat(set.layout().sampled()).isEqualTo(new SampledEvent("click", 0.1));
    }
    try (PreparedSet set = PreparedSet.open(folder.out().resolve("test"))) {
      assertThat(set.layout().sampled()).isNull();
    }
  }

  @Test
  void theSameSeedKeepsTheSameRowsAndAnotherOneOthers() throws IOException {
    byte[] first = items(7, "");
    assertThat(items(7, "")).isEqualTo(first);
    assertThat(items(8, "")).isNotEqualTo(first);
    assertThat(items(7, ", 'key': 'id'")).isNotEqualTo(first);
  }

  private byte[] items(long seed, String more) throws IOException {
    prepare(new DownSampleConfig("click", 0.3, seed), more);
    return Files.readAllBytes(folder.out().resolve("train/fields/0.ids.i32"));
  }

  @Test
  void anUnknownEventIsAnError() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> prepare(new DownSampleConfig("clik", 0.3, null), ""))
        .withMessageContaining("event [clik] has no label")
        .withMessageContaining("[click]");
  }
}
