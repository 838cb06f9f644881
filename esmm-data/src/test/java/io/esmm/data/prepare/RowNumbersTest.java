package io.esmm.data.prepare;

import static io.esmm.data.prepare.RawFolder.categorical;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.esmm.batch.Batch;
import io.esmm.config.EsmmConfig;
import io.esmm.data.prepared.EventLabel;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.objective.ObjectiveConfig;
import io.esmm.objective.Probability;
import io.esmm.objective.RowWeightConfig;
import io.esmm.objective.TermConfig;
import io.esmm.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowNumbersTest {
  private static final List<FieldConfig> FIELDS = List.of(categorical("item", Level.IMPRESSION));

  @TempDir Path temporary;

  /** Click over all rows, conversion over clicked ones with the factor [w]. */
  private static EsmmConfig weighted() {
    return EsmmConfig.of(
            "weighted",
            FIELDS,
            new FunnelConfig(
                "impression",
                List.of(
                    new EventConfig("click", "impression", "click", new NoTower()),
                    new EventConfig("conversion", "click", "conversion", new NoTower()))))
        .with(
            new ObjectiveConfig(
                null,
                List.of(
                    new TermConfig("click", Probability.JOINT, "impression", 1.0),
                    new TermConfig(
                        "conversion",
                        Probability.CONDITIONAL,
                        "click",
                        null,
                        null,
                        null,
                        new RowWeightConfig("w")))));
  }

  private PreparationSummary prepare(String policy, String... rows) {
    RawFolder folder = new RawFolder(temporary);
    String[] lines = new String[rows.length + 1];
    lines[0] = "item,click,conversion,w";
    System.arraycopy(rows, 0, lines, 1, rows.length);
    folder.write("rows.csv", lines);
    EsmmConfig config = weighted();
    return new Preparation(
            config.fields(),
            new FunnelLabels(config.funnel()),
            RowMarks.of(config),
            RowNumbers.of(config),
            null,
            RawFolder.data(
                "{'source': {'type': 'csv', 'path': 'rows.csv'}, 'policy': " + policy + "}"),
            folder.paths(),
            () -> 0)
        .run(folder.out(), PreparationListener.SILENT);
  }

  private List<Float> weights() {
    try (PreparedSet set = PreparedSet.open(temporary.resolve("out/train"))) {
      Batch batch = set.newBatch();
      set.read(IntStream.range(0, set.requests()).toArray(), 0, set.requests(), batch);
      assertThat(batch.numbers()).containsExactly("w");
      float[] numbers = Arrays.copyOf(batch.number(0), batch.impressions());
      return IntStream.range(0, numbers.length).mapToObj(i -> numbers[i]).toList();
    }
  }

  @Test
  void aRowCarriesTheNumberAndNeedNotWhereTheTermIsNotTaken() {
    prepare("{}", "a,1,1,2.5", "b,1,0,1e-3", "c,0,0,", "d,0,0,many", "e,0,0,7");
    assertThat(weights()).containsExactly(2.5f, 1e-3f, 0f, 0f, 7f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "many", "1e39", "1e-60", "NaN", "Infinity", "0x1p3"})
  void aFactorThatIsNoPositiveFiniteNumberMakesTheRowUnreadable(String cell) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> prepare("{}", "a,1,1,1", "b,1,0," + cell))
        .withMessageContaining("rows.csv:3")
        .withMessageContaining("rowWeight [w] is [" + (cell.equals("NaN") ? "" : cell) + "]")
        .withMessageContaining("greater than 0");
    PreparationSummary summary =
        prepare(
            "{'unreadableRow': 'drop', 'maxSetAsideShare': 1}",
            "a,1,1,1",
            "b,1,0," + cell,
            "c,0,0,");
    assertThat(summary.rowsUsed()).isEqualTo(2);
    assertThat(weights()).containsExactly(1f, 0f);
  }

  @Test
  void aTestFileNeedsNoFactors() {
    RawFolder folder = new RawFolder(temporary);
    folder.write("test.csv", "item,click,conversion,w", "a,1,1,", "b,1,0,2");
    PreparationSummary summary =
        prepare(
            "{}, 'split': {'type': 'files', 'test': {'type': 'csv', 'path': 'test.csv'}}",
            "a,1,1,2.5");
    assertThat(summary.rowsUsed()).isEqualTo(3);
  }

  @Test
  void aPreparedSetWithoutTheNumberIsRefused() {
    prepare("{}", "a,1,1,2.5");
    List<EventLabel> events = new FunnelLabels(weighted().funnel()).events();
    try (PreparedSet set = PreparedSet.open(temporary.resolve("out/train"))) {
      assertThat(set.require(FIELDS, events, List.of(), List.of("w")).newBatch().numbers())
          .containsExactly("w");
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> set.require(FIELDS, events, List.of(), List.of("w", "v")))
          .withMessageContaining("does not hold the numbers of column [v]");
    }
  }

  @Test
  void anAlteredNumberIsFound() throws Exception {
    prepare("{}", "a,1,1,2.5");
    Path file = temporary.resolve("out/train/numbers/0.f32");
    byte[] bytes = Files.readAllBytes(file);
    bytes[0] ^= 1;
    Files.write(file, bytes);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> PreparedSet.open(temporary.resolve("out/train")))
        .withMessageContaining("numbers/0.f32");
  }
}
