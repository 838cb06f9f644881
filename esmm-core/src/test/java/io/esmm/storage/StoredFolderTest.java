package io.esmm.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.storage.StoredFolder.Check;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFolderTest {
  private static final List<String> FILES =
      List.of("manifest.json", "config.json", "columns/m.bin", "weights.safetensors");

  @TempDir Path temp;
  private Path model;

  @BeforeEach
  void writeFolder() {
    model = temp.resolve("model");
    SampleFolder.write(model, "m", 5);
  }

  @Test
  void everyFlippedBitIsRejected() throws IOException {
    for (String name : FILES) {
      byte[] content = Files.readAllBytes(model.resolve(name));
      for (int bit = 0; bit < content.length * 8; bit++) {
        byte[] flipped = content.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(model.resolve(name), flipped);
        assertRejectedNaming(name, "bit " + bit);
      }
      Files.write(model.resolve(name), content);
    }
    SampleFolder.text(model);
  }

  @Test
  void everyTruncationIsRejected() throws IOException {
    for (String name : FILES) {
      byte[] content = Files.readAllBytes(model.resolve(name));
      for (int length = 0; length < content.length; length++) {
        Files.write(model.resolve(name), Arrays.copyOf(content, length));
        assertRejectedNaming(name, "length " + length);
      }
      Files.write(model.resolve(name), content);
    }
  }

  @Test
  void everyAppendedByteIsRejected() throws IOException {
    for (String name : FILES) {
      byte[] content = Files.readAllBytes(model.resolve(name));
      for (int appended = 0; appended < 256; appended++) {
        byte[] longer = Arrays.copyOf(content, content.length + 1);
        longer[content.length] = (byte) appended;
        Files.write(model.resolve(name), longer);
        assertRejectedNaming(name, "appended " + appended);
      }
      Files.write(model.resolve(name), content);
    }
  }

  @Test
  void swappedFilesAreRejected() throws IOException {
    try (AtomicFolder folder = AtomicFolder.create(temp.resolve("two"), SampleFolder.FORMAT)) {
      folder.write("a", new byte[] {1});
      folder.write("b", new byte[] {2});
      folder.commit();
    }
    Path two = temp.resolve("two");
    Files.move(two.resolve("a"), temp.resolve("a"));
    Files.move(two.resolve("b"), two.resolve("a"));
    Files.move(temp.resolve("a"), two.resolve("b"));
    assertThat(problems(two))
        .extracting(problem -> problem.where() + " " + problem.what().substring(0, 11))
        .containsExactly(two.resolve("a") + " was altered", two.resolve("b") + " was altered");
  }

  @Test
  void everythingWrongIsToldTogether() throws IOException {
    Files.delete(model.resolve("columns/m.bin"));
    Files.writeString(model.resolve("config.json"), "longer than it was");
    Files.writeString(model.resolve("notes.txt"), "new");
    assertThat(problems(model).stream().map(Problem::toString))
        .containsExactly(
            model.resolve("columns/m.bin")
                + ": is missing; restore the folder from a copy or write it again",
            model.resolve("config.json")
                + ": was extended: 18 bytes instead of 1; restore the folder from a copy or write"
                + " it again",
            model.resolve("notes.txt") + ": does not belong to the folder; remove it");
  }

  @Test
  void anUnknownFolderIsRejected() throws IOException {
    Files.createDirectories(model.resolve("columns/more/files"));
    assertThat(problems(model))
        .extracting(Problem::where)
        .containsExactly(model.resolve("columns/more").toString());
  }

  @Test
  void aPipeIsNotRead() throws Exception {
    Files.delete(model.resolve("config.json"));
    Process mkfifo = new ProcessBuilder("mkfifo", model.resolve("config.json").toString()).start();
    assertThat(mkfifo.waitFor()).isZero();
    assertThat(problems(model)).extracting(Problem::what).containsExactly("is not a regular file");
  }

  @Test
  void aManifestOfAnySizeIsRefusedUnread() throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(model.resolve("manifest.json").toFile(), "rw")) {
      file.setLength(1L << 40);
    }
    assertThat(problems(model))
        .extracting(Problem::what)
        .containsExactly("is damaged: it is longer than 8388608 bytes");
  }

  @Test
  void sizesAloneAreCheckedFast() throws IOException {
    Path column = model.resolve("columns/m.bin");
    byte[] content = Files.readAllBytes(column);
    content[0] = 1;
    Files.write(column, content);
    StoredFolder folder = StoredFolder.open(model, SampleFolder.FORMAT, Check.SIZES);
    assertThat(folder.has("columns/m.bin")).isTrue();
    assertThatThrownBy(() -> folder.read("columns/m.bin", 10_000))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("was altered: its content is not that of crc32c ");
  }

  @Test
  void aNewerVersionNamesTheReleaseThatReadsIt() {
    FolderFormat newer = new FolderFormat("esmm-sample", 3, "1.5.0");
    try (AtomicFolder folder = AtomicFolder.create(temp.resolve("newer"), newer)) {
      folder.commit();
    }
    assertThat(problems(temp.resolve("newer")))
        .containsExactly(
            new Problem(
                temp.resolve("newer").toString(),
                "esmm-sample version 3 is too new, needs version 1.5.0 of ESMM",
                "this release reads up to version 2: update it"));
  }

  @Test
  void anOlderVersionIsRead() {
    FolderFormat older = new FolderFormat("esmm-sample", 1, "0.1.0");
    try (AtomicFolder folder = AtomicFolder.create(temp.resolve("older"), older)) {
      folder.commit();
    }
    StoredFolder folder =
        StoredFolder.open(temp.resolve("older"), SampleFolder.FORMAT, Check.EVERYTHING);
    assertThat(folder.manifest().format()).isEqualTo(older);
  }

  @Test
  void otherThingsAreCalledByTheirNames() throws IOException {
    assertThat(problems(temp.resolve("nowhere")))
        .extracting(Problem::what)
        .containsExactly("there is no such folder");
    assertThat(problems(model.resolve("config.json")))
        .extracting(Problem::what)
        .containsExactly("is a file, not a folder");
    assertThat(problems(Files.createDirectory(temp.resolve("empty"))))
        .extracting(Problem::what)
        .containsExactly("is no esmm-sample folder: it has no manifest.json");
    assertThatThrownBy(
            () -> StoredFolder.open(model, new FolderFormat("esmm-model", 1, "1"), Check.SIZES))
        .hasMessageContaining("is an esmm-sample folder, not an esmm-model folder");
  }

  @Test
  void aFileThatTheManifestDoesNotListIsRefused() {
    StoredFolder folder = StoredFolder.open(model, SampleFolder.FORMAT, Check.EVERYTHING);
    assertThatThrownBy(() -> folder.file("../secret"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("manifest.json: does not list ../secret");
  }

  @Test
  void aFileLongerThanTheReaderAllowsIsNotRead() {
    StoredFolder folder = StoredFolder.open(model, SampleFolder.FORMAT, Check.EVERYTHING);
    assertThatThrownBy(() -> folder.read("columns/m.bin", 19))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("is 20 bytes long, more than the 19 allowed");
  }

  @Test
  void filesMayBeLinks() throws IOException {
    Path config = model.resolve("config.json");
    Files.move(config, temp.resolve("elsewhere"), StandardCopyOption.REPLACE_EXISTING);
    Files.createSymbolicLink(config, temp.resolve("elsewhere"));
    assertThat(SampleFolder.text(model)).isEqualTo("m");
    Files.writeString(temp.resolve("elsewhere"), "x");
    assertThat(problems(model)).hasSize(1);
  }

  @Test
  void theOldFolderIsReadWhenItsReplacementNeverArrived() throws IOException {
    Files.move(model, temp.resolve(".esmm-old.model"));
    assertThat(SampleFolder.text(model)).isEqualTo("m");
    Path link = Files.createSymbolicLink(temp.resolve("current"), model);
    assertThat(SampleFolder.text(link)).isEqualTo("m");
  }

  @Test
  void aManifestCannotLeadOutOfTheFolder() throws IOException {
    Files.writeString(temp.resolve("secret"), "x");
    for (String path : List.of("../secret", "/etc/passwd", "a/../../secret", ".hidden", "x//y")) {
      writeManifest(path);
      assertThat(problems(model))
          .as(path)
          .extracting(Problem::where)
          .containsExactly(model.resolve("manifest.json").toString());
    }
  }

  private void writeManifest(String path) throws IOException {
    String secret = Checksummer.of(ChecksumKind.SHA256, "x".getBytes(UTF_8)).hex();
    String body =
        "{\n  \"format\": \"esmm-sample\",\n  \"version\": 1,\n  \"since\": \"0.1.0\",\n"
            + "  \"files\": [\n    {\"path\": \""
            + path
            + "\", \"size\": 1, \"sha256\": \""
            + secret
            + "\"}\n  ]";
    String sum = Checksummer.of(ChecksumKind.SHA256, body.getBytes(UTF_8)).hex();
    Files.writeString(
        model.resolve("manifest.json"), body + ",\n  \"manifestSha256\": \"" + sum + "\"\n}\n");
  }

  private void assertRejectedNaming(String name, String change) {
    assertThat(problems(model))
        .as(change)
        .extracting(Problem::where)
        .containsExactly(model.resolve(name).toString());
  }

  private static List<Problem> problems(Path folder) {
    try {
      StoredFolder.open(folder, SampleFolder.FORMAT, Check.EVERYTHING);
    } catch (ProblemException e) {
      return e.problems();
    }
    throw new AssertionError(folder + " was accepted");
  }
}
