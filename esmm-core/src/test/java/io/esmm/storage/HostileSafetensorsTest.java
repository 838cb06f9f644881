package io.esmm.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that no manifest vouches for: each is refused with a section and a reason, or harmless. */
class HostileSafetensorsTest {
  private static final String B = "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";
  private static final String W = "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}";

  @TempDir Path temp;

  @Test
  void aHeaderOfOurOwnIsAccepted() throws IOException {
    try (SafetensorsReader reader = open("{" + B + "," + W + "}", 16)) {
      assertThat(reader.tensors()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "[2],\"data_offsets\":[0,8]|[3],\"data_offsets\":[0,12]|tensor w: its data starts at 8",
        "\"F32\"|\"F64\"|tensor b: its dtype is [F64], not F32",
        "\"F32\"|\"f32\"|tensor b: its dtype is [f32], not F32",
        "\"dtype\":\"F32\",||tensor b: its dtype is [], not F32",
        "\"shape\":[2],||tensor b: it lacks a shape or a pair of data_offsets",
        "[0,8]|[0]|tensor b: it lacks a shape or a pair of data_offsets",
        "[0,8]|[0,8,8]|tensor b: it has a negative number or too many numbers",
        "[0,8]|[-8,0]|tensor b: it has a negative number or too many numbers",
        "[0,8]|[8,0]|tensor b: its data_offsets [8, 0] do not span the 8 bytes",
        "[0,8]|[0,9]|tensor b: its data_offsets [0, 9] do not span the 8 bytes",
        "[0,8]|[4,12]|tensor b: its data starts at 4 where 0 is the next free byte",
        "[0,8]|[8,16]|tensor b: its data starts at 8 where 0 is the next free byte",
        "[0,8]|[0,9223372036854775807]|tensor b: its data_offsets",
        "[0,8]|[9223372036854775807,8]|tensor b: its data_offsets",
        "[0,8]|[0,9223372036854775808]|header: its JSON is wrong at byte",
        "[0,8]|[0,8.0]|header: expected a whole number in tensor b",
        "[0,8]|[0,1e400000000]|header: expected a whole number in tensor b",
        "[0,8]|[0,\"8\"]|header: expected a whole number in tensor b",
        "[0,8]|8|header: expected a list of numbers in tensor b",
        "[2]|[2,0]|tensor b: its data_offsets [0, 8] do not span the 0 bytes",
        "[2]|[-2]|tensor b: it has a negative number",
        "[2]|[65536,65536]|tensor b: its shape [65536, 65536] is impossible",
        "[2]|[4294967296,4294967296,0]|tensor b: its shape",
        "[2]|[1,1,1,1,1,1,1,1,2]|tensor b: it has a negative number or too many numbers",
        "\"b\"|\"w\"|header: its JSON is wrong at byte",
        "\"b\"|\"\"|tensor : its shape [2] is impossible",
        "\"shape\"|\"shap\"|tensor b: it has an unknown property [shap]",
        "\"shape\":[2]|\"shape\":[2],\"shape\":[2]|header: its JSON is wrong at byte",
        "\"b\":{|\"b\":[{|header: expected an object for b",
        "{\"b\"|{\"__metadata__\":{\"k\":1},\"b\"|header: expected a text for metadata k",
        "{\"b\"|{\"__metadata__\":{\"k\":\"1\",\"k\":\"1\"},\"b\"|header: its JSON is wrong at byte",
        "{\"b\"|{\"__metadata__\":{},\"__metadata__\":{},\"b\"|header: its JSON is wrong at byte",
        "{\"b\"|{\"__metadata__\":[],\"b\"|header: expected an object for __metadata__",
        "{\"b\"|[{\"b\"|header: it is not a JSON object padded with spaces",
        "}}|}}{}|header: something follows its JSON object",
        "}}|}|header: its JSON is wrong at byte",
      })
  void aHeaderThatLiesIsRefused(String from, String to, String reason) throws IOException {
    String honest = "{" + B + "," + W + "}";
    String lie =
        honest.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to == null ? "" : to));
    assertThat(lie).isNotEqualTo(honest);
    assertRefused(file(lie, 16), reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 15, 17, 24, 4096})
  void dataOfAnotherLengthIsRefused(int dataBytes) throws IOException {
    assertRefused(
        file("{" + B + "," + W + "}", dataBytes),
        "data: the tensors span 16 bytes, the file has " + dataBytes);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, 1000})
  void aHeaderLongerThanTheFileIsRefused(long claimed) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN).putLong(claimed);
    assertRefused(
        Files.write(temp.resolve("f"), bytes.array()),
        "length: it claims a header of " + Long.toUnsignedString(claimed) + " bytes");
  }

  @Test
  void aHugeHeaderIsRefusedUnread() throws IOException {
    Path file = temp.resolve("f");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(1L << 36).array());
      sparse.setLength(1L << 37);
    }
    assertRefused(file, "length: it claims a header of 68719476736 bytes, more than the 4194304");
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    String deep = "{\"a\":" + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}";
    assertRefused(file(deep, 0), "header: expected an object for a");
    String inside = "{\"a\":{\"shape\":" + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}}";
    assertRefused(file(inside, 0), "header: ");
  }

  @Test
  void manyTensorsAreRefused() throws IOException {
    StringBuilder many = new StringBuilder("{");
    for (int i = 0; i < 40_000; i++) {
      many.append("\"" + i + "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},");
    }
    many.setCharAt(many.length() - 1, '}');
    assertRefused(file(many.toString(), 0), "header: it has more than 20000 tensors");
  }

  @Test
  void textThatIsNotUtf8IsRefused() throws IOException {
    byte[] header = ("{" + B + "," + W + "}").getBytes(UTF_8);
    header[2] = (byte) 0xff;
    assertRefused(file(header, 16), "header: it is not UTF-8");
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file("{" + B + "," + W + "}", 16));
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Files.write(temp.resolve("f"), Arrays.copyOf(whole, length)), "");
    }
  }

  @Test
  void everyFlippedBitOfTheHeadIsRefusedOrHarmless() throws IOException {
    byte[] whole = Files.readAllBytes(sample());
    int head = 8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    for (int bit = 0; bit < head * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefusedOrHarmless(flipped);
    }
  }

  @Test
  void randomMutationsAreRefusedOrHarmless() throws IOException {
    byte[] whole = Files.readAllBytes(sample());
    Random random = new Random(2026);
    for (int i = 0; i < 1_000; i++) {
      byte[] mutated = whole.clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        int at = random.nextInt(mutated.length);
        switch (random.nextInt(3)) {
          case 0 -> mutated[at] = (byte) random.nextInt();
          case 1 -> mutated[at] = mutated[random.nextInt(mutated.length)];
          default -> mutated = Arrays.copyOf(mutated, Math.max(1, at));
        }
      }
      assertRefusedOrHarmless(mutated);
    }
  }

  private Path sample() {
    Path file = temp.resolve("sample");
    try (OutputFile out = OutputFile.create(file, file, ChecksumKind.SHA256, _ -> {})) {
      SafetensorsWriter writer =
          new SafetensorsWriter(
              out,
              Map.of("model", "m"),
              List.of(TensorSpec.matrix("w", 3, 2), TensorSpec.vector("b", 2)));
      writer.write("b", new float[2], 0, 2);
      writer.write("w", new float[6], 0, 6);
      writer.finish();
    }
    return file;
  }

  private void assertRefusedOrHarmless(byte[] content) throws IOException {
    Path file = Files.write(temp.resolve("f"), content);
    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      long floats = 0;
      for (TensorSpec tensor : reader.tensors()) {
        floats += reader.read(tensor).length;
      }
      assertThat(floats).isLessThan(content.length / 4);
    } catch (ProblemException e) {
      assertThat(e.problems()).hasSize(1);
      assertThat(e).hasMessageStartingWith(file + ": is no usable safetensors file, ");
    }
  }

  private SafetensorsReader open(String header, int dataBytes) throws IOException {
    return SafetensorsReader.open(file(header, dataBytes));
  }

  private Path file(String header, int dataBytes) throws IOException {
    return file(header.getBytes(UTF_8), dataBytes);
  }

  private Path file(byte[] header, int dataBytes) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    return Files.write(temp.resolve("f"), bytes.array());
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> SafetensorsReader.open(file).close())
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith(file + ": is no usable safetensors file, " + reason);
  }
}
