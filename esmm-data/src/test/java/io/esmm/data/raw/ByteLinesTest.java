package io.esmm.data.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteLinesTest {
  @TempDir Path folder;

  private List<String> lines(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("f"), content);
    List<String> lines = new ArrayList<>();
    try (ByteLines reader = ByteLines.open(file)) {
      while (reader.next()) {
        assertThat(reader.line()).isEqualTo(lines.size() + 1L);
        assertThat((char) content[(int) reader.position()])
            .isEqualTo(
                reader.text().isEmpty()
                    ? (char) content[(int) reader.position()]
                    : reader.text().charAt(0));
        lines.add(reader.text());
      }
      assertThat(reader.next()).isFalse();
    }
    return lines;
  }

  private List<String> lines(String content) throws IOException {
    return lines(content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void lastLineNeedsNoLineEnd() throws IOException {
    assertThat(lines("a\nb")).containsExactly("a", "b");
    assertThat(lines("a\nb\n")).containsExactly("a", "b");
    assertThat(lines("")).isEmpty();
    assertThat(lines("\n\nx")).containsExactly("", "", "x");
  }

  @Test
  void carriageReturnsBelongToTheLineEnd() throws IOException {
    assertThat(lines("a\r\nb\rc\r\n\r\nd\r")).containsExactly("a", "b\rc", "", "d");
  }

  @Test
  void linesOfAnyLengthEqualThoseOfTheLibrary() throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      int length = random.nextInt(10) == 0 ? random.nextInt(600_000) : random.nextInt(50);
      text.append("x".repeat(length)).append(i).append('\n');
    }
    assertThat(lines(text.toString())).isEqualTo(text.toString().lines().toList());
  }
}
