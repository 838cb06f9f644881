package io.esmm.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  private static final TensorSpec W = TensorSpec.matrix("w", 2, 3);
  private static final TensorSpec B = TensorSpec.vector("b", 2);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final float[] W_VALUES = {1, -2, 3.5f, Float.NaN, -0f, Float.MIN_VALUE};
  private static final float[] B_VALUES = {7, 8};

  @TempDir Path temp;

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    Path file = write(temp.resolve("f"), Map.of("k", "v"));
    String header =
        "{\"__metadata__\":{\"k\":\"v\"},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[8,32]}}";
    int padded = (header.length() + 7) / 8 * 8;
    ByteBuffer expected = ByteBuffer.allocate(8 + padded + 32).order(ByteOrder.LITTLE_ENDIAN);
    expected
        .putLong(padded)
        .put(header.getBytes(UTF_8))
        .put(" ".repeat(padded - header.length()).getBytes(UTF_8));
    for (float value : B_VALUES) {
      expected.putFloat(value);
    }
    for (float value : W_VALUES) {
      expected.putFloat(value);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
  }

  @Test
  void valuesComeBackBitForBit() {
    try (SafetensorsReader reader =
        SafetensorsReader.open(write(temp.resolve("f"), Map.of("k", "v")))) {
      assertThat(reader.metadata()).containsExactly(Map.entry("k", "v"));
      assertThat(reader.tensors()).containsExactly(B, W);
      assertThat(reader.read(W)).isEqualTo(W_VALUES);
      float[] into = new float[5];
      reader.read(B, into, 2);
      assertThat(into).containsExactly(0, 0, 7, 8, 0);
      assertThat(reader.slice(B).get(FLOAT, 4)).isEqualTo(8);
      assertThat(reader.slice(B).isReadOnly()).isTrue();
      assertThat(reader.slice(W).address() % 8).isZero();
    }
  }

  @Test
  void anotherReaderOfJsonFindsTheValues() throws IOException {
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(write(temp.resolve("f"), Map.of())))
            .order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[(int) file.getLong()];
    file.get(header);
    JsonNode json = new ObjectMapper().readTree(header);
    assertThat(json.has("__metadata__")).isFalse();
    int start = 8 + header.length + json.at("/w/data_offsets/0").intValue();
    assertThat(file.getFloat(start + 8)).isEqualTo(3.5f);
  }

  @Test
  void piecesAndOrderOfDeclarationDoNotChangeTheBytes() {
    Path whole = write(temp.resolve("whole"), Map.of("a", "1", "b", "2"));
    Path pieces = temp.resolve("pieces");
    try (OutputFile out = OutputFile.create(pieces, pieces, ChecksumKind.SHA256, _ -> {})) {
      SafetensorsWriter writer =
          new SafetensorsWriter(out, Map.of("b", "2", "a", "1"), List.of(B, W));
      writer.write("b", B_VALUES, 0, 1);
      writer.write("b", B_VALUES, 1, 1);
      writer.write("w", W_VALUES, 0, 0);
      for (int i = 0; i < 6; i++) {
        writer.write("w", W_VALUES, i, 1);
      }
      writer.finish();
    }
    assertThat(pieces).hasSameBinaryContentAs(whole);
  }

  @Test
  void namesMayBeAnyText() {
    TensorSpec odd = TensorSpec.vector("tower/\"click\"\n\u00e9\ud83d\ude00", 1);
    Path file = write(temp.resolve("f"), Map.of("\\", "\u0000"), Map.of(odd, new float[] {4}));
    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      assertThat(reader.read(odd)).containsExactly(4);
      assertThat(reader.metadata()).containsExactly(Map.entry("\\", "\u0000"));
    }
  }

  @Test
  void tensorsMayBeEmptyOrSingleNumbers() {
    TensorSpec empty = TensorSpec.matrix("empty", 0, 18);
    TensorSpec single = new TensorSpec("single", List.of());
    Path file =
        write(temp.resolve("f"), Map.of(), Map.of(empty, new float[0], single, new float[] {2.5f}));
    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      assertThat(reader.read(empty)).isEmpty();
      assertThat(reader.read(single)).containsExactly(2.5f);
    }
    try (SafetensorsReader reader =
        SafetensorsReader.open(write(temp.resolve("none"), Map.of(), Map.of()))) {
      assertThat(reader.tensors()).isEmpty();
    }
  }

  @Test
  void bigTensorsSpanManyBuffers() {
    float[] values = new float[100_003];
    Random random = new Random(3);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    TensorSpec spec = TensorSpec.vector("t", values.length);
    try (SafetensorsReader reader =
        SafetensorsReader.open(write(temp.resolve("f"), Map.of(), Map.of(spec, values)))) {
      assertThat(reader.read(spec)).isEqualTo(values);
    }
  }

  @Test
  void tensorsBehindFourGigabytesAreReached() throws IOException {
    int length = 600_000_000;
    TensorSpec last = TensorSpec.vector("c", length);
    byte[] header =
        SafetensorsHeader.of(
                Map.of(),
                List.of(TensorSpec.vector("a", length), TensorSpec.vector("b", length), last))
            .json();
    Path file = temp.resolve("sparse");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.writeLong(Long.reverseBytes(header.length));
      sparse.write(header);
      sparse.seek(8 + header.length + 3L * length * Float.BYTES - Float.BYTES);
      sparse.writeInt(Integer.reverseBytes(Float.floatToIntBits(2.5f)));
    }
    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      MemorySegment values = reader.slice(last);
      assertThat(values.byteSize()).isEqualTo(2_400_000_000L);
      assertThat(values.get(FLOAT, values.byteSize() - Float.BYTES)).isEqualTo(2.5f);
    }
  }

  @Test
  void aMissingOrDifferentTensorIsNamed() {
    try (SafetensorsReader reader = SafetensorsReader.open(write(temp.resolve("f"), Map.of()))) {
      assertThatThrownBy(() -> reader.read(TensorSpec.vector("v", 1)))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("f: has no tensor [v]");
      assertThatThrownBy(() -> reader.read(TensorSpec.matrix("w", 3, 2)))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("f: tensor [w] has shape [2, 3], expected [3, 2]");
    }
  }

  @Test
  void theWriterKeepsToWhatItDeclared() {
    Path file = temp.resolve("f");
    try (OutputFile out = OutputFile.create(file, file, ChecksumKind.SHA256, _ -> {})) {
      SafetensorsWriter writer = new SafetensorsWriter(out, Map.of(), List.of(W, B));
      assertThatThrownBy(() -> writer.write("w", W_VALUES, 0, 6))
          .hasMessage("tensor b has 0 of 2 values yet");
      assertThatThrownBy(() -> writer.write("b", W_VALUES, 0, 3))
          .hasMessage("b has 2 values, not 3");
      writer.write("b", B_VALUES, 0, 2);
      assertThatThrownBy(writer::finish).hasMessage("tensor w has 0 of 6 values yet");
    }
    assertThatThrownBy(() -> TensorSpec.matrix("w", 1 << 16, 1 << 15))
        .hasMessage("w of shape [65536, 32768] has more than 2147483647 elements");
  }

  private Path write(Path file, Map<String, String> metadata) {
    return write(file, metadata, Map.of(W, W_VALUES, B, B_VALUES));
  }

  private static Path write(
      Path file, Map<String, String> metadata, Map<TensorSpec, float[]> tensors) {
    try (OutputFile out = OutputFile.create(file, file, ChecksumKind.SHA256, _ -> {})) {
      SafetensorsWriter writer = new SafetensorsWriter(out, metadata, tensors.keySet());
      tensors.keySet().stream()
          .sorted(Comparator.comparing(TensorSpec::name))
          .forEach(
              spec -> writer.write(spec.name(), tensors.get(spec), 0, tensors.get(spec).length));
      writer.finish();
    }
    return file;
  }
}
