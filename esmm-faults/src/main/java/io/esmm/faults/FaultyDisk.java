package io.esmm.faults;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The disk of this machine, on which one change of what is written fails, or the process dies
 * there. Code under test is handed a path of it and knows nothing else:
 *
 * <pre>{@code
 * FaultyDisk disk = FaultyDisk.failing(Fault.NO_SPACE, 7);
 * AtomicFile.write(disk.path(temp.resolve("out.csv")), content);
 * }</pre>
 *
 * <p>Opening for writing, each write, force, rename, deletion and creation of a folder is one
 * change. Forcing costs no time here, so this is also a fast disk. Thread-safe.
 */
public final class FaultyDisk {
  /** What is told where a process waits to be killed: this, the change, "of", the path. */
  public static final String PAUSED = "paused at ";

  private final Trouble trouble;
  private final FailingFileSystem disk;

  private FaultyDisk(Trouble.Event event, long change) {
    this.trouble = new Trouble(event, change);
    this.disk = new FailingFileSystem(trouble);
  }

  /** A disk that works; {@link #die} may still be asked of it. */
  public static FaultyDisk sound() {
    return failing(Fault.IO_ERROR, Long.MAX_VALUE);
  }

  /**
   * A disk on which one change fails.
   *
   * @param change which one, from 1, of those that the fault concerns
   */
  public static FaultyDisk failing(Fault fault, long change) {
    return new FaultyDisk(new Trouble.Event.Failure(fault), change);
  }

  /**
   * A disk at whose change the process dies: it throws an error that {@link #isDeath} knows,
   * whatever it tries from then on.
   */
  public static FaultyDisk deadly(long change) {
    return new FaultyDisk(new Trouble.Event.Death(), change);
  }

  /**
   * A disk at whose change the process waits to be killed from outside.
   *
   * @param told gets the line that begins with {@link #PAUSED}
   */
  public static FaultyDisk pausing(long change, Consumer<String> told) {
    return new FaultyDisk(new Trouble.Event.Pause(told), change);
  }

  /** The same place, seen through this disk. */
  public Path path(Path real) {
    return disk.path(real);
  }

  /** What names are turned into paths by: for programs that are handed names. */
  public FileSystem fileSystem() {
    return disk;
  }

  /** Whether it came to that change. */
  public boolean happened() {
    return trouble.happened();
  }

  /** Whether this is how a process sees its own death. */
  public static boolean isDeath(Throwable thrown) {
    return thrown instanceof Trouble.Killed;
  }

  /** What the operating system does when a process is gone: its files and locks are let go. */
  public void die() {
    disk.die();
  }

  /**
   * The process is gone because the power failed.
   *
   * @param seed chooses what is lost
   */
  public void die(PowerLoss loss, long seed) {
    disk.die();
    disk.losePower(loss, seed);
  }
}
