package io.esmm.storage;

import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that was written by {@link AtomicFolder} and found unharmed. Immutable. */
public final class StoredFolder {
  /** How much of a folder is read before it is believed. */
  public enum Check {
    /** Every byte, against the checksums. */
    EVERYTHING,
    /** Names and sizes; for prepared sets that are too big to be read twice. */
    SIZES
  }

  private final Path path;
  private final String identity;
  private final Manifest manifest;

  StoredFolder(Path path, String identity, Manifest manifest) {
    this.path = path;
    this.identity = identity;
    this.manifest = manifest;
  }

  /**
   * Verifies a folder. Files that are missing, shorter, longer, altered or not in the manifest are
   * reported together; a newer version is refused with the release that reads it.
   *
   * @param folder as the user named it
   * @param supported the format expected, with the newest version that the caller reads
   * @throws io.esmm.problem.ProblemException naming every file that is wrong
   */
  public static StoredFolder open(Path folder, FolderFormat supported, Check check) {
    return FolderVerification.open(folder, supported, check);
  }

  /** The folder on the disk. */
  public Path path() {
    return path;
  }

  /** What it holds; {@code manifest().format().version()} is the version it was written in. */
  public Manifest manifest() {
    return manifest;
  }

  /** Whether there is such a file. */
  public boolean has(String name) {
    return manifest.entry(name).isPresent();
  }

  /**
   * The path of a file in the folder.
   *
   * @throws io.esmm.problem.ProblemException if the manifest does not list it
   */
  public Path file(String name) {
    return path.resolve(entry(name).path());
  }

  /**
   * The content of a small file. It is checked against its checksum again, whatever was checked
   * before.
   *
   * @throws io.esmm.problem.ProblemException if there is none or it is longer than {@code limit}
   */
  public byte[] read(String name, int limit) {
    ManifestEntry entry = entry(name);
    Path file = path.resolve(name);
    if (entry.size() > limit) {
      throw new ProblemException(
          file.toString(),
          "is " + entry.size() + " bytes long, more than the " + limit + " allowed",
          FolderVerification.REMEDY);
    }
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes((int) entry.size() + 1);
    } catch (IOException e) {
      throw IoProblems.reading(file, e);
    }
    if (content.length != entry.size()
        || !Checksummer.of(entry.checksum().kind(), content).equals(entry.checksum())) {
      Problem altered = FolderVerification.altered(file, entry);
      throw new ProblemException(altered.where(), altered.what(), altered.remedy());
    }
    return content;
  }

  /**
   * Call it after the last file was opened: all of them belong to the folder that was verified.
   *
   * @throws io.esmm.problem.ProblemException if another folder took its place in the meantime
   */
  public void requireUnchanged() {
    if (!FolderVerification.identity(path).equals(identity)) {
      throw new ProblemException(
          path.toString(), "was replaced while it was read", "read it again");
    }
  }

  private ManifestEntry entry(String name) {
    return manifest
        .entry(name)
        .orElseThrow(() ->
            new ProblemException(
                path.resolve(Manifest.FILE).toString(),
                "does not list " + name,
                FolderVerification.REMEDY));
  }
}
