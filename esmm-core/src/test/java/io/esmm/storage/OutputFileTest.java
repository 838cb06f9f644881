package io.esmm.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  @TempDir Path temp;

  @Test
  void numbersAreLittleEndian() throws IOException {
    Path file = temp.resolve("f");
    try (OutputFile out = create(file)) {
      out.writeInt(0x01020304);
      out.writeLong(0x0102030405060708L);
      out.writeFloat(-0f);
      out.write(9);
    }
    assertThat(Files.readAllBytes(file))
        .isEqualTo(new byte[] {4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, (byte) 0x80, 9});
  }

  @Test
  void everyWayOfWritingGivesTheSameBytesWhateverTheBufferHolds() throws IOException {
    Random random = new Random(11);
    byte[] expected = new byte[500_000];
    random.nextBytes(expected);
    ByteBuffer source = ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN);
    OutputFile out = create(temp.resolve("f"));
    try (out) {
      while (source.hasRemaining()) {
        writeSome(source, out, random);
      }
      assertThat(out.size()).isEqualTo(expected.length);
    }
    assertThat(Files.readAllBytes(temp.resolve("f"))).isEqualTo(expected);
    assertThat(out.checksum()).isEqualTo(Checksummer.of(ChecksumKind.SHA256, expected));
  }

  private static void writeSome(ByteBuffer source, OutputFile out, Random random) {
    int count = Math.min(source.remaining(), random.nextInt(random.nextInt(10) == 0 ? 90_000 : 90));
    switch (count < 64 ? 0 : random.nextInt(5)) {
      case 0 -> {
        for (int i = 0; i < count; i++) {
          out.write(source.get());
        }
      }
      case 1 -> {
        ByteBuffer piece = source.slice(source.position(), count);
        out.write(piece);
        assertThat(piece.hasRemaining()).isFalse();
        source.position(source.position() + count);
      }
      case 2 -> {
        byte[] piece = new byte[count + 7];
        source.get(piece, 3, count);
        out.write(piece, 3, count);
      }
      case 3 -> {
        int[] ints = new int[count / 4 + 1];
        source.asIntBuffer().get(ints, 1, count / 4);
        out.writeInts(ints, 1, count / 4);
        source.position(source.position() + count / 4 * 4);
      }
      default -> out.writeLong(source.getLong());
    }
  }

  private static OutputFile create(Path file) {
    return OutputFile.create(file, file, ChecksumKind.SHA256, _ -> {});
  }
}
