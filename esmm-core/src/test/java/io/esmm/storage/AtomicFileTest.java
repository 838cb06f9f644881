package io.esmm.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path temp;

  @Test
  void aFileAppearsAtTheCommit() throws IOException {
    Path target = temp.resolve("out/predictions.csv");
    try (AtomicFile file = AtomicFile.create(target)) {
      file.stream().write("a,b\n".getBytes(UTF_8));
      assertThat(target).doesNotExist();
      file.commit();
    }
    assertThat(target).hasContent("a,b\n");
    assertThat(SampleFolder.names(temp.resolve("out"))).containsExactly("predictions.csv");
  }

  @Test
  void withoutACommitTheOldFileStays() throws IOException {
    Path target = Files.writeString(temp.resolve("out.csv"), "old");
    try (AtomicFile file = AtomicFile.create(target)) {
      file.stream().write("half".getBytes(UTF_8));
    }
    assertThat(target).hasContent("old");
    assertThat(SampleFolder.names(temp)).containsExactly("out.csv");
  }

  @Test
  void aFileThatOtherCodeWritesKeepsItsExtension() throws IOException {
    Path target = temp.resolve("out.parquet");
    try (AtomicFile file = AtomicFile.create(target)) {
      assertThat(file.path().getFileName().toString()).endsWith(".parquet");
      Files.writeString(file.path(), "written elsewhere");
      file.commit();
    }
    assertThat(target).hasContent("written elsewhere");
  }

  @Test
  void aFolderIsNotReplacedByAFile() {
    assertThatThrownBy(() -> AtomicFile.create(temp))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("is a folder; it is not replaced by a file; name a file in it");
  }

  @Test
  void onlyOneRunWritesATarget() {
    Path target = temp.resolve("out.csv");
    try (AtomicFile first = AtomicFile.create(target)) {
      assertThatThrownBy(() -> AtomicFile.create(target))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("another run is writing here");
      first.stream().write(1);
      first.commit();
    }
    AtomicFile.write(target, new byte[2]);
    assertThat(target).hasSize(2);
  }

  @Test
  void aLinkIsKeptAndTheFileBehindItReplaced() throws IOException {
    Path real = Files.writeString(temp.resolve("real.csv"), "old");
    Path link = Files.createSymbolicLink(temp.resolve("out.csv"), real);
    AtomicFile.write(link, "new".getBytes(UTF_8));
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
  }

  @Test
  void aPipeIsWrittenDirectly() throws Exception {
    Path pipe = temp.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<String> reader =
        CompletableFuture.supplyAsync(() -> {
          try {
            return new String(Files.newInputStream(pipe).readAllBytes(), UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    AtomicFile.write(pipe, "through".getBytes(UTF_8));
    assertThat(reader.get()).isEqualTo("through");
  }

  @Test
  void aFullDiskIsNamed() {
    assertThatThrownBy(() -> AtomicFile.write(Path.of("/dev/full"), new byte[10]))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "/dev/full: cannot be written: no space left on its disk; free space there or choose"
                + " another place");
  }
}
