package io.esmm.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esmm.train.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table as programs read it. */
class TableJsonTest {
  @TempDir private Path folder;

  @Test
  void figuresHaveNoPrefixAndBarsTheirSide() throws IOException {
    Path file = folder.resolve("table.json");
    TableJson.write(
        file,
        Map.of("java", "25"),
        List.of(
            new Part(
                "scoring",
                List.of(
                    new Line("p50", Unit.SECONDS, new Spread(1e-3, 2e-3, 3e-3), Bar.atMost(1e-3)),
                    Line.of("peak", Unit.FLOPS, Spread.of(9e10))),
                List.of(
                    new StageTimes(
                        "flat", Map.of(Stage.LOSS, 2e-7), Map.of(Stage.UPDATE, 1e-7))))));

    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                {"java": "25", "parts": [
                  {"title": "scoring",
                   "lines": [
                     {"what": "p50", "unit": "seconds", "lowest": 0.001, "median": 0.002,
                      "highest": 0.003, "atMost": 0.001, "met": false},
                     {"what": "peak", "unit": "flops", "lowest": 9.0e10, "median": 9.0e10,
                      "highest": 9.0e10}],
                   "stages": [{"shape": "flat", "seconds": {"loss": 2.0e-7},
                               "floors": {"update": 1.0e-7}}]}]}
                """);
    assertThat(new ObjectMapper().readTree(file.toFile())).isEqualTo(expected);
  }
}
