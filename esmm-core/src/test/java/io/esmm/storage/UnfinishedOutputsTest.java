package io.esmm.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedOutputsTest {
  private static final FolderFormat FORMAT = new FolderFormat("esmm-example", 1, "0.1.0");
  private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path parent;

  @Test
  void removingThemLeavesNoTraceAndNothingToCommit() {
    AtomicFolder folder = AtomicFolder.create(parent.resolve("deep/model"), FORMAT);
    folder.write("a.txt", TEXT);
    AtomicFile file = AtomicFile.create(parent.resolve("scores.csv"));
    file.stream().write(TEXT);

    UnfinishedOutputs.remove();

    assertThat(parent).isEmptyDirectory();
    assertThatThrownBy(file::commit).isInstanceOf(ProblemException.class);
    assertThatThrownBy(folder::commit).isInstanceOf(ProblemException.class);
    folder.close();
    file.close();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void whatWasThereBeforeStays() throws IOException {
    Path target = parent.resolve("scores.csv");
    AtomicFile.write(target, TEXT);
    try (AtomicFile file = AtomicFile.create(target)) {
      file.stream().write(0);
      UnfinishedOutputs.remove();
    }
    assertThat(Files.readAllBytes(target)).isEqualTo(TEXT);
    assertThat(parent).isDirectoryNotContaining("glob:**.esmm-*");
    AtomicFile.write(target, TEXT);
  }
}
