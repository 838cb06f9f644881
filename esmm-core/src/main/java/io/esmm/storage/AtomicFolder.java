package io.esmm.storage;

import java.nio.file.Path;

/**
 * An output folder that appears whole or not at all. Files are written into a hidden folder beside the
 * target; {@link #commit} writes the manifest, forces everything to the disk and renames. Without a
 * commit, {@link #close} leaves the target as it was and removes every trace.
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
 * between the two renames of a replacement, {@link StoredFolder#open} reads the old folder and the next
 * write puts it back. Files may be written by several threads, each file by one.
 */
public final class AtomicFolder implements AutoCloseable {
  private final Path target;

  private AtomicFolder(Path target) {
    this.target = target;
  }

  /**
   * Begins a folder and takes the lock on its name.
   *
   * @throws io.esmm.problem.ProblemException if the target must not be replaced, another run is writing
   *     it, or the storage fails
   */
  public static AtomicFolder create(Path target, FolderFormat format) {
    throw new UnsupportedOperationException(target + " " + format);
  }

  /** The folder being written: for code that needs a path, followed by {@link #add}. */
  public Path path() {
    return target;
  }

  /** A folder for intermediate files, on the same disk; it is gone after the commit. */
  public Path scratch() {
    return target;
  }

  /**
   * A new file. It must be closed before the commit; several may be open at once.
   *
   * @param name relative, segments separated by {@code /}; parent folders are created
   */
  public OutputFile newFile(String name, ChecksumKind kind) {
    throw new UnsupportedOperationException(name + kind);
  }

  /** Writes a small file. */
  public void write(String name, byte[] content) {
    throw new UnsupportedOperationException(name + content.length);
  }

  /** Adds a file that the caller wrote below {@link #path}; it is read to checksum it. */
  public void add(String name, ChecksumKind kind) {
    throw new UnsupportedOperationException(name + kind);
  }

  /** Adds a file that the caller wrote below {@link #path} and checksummed. */
  public void add(String name, Checksum checksum) {
    throw new UnsupportedOperationException(name + checksum);
  }

  /**
   * Makes the target appear. After an exception the target is as it was before; the one exception is an
   * old folder that cannot be removed after the new one took its place, and the message says so.
   */
  public void commit() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
