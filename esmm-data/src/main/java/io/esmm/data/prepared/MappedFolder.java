package io.esmm.data.prepared;

import io.esmm.problem.ProblemException;
import io.esmm.storage.IoProblems;
import io.esmm.storage.StoredFolder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The files of a folder in the address space, until it is closed. Addresses are longs: a file may
 * exceed 2 GiB. Thread-safe.
 */
final class MappedFolder implements AutoCloseable {
  private final StoredFolder folder;
  private final Arena arena = Arena.ofShared();

  MappedFolder(StoredFolder folder) {
    this.folder = folder;
  }

  StoredFolder folder() {
    return folder;
  }

  /**
   * Maps a file of exactly this many values.
   *
   * @throws ProblemException if there is no such file or it is of another size
   */
  MemorySegment map(String name, long count, ValueLayout value) {
    Path file = folder.file(name);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (count != size / value.byteSize() || size % value.byteSize() != 0) {
        throw new ProblemException(
            file.toString(),
            "is " + size + " bytes long, expected " + count + " values of " + value.byteSize(),
            "prepare the data again");
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
    } catch (IOException e) {
      throw IoProblems.reading(file, e);
    }
  }

  /** Unmaps all files. Closing again does nothing. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
