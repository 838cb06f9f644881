package io.esmm.faults;

/**
 * How a change of the disk fails. A fault concerns some kinds of changes, and those alone are
 * counted where the k-th of them fails. The program is told, but for {@link #SHORT_WRITE}.
 */
public enum Fault {
  /** The change does nothing and says that the disk is full. */
  NO_SPACE,
  /** The change does nothing and says that the device failed. */
  IO_ERROR,
  /** The write takes half of its bytes and then says that the disk is full. */
  TORN_WRITE,
  /** The write takes one byte and says so, which is no error. */
  SHORT_WRITE,
  /** The force fails. */
  FAILED_FORCE,
  /** The rename fails. */
  FAILED_MOVE,
  /** The force or rename fails, and so does every later one: the disk does not recover. */
  NO_FORCE_NO_RENAME;

  /** Whether this kind of change can fail so. */
  boolean concerns(DiskChange change) {
    return switch (this) {
      case NO_SPACE, IO_ERROR -> true;
      case TORN_WRITE, SHORT_WRITE -> change == DiskChange.WRITE;
      case FAILED_FORCE -> change == DiskChange.FORCE;
      case FAILED_MOVE -> change == DiskChange.RENAME;
      case NO_FORCE_NO_RENAME -> change == DiskChange.FORCE || change == DiskChange.RENAME;
    };
  }

  /** Whether the disk works again after the one failure. */
  public boolean isOver() {
    return this != NO_FORCE_NO_RENAME;
  }
}
