package io.esmm.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esmm.storage.ManifestText.Damaged;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTextTest {
  private static final String HEX = "ab".repeat(32);
  private static final String HEAD =
      "{\n  \"format\": \"esmm-model\",\n  \"version\": 1,\n  \"since\": \"0.1.0\",\n";
  private static final String FILE_A =
      "    {\"path\": \"a\", \"size\": 5, \"sha256\": \"" + HEX + "\"}";
  private static final String FILE_B =
      "    {\"path\": \"b/c\", \"size\": 900719925474099123, \"crc32c\": \"0123abcd\"}";
  private static final String BODY = HEAD + "  \"files\": [\n" + FILE_A + ",\n" + FILE_B + "\n  ]";

  @Test
  void aManifestHasOneForm() throws Damaged {
    Manifest manifest =
        new Manifest(
            new FolderFormat("esmm-model", 1, "0.1.0"),
            List.of(
                new ManifestEntry(
                    "b/c", 900719925474099123L, new Checksum(ChecksumKind.CRC32C, "0123abcd")),
                new ManifestEntry("a", 5, new Checksum(ChecksumKind.SHA256, HEX))));
    assertThat(new String(ManifestText.write(manifest), UTF_8)).isEqualTo(signed(BODY));
    assertThat(ManifestText.read(signed(BODY).getBytes(UTF_8))).isEqualTo(manifest);
  }

  @Test
  void aManifestIsJson() throws IOException {
    JsonNode json = new ObjectMapper().readTree(signed(BODY));
    assertThat(json.at("/files/1/size").longValue()).isEqualTo(900719925474099123L);
    assertThat(json.at("/manifestSha256").textValue())
        .isEqualTo(Checksummer.of(ChecksumKind.SHA256, BODY.getBytes(UTF_8)).hex());
  }

  @Test
  void aManifestMayListNothing() throws Damaged {
    Manifest empty = new Manifest(new FolderFormat("esmm-model", 1, "0.1.0"), List.of());
    assertThat(ManifestText.read(ManifestText.write(empty))).isEqualTo(empty);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"version\": 1 -> \"version\": 0",
        "\"version\": 1 -> \"version\": 01",
        "\"version\": 1 -> \"version\": 1.0",
        "\"version\": 1 -> \"version\": 99999999999",
        "\"size\": 5 -> \"size\": -5",
        "\"size\": 5 -> \"size\": 9999999999999999999",
        "\"size\": 5 -> \"size\": 5, \"size\": 5",
        "\"a\" -> \"b/c\"",
        "\"a\" -> \"B/C\"",
        "\"a\" -> \"z\"",
        "\"a\" -> \"manifest.json\"",
        "\"a\" -> \"MANIFEST.JSON\"",
        "\"a\" -> \"..\"",
        "\"a\" -> \"a\\\\u0062\"",
        "\"sha256\" -> \"crc32c\"",
        "\"sha256\" -> \"md5\"",
        "0123abcd -> 0123ABCD",
        "\"path\": \"a\", \"size\": 5 -> \"size\": 5, \"path\": \"a\"",
        "esmm-model -> ESMM",
        "\"files\" -> \"file\"",
      })
  void anyOtherFormIsRefusedThoughItsChecksumFits(String change) {
    String[] fromTo = change.split(" -> ", 2);
    String changed = BODY.replaceFirst(Pattern.quote(fromTo[0]), fromTo[1]);
    assertThat(changed).isNotEqualTo(BODY);
    assertThatThrownBy(() -> ManifestText.read(signed(changed).getBytes(UTF_8)))
        .isInstanceOf(Damaged.class);
  }

  @Test
  void everyFlippedBitIsRefusedThoughItsChecksumFitsUnlessItIsAnotherManifest() {
    int accepted = 0;
    for (int bit = 0; bit < BODY.length() * 8; bit++) {
      byte[] flipped = BODY.getBytes(UTF_8);
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      byte[] text = signed(new String(flipped, UTF_8)).getBytes(UTF_8);
      try {
        assertThat(ManifestText.write(ManifestText.read(text))).isEqualTo(text);
        accepted++;
      } catch (Damaged e) {
        assertThat(e.reason()).isNotEmpty();
      }
    }
    assertThat(accepted).isLessThan(BODY.length() * 3);
  }

  @Test
  void moreFilesThanAllowedAreRefused() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i <= Manifest.MAX_FILES; i++) {
      lines.add("    {\"path\": \"f%05d\", \"size\": 0, \"crc32c\": \"00000000\"}".formatted(i));
    }
    String body = HEAD + "  \"files\": [\n" + String.join(",\n", lines) + "\n  ]";
    assertThatThrownBy(() -> ManifestText.read(signed(body).getBytes(UTF_8)))
        .hasMessage("it lists more than 20000 files");
  }

  private static String signed(String body) {
    String sum = Checksummer.of(ChecksumKind.SHA256, body.getBytes(UTF_8)).hex();
    return body + ",\n  \"manifestSha256\": \"" + sum + "\"\n}\n";
  }
}
