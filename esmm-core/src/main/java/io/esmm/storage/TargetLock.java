package io.esmm.storage;

import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock on a name, held by one run, and lost when that run dies. The lock is the operating
 * system's, on a file that is removed again.
 */
final class TargetLock implements AutoCloseable {
  /**
   * The locks of this process. Operating systems keep file locks for the process as a whole:
   * opening and closing the file a second time would let go of the first lock.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private TargetLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock, or says that somebody else has it. */
  static TargetLock take(Path file, Path target) throws IOException {
    if (!HELD.add(file)) {
      throw busy(target);
    }
    boolean taken = false;
    try {
      while (true) {
        FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        try {
          taken = lock(channel, file, target);
          if (taken) {
            return new TargetLock(file, channel);
          }
        } finally {
          if (!taken) {
            channel.close();
          }
        }
      }
    } finally {
      if (!taken) {
        HELD.remove(file);
      }
    }
  }

  /**
   * Locks what was opened and makes sure that it still is what the name stands for: the run before
   * may have removed the name between the two, and the next one may have created it anew.
   */
  private static boolean lock(FileChannel channel, Path file, Path target) throws IOException {
    try {
      // A byte behind the content: where locks are mandatory, the content must stay readable.
      if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) == null) {
        throw busy(target);
      }
    } catch (OverlappingFileLockException e) {
      throw busy(target);
    }
    String token = UUID.randomUUID().toString();
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(token.getBytes(StandardCharsets.US_ASCII)), 0);
      return token.equals(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Removes the file and lets go. If that fails, the next run takes over an unlocked file. */
  @Override
  public void close() {
    try {
      Disk.tryTwice(() -> Files.deleteIfExists(file));
    } finally {
      Disk.tryTwice(channel::close);
      HELD.remove(file);
    }
  }

  private static ProblemException busy(Path target) {
    return new ProblemException(
        target.toString(), "another run is writing here", "wait for it or choose another place");
  }
}
