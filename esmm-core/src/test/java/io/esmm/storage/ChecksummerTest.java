package io.esmm.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksummerTest {
  @TempDir Path temp;

  @Test
  void publishedValuesAreMet() {
    byte[] digits = "123456789".getBytes(US_ASCII);
    assertThat(Checksummer.of(ChecksumKind.CRC32C, digits).hex()).isEqualTo("e3069283");
    assertThat(Checksummer.of(ChecksumKind.SHA256, "abc".getBytes(US_ASCII)).hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @ParameterizedTest
  @EnumSource(ChecksumKind.class)
  void aFileInPiecesHasTheChecksumOfItsBytes(ChecksumKind kind) throws IOException {
    byte[] content = new byte[700_001];
    new Random(5).nextBytes(content);
    Path file = Files.write(temp.resolve("f"), content);
    assertThat(Checksummer.of(kind, file)).isEqualTo(Checksummer.of(kind, content));
  }

  @Test
  void aChecksumHasTheDigitsOfItsKind() {
    assertThatThrownBy(() -> new Checksum(ChecksumKind.CRC32C, "E3069283"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Checksum(ChecksumKind.SHA256, "e3069283"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
