package io.esmm.mapped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.graph.Parameter;
import io.esmm.model.EsmmModel;
import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Large tables of a loaded model stay in its file, and that is all that anybody notices. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MappedModelTest {
  private static final String WEIGHTS = "weights.safetensors";

  @TempDir static Path folder;
  private final EsmmModel made = HashedModel.make();
  private final String scores = HashedModel.scores(made);

  @BeforeAll
  void save() {
    made.save(folder.resolve("model"));
  }

  @Test
  void theTablesOfBothCrossesAreMappedAndScoreTheSameBits() {
    EsmmModel loaded = EsmmModel.load(folder.resolve("model"));
    assertThat(loaded.weights().mapped().keySet())
        .hasSize(4)
        .allMatch(p -> p.kind() == Parameter.Kind.TABLE);
    assertThat(HashedModel.scores(loaded)).isEqualTo(scores);
  }

  @Test
  void aProcessWhoseHeapIsSmallerThanTheModelScoresTheSameBits() throws Exception {
    Path model = folder.resolve("model");
    long heap = 40L << 20;
    assertThat(Files.size(model.resolve(WEIGHTS))).isGreaterThan(heap);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder child =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"));
    boolean vector = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    if (vector) {
      child.command().add("--add-modules=jdk.incubator.vector");
    }
    child.command().add("-Desmm.kernels=" + System.getProperty("esmm.kernels", "auto"));
    child.command().add(MappedModelProgram.class.getName());
    child.command().add(model.toString());
    Process process = child.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    int exit = process.waitFor();
    assertThat(exit).as(Files.readString(err)).isZero();
    assertThat(Files.readString(out).strip()).isEqualTo(scores.strip());
  }

  @Test
  void aLoadedModelIsSavedAgainByteForByte() throws IOException {
    EsmmModel loaded = EsmmModel.load(folder.resolve("model"));
    loaded.save(folder.resolve("again"));
    assertThat(folder.resolve("again").resolve(WEIGHTS))
        .hasSameBinaryContentAs(folder.resolve("model").resolve(WEIGHTS));
  }

  @Test
  void aModelGoesOnScoringWhenItsFolderIsReplacedAndThenRemoved() throws IOException {
    Path place = folder.resolve("replaced");
    made.save(place);
    EsmmModel loaded = EsmmModel.load(place);
    made.withProvenance(made.provenance().put("second", true)).save(place);
    assertThat(HashedModel.scores(loaded)).isEqualTo(scores);
    try (var files = Files.walk(place)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertThat(HashedModel.scores(loaded)).isEqualTo(scores);
  }

  /** One bit, in a row of a mapped table that no request asks for. */
  @Test
  void aModelWithOneWrongBitInATableIsRefused() throws IOException {
    Path place = folder.resolve("harmed");
    made.save(place);
    Path file = place.resolve(WEIGHTS);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long at = channel.size() / 2;
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, at);
      one.put(0, (byte) (one.get(0) ^ 1)).flip();
      channel.write(one, at);
    }
    assertThatThrownBy(() -> EsmmModel.load(place))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(WEIGHTS)
        .hasMessageContaining("altered");
  }
}
