package io.esmm.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.problem.ProblemException;
import io.esmm.storage.StoredFolder.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {
  private static final FolderFormat FORMAT = new FolderFormat("esmm-test", 1, "0.1.0");

  @TempDir Path temp;

  @Test
  void aCommittedFolderHoldsWhatWasWritten() throws IOException {
    Path target = temp.resolve("models/first");
    try (AtomicFolder folder = AtomicFolder.create(target, FORMAT)) {
      folder.write("config.json", "{}".getBytes(UTF_8));
      try (OutputFile out = folder.newFile("columns/0.bin", ChecksumKind.CRC32C)) {
        out.writeInts(new int[] {1, 2, 3}, 1, 2);
      }
      folder.commit();
    }
    StoredFolder stored = StoredFolder.open(target, FORMAT, Check.EVERYTHING);
    assertThat(stored.read("config.json", 10)).isEqualTo("{}".getBytes(UTF_8));
    assertThat(Files.readAllBytes(stored.file("columns/0.bin")))
        .isEqualTo(new byte[] {2, 0, 0, 0, 3, 0, 0, 0});
    assertThat(names(temp.resolve("models"))).containsExactly("first");
  }

  @Test
  void nothingIsLeftWithoutACommit() throws IOException {
    try (AtomicFolder folder = AtomicFolder.create(temp.resolve("a/b/model"), FORMAT)) {
      folder.write("config.json", new byte[3]);
      OutputFile unfinished = folder.newFile("weights", ChecksumKind.SHA256);
      unfinished.write(1);
    }
    assertThat(names(temp)).isEmpty();
  }

  @Test
  void aFolderOfTheSameFormatIsReplaced() {
    Path target = temp.resolve("model");
    write(target, FORMAT, "old.json", "old");
    write(target, FORMAT, "new.json", "new");
    StoredFolder stored = StoredFolder.open(target, FORMAT, Check.EVERYTHING);
    assertThat(stored.manifest().files())
        .extracting(ManifestEntry::path)
        .containsExactly("new.json");
    assertThat(names(temp)).containsExactly("model");
  }

  @Test
  void theOldFolderIsReadableUntilTheCommit() {
    Path target = temp.resolve("model");
    write(target, FORMAT, "file", "old");
    try (AtomicFolder folder = AtomicFolder.create(target, FORMAT)) {
      folder.write("file", "new".getBytes(UTF_8));
      assertThat(read(target, "file")).isEqualTo("old");
      folder.commit();
      assertThat(read(target, "file")).isEqualTo("new");
    }
  }

  @Test
  void aReaderNeverSeesHalfAReplacement() throws Exception {
    Path target = temp.resolve("model");
    SampleFolder.prepare(target, "m0");
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(() -> {
          try {
            for (int i = 1; i <= 30; i++) {
              SampleFolder.prepare(target, "m" + i);
            }
          } finally {
            done.set(true);
          }
        });
    while (!done.get()) {
      StoredFolder folder = StoredFolder.open(target, SampleFolder.FORMAT, Check.EVERYTHING);
      assertThat(folder.manifest().files()).hasSize(3);
    }
    writer.get();
    assertThat(SampleFolder.text(target)).isEqualTo("m30");
  }

  @Test
  void aFolderThatWasReplacedSaysSo() {
    Path target = temp.resolve("model");
    write(target, FORMAT, "file", "old");
    StoredFolder folder = StoredFolder.open(target, FORMAT, Check.EVERYTHING);
    folder.requireUnchanged();
    write(target, FORMAT, "file", "new");
    assertThatThrownBy(folder::requireUnchanged)
        .isInstanceOf(ProblemException.class)
        .hasMessage(target + ": was replaced while it was read; read it again");
  }

  @Test
  void anEmptyFolderIsReplaced() throws IOException {
    Path target = Files.createDirectory(temp.resolve("model"));
    write(target, FORMAT, "file", "new");
    assertThat(read(target, "file")).isEqualTo("new");
  }

  @Test
  void aFolderWithoutAManifestIsNotReplaced() throws IOException {
    Path target = Files.createDirectory(temp.resolve("thesis"));
    Files.writeString(target.resolve("chapter1.txt"), "years of work");
    assertRefused(target, "holds files, but no esmm-test: it is not replaced");
    assertThat(names(target)).containsExactly("chapter1.txt");
  }

  @Test
  void aFolderOfAnotherFormatIsNotReplaced() {
    Path target = temp.resolve("prepared");
    write(target, new FolderFormat("esmm-other", 1, "0.1.0"), "file", "other");
    assertRefused(target, "is an esmm-other folder, not an esmm-test folder");
  }

  @Test
  void aFolderWithAForeignFileIsNotReplaced() throws IOException {
    Path target = temp.resolve("model");
    write(target, FORMAT, "file", "old");
    Files.writeString(target.resolve("notes.txt"), "do not lose");
    assertRefused(target, "holds [notes.txt], which is not of the esmm-test there");
    assertThat(target.resolve("notes.txt")).hasContent("do not lose");
  }

  @Test
  void aForeignFileThatAppearsMeanwhileStopsTheCommit() throws IOException {
    Path target = temp.resolve("model");
    write(target, FORMAT, "file", "old");
    try (AtomicFolder folder = AtomicFolder.create(target, FORMAT)) {
      folder.write("file", "new".getBytes(UTF_8));
      Files.writeString(target.resolve("notes.txt"), "do not lose");
      assertThatThrownBy(folder::commit).isInstanceOf(ProblemException.class);
    }
    assertThat(names(temp)).containsExactly("model");
    assertThat(names(target)).containsExactly("file", "manifest.json", "notes.txt");
  }

  @Test
  void aFileIsNotReplacedByAFolder() throws IOException {
    assertRefused(Files.writeString(temp.resolve("model"), "x"), "is a file");
  }

  @Test
  void aFolderThatIsADamagedOneOfOursIsReplaced() throws IOException {
    Path target = temp.resolve("model");
    write(target, FORMAT, "file", "old");
    Files.writeString(target.resolve("file"), "damaged");
    write(target, FORMAT, "file", "new");
    assertThat(read(target, "file")).isEqualTo("new");
  }

  @Test
  void onlyOneRunWritesATarget() {
    Path target = temp.resolve("model");
    try (AtomicFolder first = AtomicFolder.create(target, FORMAT)) {
      assertRefused(target, "another run is writing here");
      assertRefused(temp.resolve("./model"), "another run is writing here");
      first.write("file", "first".getBytes(UTF_8));
      first.commit();
    }
    assertThat(read(target, "file")).isEqualTo("first");
  }

  @Test
  void theTargetMayBeALink() throws IOException {
    Path real = temp.resolve("disk2/model");
    Path link = Files.createSymbolicLink(temp.resolve("model"), real);
    write(link, FORMAT, "file", "first");
    write(link, FORMAT, "file", "second");
    assertThat(link).isSymbolicLink();
    assertThat(read(real, "file")).isEqualTo("second");
    assertThat(names(temp.resolve("disk2"))).containsExactly("model");
  }

  @Test
  void scratchFilesAreGoneAfterTheCommit() throws IOException {
    Path target = temp.resolve("prepared");
    try (AtomicFolder folder = AtomicFolder.create(target, FORMAT)) {
      Files.writeString(folder.scratch().resolve("join.bin"), "intermediate");
      folder.commit();
    }
    assertThat(names(target)).containsExactly("manifest.json");
  }

  @Test
  void filesWrittenByOthersAreAdded() throws IOException {
    Path target = temp.resolve("prepared");
    try (AtomicFolder folder = AtomicFolder.create(target, FORMAT)) {
      Files.writeString(folder.path().resolve("one"), "1");
      Files.writeString(folder.path().resolve("two"), "2");
      folder.add("one", ChecksumKind.SHA256);
      folder.add("two", Checksummer.of(ChecksumKind.CRC32C, "2".getBytes(UTF_8)));
      folder.commit();
    }
    assertThat(read(target, "one") + read(target, "two")).isEqualTo("12");
  }

  @Test
  void aFileThatWasNeverAddedOrNeverClosedStopsTheCommit() throws IOException {
    try (AtomicFolder folder = AtomicFolder.create(temp.resolve("model"), FORMAT)) {
      OutputFile open = folder.newFile("open", ChecksumKind.SHA256);
      assertThatThrownBy(folder::commit).hasMessage("1 files are not closed");
      open.close();
      Files.writeString(folder.path().resolve("stray"), "1");
      assertThatThrownBy(folder::commit).hasMessage("written, but never added: [stray]");
    }
    assertThat(names(temp)).isEmpty();
  }

  @Test
  void namesThatLeadElsewhereAreRefused() {
    try (AtomicFolder folder = AtomicFolder.create(temp.resolve("model"), FORMAT)) {
      for (String name :
          List.of("../x", "/x", "a/../../x", "a//b", ".hidden", "a\\b", "", "manifest.json")) {
        assertThatThrownBy(() -> folder.write(name, new byte[1]))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void equalContentGivesAnEqualManifest() throws IOException {
    for (String name : List.of("a", "b")) {
      try (AtomicFolder folder = AtomicFolder.create(temp.resolve(name), FORMAT)) {
        folder.write(name.equals("a") ? "1" : "2", new byte[] {7});
        folder.write(name.equals("a") ? "2" : "1", new byte[] {7});
        folder.commit();
      }
    }
    assertThat(temp.resolve("a/manifest.json"))
        .hasSameBinaryContentAs(temp.resolve("b/manifest.json"));
  }

  private void assertRefused(Path target, String message) {
    assertThatThrownBy(() -> AtomicFolder.create(target, FORMAT))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(message);
  }

  private static void write(Path target, FolderFormat format, String name, String content) {
    try (AtomicFolder folder = AtomicFolder.create(target, format)) {
      folder.write(name, content.getBytes(UTF_8));
      folder.commit();
    }
  }

  private static String read(Path target, String name) {
    return new String(StoredFolder.open(target, FORMAT, Check.EVERYTHING).read(name, 1000), UTF_8);
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
