package io.esmm.storage;

import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A folder in which one run at a time keeps stored folders of its own, such as its checkpoints. The
 * run holds a lock on the folder's name until {@link #close}; a run that is killed loses it, and
 * the next one removes what that one left half-written or half-removed. The folder itself need not
 * exist: writing the first {@link AtomicFolder} in it creates it. Not thread-safe.
 */
public final class RunFolder implements AutoCloseable {
  private final Workplace workplace;

  private RunFolder(Workplace workplace) {
    this.workplace = workplace;
  }

  /**
   * Takes the lock and clears away what killed runs left.
   *
   * @throws ProblemException if another run works here, or the storage fails
   */
  public static RunFolder claim(Path folder) {
    Workplace workplace = Workplace.claim(folder);
    boolean claimed = false;
    try {
      if (Disk.isPresent(workplace.target()) && !Files.isDirectory(workplace.target())) {
        throw new ProblemException(
            folder.toString(), "is a file, not a folder", "choose another place");
      }
      for (String name : unfinished(workplace.target())) {
        Workplace.claim(workplace.target().resolve(name)).close();
      }
      claimed = true;
      return new RunFolder(workplace);
    } catch (IOException e) {
      throw IoProblems.reading(folder, e);
    } finally {
      if (!claimed) {
        workplace.close();
      }
    }
  }

  /** Where it is, absolute, behind links. */
  public Path path() {
    return workplace.target();
  }

  /** The names in it, in order; none if there is no such folder. */
  public SortedSet<String> names() {
    try {
      return list(path());
    } catch (IOException e) {
      throw IoProblems.reading(path(), e);
    }
  }

  /** Removes an entry with all it holds: it is there whole, or not any more. */
  public void remove(String name) {
    Path entry = path().resolve(name);
    try (Workplace place = Workplace.claim(entry)) {
      place.discard();
    } catch (IOException e) {
      throw IoProblems.removing(entry, e);
    }
  }

  /** Removes the folder if nothing is in it. */
  public void removeIfEmpty() {
    try {
      if (Disk.isPresent(path()) && list(path()).isEmpty()) {
        Files.delete(path());
      }
    } catch (IOException e) {
      throw IoProblems.removing(path(), e);
    }
  }

  /** Lets the lock go. Closing again does nothing. */
  @Override
  public void close() {
    workplace.close();
  }

  /** The names that have something hidden beside them. */
  private static SortedSet<String> unfinished(Path folder) throws IOException {
    SortedSet<String> found = new TreeSet<>();
    for (String name : list(folder)) {
      Workplace.ownerOfHidden(name).ifPresent(found::add);
    }
    return found;
  }

  private static SortedSet<String> list(Path folder) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          names.add(String.valueOf(entry.getFileName()));
        }
      }
    }
    return names;
  }
}
