package io.esmm.data.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.data.raw.RawField;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawReader;
import io.esmm.data.raw.RawRow;
import io.esmm.data.raw.aliccp.AliCcpInput;
import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.Level;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedLogIsReadableTest {
  private static final RawLayout LAYOUT =
      new RawLayout(
          List.of(
              new RawField(
                  new CategoricalField("205", Level.IMPRESSION, 1, null, null), "205", null),
              new RawField(new BagField("210", Level.IMPRESSION, 1, null, null, null), "210", null),
              new RawField(
                  new BagField("150_14", Level.REQUEST, 1, null, null, null), "150_14", null)),
          List.of("click", "conversion"),
          true,
          "sample_id",
          null,
          null,
          List.of());

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readerOfTheAliCcpFormatFindsEveryImpressionAndNothingBroken(boolean gzip) {
    Simulator simulator = new Simulator(SimulatorConfig.quickstart(3_000, 6));
    new AliCcpWriter(gzip, 2).write(simulator, folder.resolve("log"));
    long[] first = SimulatedField.firstIds(simulator.config(), simulator.intentions());
    long firstItem = first[SimulatedField.ITEM.ordinal()];
    SimulatedRequest request = simulator.newRequest();
    try (AliCcpInput input =
            AliCcpInput.open(
                folder.resolve("log").resolve(AliCcpWriter.SKELETON + (gzip ? ".gz" : "")),
                folder.resolve("log").resolve(AliCcpWriter.COMMON + (gzip ? ".gz" : "")),
                LAYOUT,
                folder);
        RawReader reader = input.open()) {
      for (long r = 0; r < simulator.requests(); r++) {
        simulator.read(r, request);
        for (int i = 0; i < request.size(); i++) {
          assertThat(reader.next()).isTrue();
          RawRow row = reader.row();
          assertThat(row.rejection()).isNull();
          assertThat(row.request()).isEqualTo(r);
          assertThat(row.key()).isEqualTo(Long.toString(request.sample(i)));
          assertThat(row.label(0)).isEqualTo((byte) (request.clicked(i) ? 1 : 0));
          assertThat(row.label(1)).isEqualTo((byte) (request.converted(i) ? 1 : 0));
          assertThat(row.value(0).token(0))
              .isEqualTo(Long.toString(firstItem + request.item(i).id()));
          assertThat(row.value(1).size()).isEqualTo(request.item(i).intentionCount());
          assertThat(row.value(2).size()).isEqualTo(request.intentions().size());
        }
      }
      assertThat(reader.next()).isFalse();
      // Shuffled tokens are as in the real files, and this layout leaves out most fields.
      assertThat(reader.quirks().keySet())
          .allMatch(quirk -> quirk.endsWith("tokens apart") || quirk.endsWith("no field reads"));
    }
  }
}
