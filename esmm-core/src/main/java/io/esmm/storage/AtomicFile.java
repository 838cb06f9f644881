package io.esmm.storage;

import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A single output file that appears whole or not at all; an existing file is replaced at the
 * commit. Something that is no regular file, such as {@code /dev/stdout}, is written directly.
 *
 * <pre>{@code
 * try (AtomicFile file = AtomicFile.create(out)) {
 *   file.stream().write(...);
 *   file.commit();
 * }
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class AtomicFile implements AutoCloseable {
  private final Path target;

  /** Absent for a device. */
  private final @Nullable Workplace workplace;

  private @Nullable OutputFile stream;
  private boolean ended;

  private AtomicFile(Path target, @Nullable Workplace workplace) {
    this.target = target;
    this.workplace = workplace;
  }

  /**
   * Begins a file and takes the lock on its name.
   *
   * @throws io.esmm.problem.ProblemException if the target is a folder, another run is writing it,
   *     or the storage fails
   */
  public static AtomicFile create(Path target) {
    if (Files.isDirectory(target)) {
      throw new ProblemException(
          target.toString(), "is a folder; it is not replaced by a file", "name a file in it");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      return new AtomicFile(target, null);
    }
    Workplace workplace = Workplace.claim(target);
    return new AtomicFile(workplace.target(), workplace);
  }

  /**
   * Writes a whole file. A regular file appears with all of this content, or what was there stays.
   *
   * @throws io.esmm.problem.ProblemException if it cannot be written
   */
  public static void write(Path target, byte[] content) {
    try (AtomicFile file = create(target)) {
      file.stream().write(content);
      file.commit();
    }
  }

  /** The file's content. Use this or {@link #path}. */
  public OutputFile stream() {
    if (ended) {
      throw new IllegalStateException(target + " was committed or closed before");
    }
    OutputFile out = stream;
    if (out == null) {
      out =
          workplace == null
              ? OutputFile.into(target)
              : OutputFile.create(workplace.newOne(), target, ChecksumKind.CRC32C, _ -> {});
      stream = out;
    }
    return out;
  }

  /**
   * A path that does not exist yet, for code that writes a file by itself; the device, if the
   * target is one.
   */
  public Path path() {
    return workplace == null ? target : workplace.newOne();
  }

  /**
   * Makes the target appear. After an exception the target is as it was before or, if the new one
   * was in its place already, new and whole.
   */
  public void commit() {
    if (ended) {
      throw new IllegalStateException(target + " was committed or closed before");
    }
    if (stream != null) {
      stream.close();
      if (!stream.isComplete()) {
        throw new IllegalStateException(target + " could not be written, and is not committed");
      }
    }
    if (workplace != null) {
      try {
        if (stream == null) {
          Disk.forceFile(workplace.newOne());
        }
        Disk.move(workplace.newOne(), workplace.target());
        workplace.forceParents();
      } catch (IOException e) {
        throw IoProblems.writing(target, e);
      }
    }
    close();
  }

  /** Without a commit, leaves the target as it was. Closing again does nothing. */
  @Override
  public void close() {
    if (ended) {
      return;
    }
    ended = true;
    if (stream != null) {
      stream.abandon();
    }
    if (workplace != null) {
      workplace.close();
    }
  }
}
