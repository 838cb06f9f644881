package io.esmm.storage;

import java.nio.file.Path;

/**
 * A single output file that appears whole or not at all; an existing file is replaced at the commit.
 * Something that is no regular file, such as {@code /dev/stdout}, is written directly.
 *
 * <pre>{@code
 * try (AtomicFile file = AtomicFile.create(out)) {
 *   file.stream().write(...);
 *   file.commit();
 * }
 * }</pre>
 */
public final class AtomicFile implements AutoCloseable {
  private final Path target;

  private AtomicFile(Path target) {
    this.target = target;
  }

  /** Begins a file and takes the lock on its name. */
  public static AtomicFile create(Path target) {
    throw new UnsupportedOperationException("" + target);
  }

  /** Writes a whole file. */
  public static void write(Path target, byte[] content) {
    throw new UnsupportedOperationException(target + "" + content.length);
  }

  /** The file's content. Use this or {@link #path}. */
  public OutputFile stream() {
    throw new UnsupportedOperationException();
  }

  /** A path that does not exist yet, for code that writes a file by itself. */
  public Path path() {
    return target;
  }

  /** Makes the target appear. */
  public void commit() {}

  /** Without a commit, leaves the target as it was. */
  @Override
  public void close() {}
}
