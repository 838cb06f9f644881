package io.esmm.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** When and how a {@link FailingFileSystem} fails: at the k-th change of the disk, from 1. */
final class Trouble {
  /** What the change meets. */
  sealed interface Event {
    /** The change fails; only changes that the fault concerns are counted. */
    record Failure(Fault fault) implements Event {}

    /** The process dies: nothing works from then on, cleaning up included. */
    record Death() implements Event {}

    /** The process tells where it is and waits to be killed from outside. */
    record Pause(Consumer<String> told) implements Event {}
  }

  /** What a killed process sees of its own death. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Event event;
  private final long at;
  private long changes;

  Trouble(Event event, long at) {
    this.event = event;
    this.at = at;
  }

  /** Whether it came to that change. */
  synchronized boolean happened() {
    return changes >= at;
  }

  /** Counts a change that is no write, and fails if it is the one. */
  void change(DiskChange change, Path path) throws IOException {
    if (meets(change, path) && event instanceof Event.Failure failure) {
      throw told(failure.fault(), path);
    }
  }

  /**
   * Counts a write, and fails if it is the one.
   *
   * @return how many of its bytes arrive, fewer than all before {@link #afterWrite}
   */
  int write(Path path, ByteBuffer bytes) throws IOException {
    if (meets(DiskChange.WRITE, path) && event instanceof Event.Failure failure) {
      return switch (failure.fault()) {
        case SHORT_WRITE -> Math.min(1, bytes.remaining());
        case TORN_WRITE -> bytes.remaining() / 2;
        case NO_SPACE, IO_ERROR, FAILED_FORCE, FAILED_MOVE, NO_FORCE_NO_RENAME ->
            throw told(failure.fault(), path);
      };
    }
    return bytes.remaining();
  }

  /** Tells of a write that was cut, after its bytes arrived. */
  void afterWrite(Path path, boolean cut) throws IOException {
    if (cut && event instanceof Event.Failure failure && failure.fault() == Fault.TORN_WRITE) {
      throw told(failure.fault(), path);
    }
  }

  /** Reading works until the process is dead. */
  synchronized void read() {
    if (event instanceof Event.Death && changes >= at) {
      throw new Killed();
    }
  }

  /**
   * Counts a change; true if it is one that fails. Dies or waits to be killed if it is its turn.
   */
  private boolean meets(DiskChange change, Path path) {
    return switch (event) {
      case Event.Failure failure ->
          failure.fault().concerns(change)
              && (failure.fault().isOver() ? count() == at : count() >= at);
      case Event.Death _ -> {
        if (count() >= at) {
          throw new Killed();
        }
        yield false;
      }
      case Event.Pause pause -> {
        if (count() == at) {
          pause.told().accept(FaultyDisk.PAUSED + change + " of " + path);
          waitForTheEnd();
        }
        yield false;
      }
    };
  }

  private void waitForTheEnd() {
    while (true) {
      LockSupport.park(this);
    }
  }

  private synchronized long count() {
    return ++changes;
  }

  private static IOException told(Fault fault, Path path) {
    String reason =
        switch (fault) {
          case NO_SPACE, TORN_WRITE -> "No space left on device";
          case IO_ERROR, SHORT_WRITE, FAILED_FORCE, FAILED_MOVE, NO_FORCE_NO_RENAME ->
              "Input/output error";
        };
    return new FileSystemException(path.toString(), null, reason);
  }
}
