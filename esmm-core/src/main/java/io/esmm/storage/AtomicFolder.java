package io.esmm.storage;

import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;

/**
 * An output folder that appears whole or not at all. Files are written into a hidden folder beside
 * the target; {@link #commit} writes the manifest, forces everything to the disk and renames.
 * Without a commit, {@link #close} leaves the target as it was and removes every trace.
 *
 * <pre>{@code
 * try (AtomicFolder folder = AtomicFolder.create(Path.of("models/m"), format)) {
 *   folder.write("config.json", json);
 *   try (OutputFile out = folder.newFile("weights.safetensors", ChecksumKind.SHA256)) { ... }
 *   folder.commit();
 * }
 * }</pre>
 *
 * <p>An existing target is replaced only if it is empty or a folder of the same format that holds
 * nothing but its own files; this is checked at once and again at the commit. If the machine stops
 * between the two renames of a replacement, {@link StoredFolder#open} reads the old folder and the
 * next write puts it back. Files may be written by several threads, each file by one.
 */
public final class AtomicFolder implements AutoCloseable {
  private static final String SCRATCH = ".scratch";

  private final Workplace workplace;
  private final FolderFormat format;
  private final Map<String, ManifestEntry> entries = new HashMap<>();
  private final List<OutputFile> open = new ArrayList<>();
  private boolean ended;

  private AtomicFolder(Workplace workplace, FolderFormat format) {
    this.workplace = workplace;
    this.format = format;
  }

  /**
   * Begins a folder and takes the lock on its name.
   *
   * @throws ProblemException if the target must not be replaced, another run is writing it, or the
   *     storage fails
   */
  public static AtomicFolder create(Path target, FolderFormat format) {
    Workplace workplace = Workplace.claim(target);
    boolean created = false;
    try {
      Replacement.check(workplace.target(), format);
      Replacement.rehearse(workplace);
      Files.createDirectory(workplace.newOne());
      created = true;
      return new AtomicFolder(workplace, format);
    } catch (IOException e) {
      throw IoProblems.writing(workplace.target(), e);
    } finally {
      if (!created) {
        workplace.close();
      }
    }
  }

  /**
   * Removes what a run that died has left beside a folder that it had completed. Does nothing if
   * another run is writing there, or where nothing can be written.
   */
  public static void removeRemains(Path target) {
    try {
      Workplace.claim(target).close();
    } catch (ProblemException e) {
      // The next run that writes here will do it.
    }
  }

  /** The folder being written: for code that needs a path, followed by {@link #add}. */
  public Path path() {
    return workplace.newOne();
  }

  /** A folder for intermediate files, on the same disk; it is gone after the commit. */
  public Path scratch() {
    Path scratch = path().resolve(SCRATCH);
    try {
      return Files.createDirectories(scratch);
    } catch (IOException e) {
      throw IoProblems.writing(scratch, e);
    }
  }

  /**
   * A new file. It must be closed before the commit; several may be open at once.
   *
   * @param name relative, segments separated by {@code /}; parent folders are created
   */
  public synchronized OutputFile newFile(String name, ChecksumKind kind) {
    Path file = newPath(name);
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
    } catch (IOException e) {
      throw IoProblems.writing(shown(name), e);
    }
    OutputFile created = OutputFile.create(file, shown(name), kind, closed -> closed(name, closed));
    open.add(created);
    return created;
  }

  /** Writes a file whose content is in memory, with a SHA-256 checksum. */
  public void write(String name, byte[] content) {
    try (OutputFile file = newFile(name, ChecksumKind.SHA256)) {
      file.write(content);
    }
  }

  /** Adds a file that the caller wrote below {@link #path}; it is read to checksum it. */
  public void add(String name, ChecksumKind kind) {
    Path file = newPath(name);
    try {
      add(name, Checksummer.of(kind, file));
    } catch (IOException e) {
      throw IoProblems.reading(file, e);
    }
  }

  /** Adds a file that the caller wrote below {@link #path} and checksummed. */
  public synchronized void add(String name, Checksum checksum) {
    Path file = newPath(name);
    try {
      Disk.forceFile(file);
      entries.put(name, new ManifestEntry(name, Files.size(file), checksum));
    } catch (IOException e) {
      throw IoProblems.writing(shown(name), e);
    }
  }

  /**
   * Makes the target appear. After an exception the target is as it was before; the one exception
   * is an old folder that cannot be removed after the new one took its place, and the message says
   * so.
   */
  public synchronized void commit() {
    if (ended || !open.isEmpty()) {
      throw new IllegalStateException(
          ended
              ? "the folder was committed or closed before"
              : open.size() + " files are not closed");
    }
    try {
      Disk.deleteTree(path().resolve(SCRATCH));
      SortedSet<String> strangers = FolderListing.strangers(path(), entries.keySet(), 10);
      if (!strangers.isEmpty()) {
        throw new IllegalStateException("written, but never added: " + strangers);
      }
      writeManifest();
      Disk.forceFolders(path());
      Replacement.check(workplace.target(), format);
    } catch (IOException e) {
      throw IoProblems.writing(workplace.target(), e);
    }
    Replacement.replace(workplace);
    close();
  }

  /** Without a commit, leaves the target as it was. Closing again does nothing. */
  @Override
  public synchronized void close() {
    if (!ended) {
      ended = true;
      open.forEach(OutputFile::abandon);
      workplace.close();
    }
  }

  private void writeManifest() {
    byte[] text = ManifestText.write(new Manifest(format, List.copyOf(entries.values())));
    Path file = path().resolve(Manifest.FILE);
    try (OutputFile out =
        OutputFile.create(file, shown(Manifest.FILE), ChecksumKind.SHA256, _ -> {})) {
      out.write(text);
    }
  }

  private synchronized void closed(String name, OutputFile file) {
    open.remove(file);
    entries.put(name, new ManifestEntry(name, file.size(), file.checksum()));
  }

  private Path shown(String name) {
    return workplace.target().resolve(name);
  }

  private Path newPath(String name) {
    if (ended) {
      throw new IllegalStateException("the folder was committed or closed before");
    }
    if (!EntryName.isValid(name)) {
      throw new IllegalArgumentException("[" + name + "] is no name for a file; " + EntryName.RULE);
    }
    if (entries.containsKey(name)) {
      throw new IllegalArgumentException(name + " was written before");
    }
    return path().resolve(name);
  }
}
