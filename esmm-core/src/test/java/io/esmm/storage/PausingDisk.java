package io.esmm.storage;

import java.nio.file.Path;

/** For tests elsewhere: a disk on which a process stops at its k-th change, to be killed there. */
public final class PausingDisk {
  /** What the process prints on standard output then; the path of the change follows. */
  public static final String PAUSED = "paused at ";

  private PausingDisk() {}

  /** The same place, seen through such a disk. */
  public static Path path(Path real, long change) {
    return new FailingFileSystem(new Trouble(Trouble.Kind.PAUSE, change)).path(real);
  }
}
