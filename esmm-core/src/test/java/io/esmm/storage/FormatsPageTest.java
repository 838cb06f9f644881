package io.esmm.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/formats.md says about our files is true: its program reads them. */
class FormatsPageTest {
  private static final Path PAGE = Path.of("../docs/formats.md");

  @TempDir Path temp;

  @Test
  void theProgramOnThePageReadsAFolder() throws Exception {
    assumeTrue(hasPython(), "there is no python3 here");
    Path folder = temp.resolve("model");
    SampleFolder.prepare(folder, "m");
    assertThat(run("python3", "-c", program(), folder.toString()))
        .isEqualTo(
            """
            b [2] 0.5 -1.0
            w [2, 2] 3.000000645916e-39 3.4028234663852886e+38 -0.0 7.0
            """);
  }

  @Test
  void theManifestOnThePageHasTheFormThatIsWritten() throws IOException {
    Matcher example =
        Pattern.compile("```\n(\\{\n  \"format\".*?\n}\n)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(example.find()).isTrue();
    String digits = "0".repeat(64);
    String body =
        example
            .group(1)
            .replaceAll("[0-9a-f]{2}\\.\\.\\.64 digits\\.\\.\\.[0-9a-f]{2}", digits)
            .replace(",\n  \"manifestSha256\": \"" + digits + "\"\n}\n", "");
    String sum = Checksummer.of(ChecksumKind.SHA256, body.getBytes(UTF_8)).hex();
    byte[] text = (body + ",\n  \"manifestSha256\": \"" + sum + "\"\n}\n").getBytes(UTF_8);
    try {
      assertThat(ManifestText.read(text).files()).hasSize(2);
    } catch (ManifestText.Damaged e) {
      throw new AssertionError(e);
    }
  }

  private static String program() throws IOException {
    Matcher program =
        Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    assertThat(program.find()).isTrue();
    return program.group(1);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      run("python3", "--version");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
