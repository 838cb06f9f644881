package io.esmm.data.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TruthFileTest {
  private static final String HEADER = AliCcpWriter.TRUTH_HEADER + "\n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void probabilitiesComeBackDigitForDigit(boolean gzip) {
    // More rows than the reader begins with room for.
    Simulator simulator = new Simulator(SimulatorConfig.quickstart(70_000, 4));
    new AliCcpWriter(gzip, 1).write(simulator, folder.resolve("log"));
    TruthFile truth =
        TruthFile.read(folder.resolve("log").resolve(gzip ? "truth.csv.gz" : "truth.csv"));
    assertThat(truth.size()).isEqualTo(70_000);
    SimulatedRequest request = simulator.newRequest();
    for (long r = 0; r < simulator.requests(); r++) {
      simulator.read(r, request);
      for (int i = 0; i < request.size(); i++) {
        assertThat(truth.pCtr(request.sample(i))).isEqualTo(request.pCtr(i));
        assertThat(truth.pCvr(request.sample(i))).isEqualTo(request.pCvr(i));
      }
    }
  }

  @Test
  void shortAndWholeProbabilitiesAreRead() throws IOException {
    TruthFile truth = TruthFile.read(write(HEADER + "1,0.5,1\r\n2,1.0,0.000000001"));
    assertThat(truth.pCtr(1)).isEqualTo(0.5);
    assertThat(truth.pCvr(1)).isEqualTo(1);
    assertThat(truth.pCtr(2)).isEqualTo(1);
    assertThat(truth.pCvr(2)).isEqualTo(1e-9);
  }

  @Test
  void unknownSampleIsAProblemThatSaysWhichThereAre() throws IOException {
    TruthFile truth = TruthFile.read(write(HEADER + "1,0.5,0.1\n"));
    assertThatThrownBy(() -> truth.pCtr(2))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("has no sample [2]; it has 1 to 1");
    assertThatThrownBy(() -> truth.pCvr(0)).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,0.5,0.1;3,0.5,0.1|:3: sample id [3] where 2 is due",
        "1,0.5;2,0.5,0.1|:2: a value is no probability",
        "1,0.5,0.1,0.7|:2: a value is no probability",
        "1,1.5,0.1|:2: a value is no probability",
        "1,-0.5,0.1|:2: a value is no probability",
        "1,0.5,0.1234567891|:2: a value is no probability",
        "1,0.5,NaN|:2: a value is no probability",
        "1,0.5|:2: a value is no probability",
        "x,0.5,0.1|:2: sample id [0] where 1 is due",
      })
  void malformedLineIsNamed(String lines, String message) throws IOException {
    Path file = write(HEADER + lines.replace(';', '\n') + "\n");
    assertThatThrownBy(() -> TruthFile.read(file))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(message);
  }

  @Test
  void otherHeaderIsAProblem() throws IOException {
    Path file = write("1,0.5,0.1\n");
    assertThatThrownBy(() -> TruthFile.read(file))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("the header is [1,0.5,0.1]; it must be sample_id,p_click,");
  }

  @Test
  void missingAndTruncatedFilesAreProblems() throws IOException {
    assertThatThrownBy(() -> TruthFile.read(folder.resolve("none.csv")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("none.csv");
    Simulator simulator = new Simulator(SimulatorConfig.quickstart(1_000, 4));
    new AliCcpWriter(true, 1).write(simulator, folder.resolve("log"));
    byte[] whole = Files.readAllBytes(folder.resolve("log").resolve("truth.csv.gz"));
    Path cut = folder.resolve("cut.csv.gz");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> TruthFile.read(cut))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("cut.csv.gz");
  }

  private Path write(String content) throws IOException {
    return Files.writeString(folder.resolve("truth.csv"), content);
  }
}
