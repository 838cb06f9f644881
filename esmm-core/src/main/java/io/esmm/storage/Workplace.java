package io.esmm.storage;

import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hidden names beside a target, and the lock that makes them ours:
 *
 * <pre>
 * .esmm-lock.NAME   held while the target is being written; a killed run loses it
 * .esmm-new.NAME    what will become the target
 * .esmm-old.NAME    what was the target, between the two renames of a replacement
 * .esmm-gone.NAME   what will not become the target after all, while it is being removed
 * </pre>
 *
 * <p>Whoever holds the lock knows that anything under the other names was left by a run that is
 * dead, so {@link #claim} needs no clock and no guess: it puts an old target back whose replacement
 * never arrived, and removes the rest.
 */
final class Workplace implements AutoCloseable {
  private static final Pattern HIDDEN = Pattern.compile("\\.esmm-(?:lock|new|old|gone)\\.(.+)");

  /** Those of this process that were claimed and not closed. */
  private static final Set<Workplace> OPEN = ConcurrentHashMap.newKeySet();

  private final Path target;
  private final List<Path> createdParents;
  private final TargetLock lock;

  private Workplace(Path target, List<Path> createdParents, TargetLock lock) {
    this.target = target;
    this.createdParents = createdParents;
    this.lock = lock;
  }

  /** Takes the lock, creating the parent folders, and clears away what a killed run left. */
  static Workplace claim(Path given) {
    List<Path> parents = new ArrayList<>();
    boolean claimed = false;
    try {
      Path target = resolve(given, parents);
      TargetLock lock = TargetLock.take(beside(target, "lock"), target);
      try {
        recover(target);
        Workplace workplace = new Workplace(target, parents, lock);
        OPEN.add(workplace);
        claimed = true;
        return workplace;
      } finally {
        if (!claimed) {
          lock.close();
        }
      }
    } catch (IOException e) {
      throw IoProblems.writing(given, e);
    } finally {
      if (!claimed) {
        removeEmpty(parents);
      }
    }
  }

  /** The target, absolute, behind links. */
  Path target() {
    return target;
  }

  Path newOne() {
    return beside(target, "new");
  }

  Path oldOne() {
    return oldOne(target);
  }

  static Path oldOne(Path target) {
    return beside(target, "old");
  }

  private static Path goneOne(Path target) {
    return beside(target, "gone");
  }

  /** Removes the target: renamed before it is deleted, it is there whole or not any more. */
  void discard() throws IOException {
    if (Disk.isPresent(target)) {
      Disk.move(target, goneOne(target));
      Disk.deleteTree(goneOne(target));
    }
  }

  /** The target beside which something of this name stands; empty for any other name. */
  static Optional<String> ownerOfHidden(String name) {
    Matcher hidden = HIDDEN.matcher(name);
    return hidden.matches() ? Optional.ofNullable(hidden.group(1)) : Optional.empty();
  }

  /**
   * Forces the names in the target's folder to the disk, and those of the folders created for it.
   */
  void forceParents() throws IOException {
    Disk.forceFolder(parent(target));
    for (Path created : createdParents) {
      Disk.forceFolder(parent(created));
    }
  }

  /** Gives up everything that is unfinished in this process, whatever its threads are doing. */
  static void abandonAll() {
    OPEN.forEach(Workplace::abandon);
  }

  /** Renames before it deletes: nobody can make a target of what is half removed. */
  private void abandon() {
    try {
      Disk.move(newOne(), goneOne(target));
    } catch (IOException e) {
      // It became the target a moment ago, or was never begun.
    }
    close();
  }

  /**
   * Removes what is unfinished and lets the lock go. Failures here must not hide the one before.
   * Closing again does nothing.
   */
  @Override
  public void close() {
    if (!OPEN.remove(this)) {
      return;
    }
    try {
      Disk.tryTwice(() -> recover(target));
    } finally {
      lock.close();
      removeEmpty(createdParents);
    }
  }

  /** Puts an old target back whose replacement never arrived, and removes what is unfinished. */
  private static void recover(Path target) throws IOException {
    Path old = oldOne(target);
    if (Disk.isPresent(old) && !Disk.isPresent(target)) {
      Disk.move(old, target);
    }
    Disk.deleteTree(old);
    Disk.deleteTree(goneOne(target));
    Disk.deleteTree(beside(target, "new"));
  }

  private static Path resolve(Path given, List<Path> created) throws IOException {
    Path absolute = Disk.behindLinks(given);
    Path name = absolute.getFileName();
    if (name == null) {
      throw new ProblemException(
          given.toString(), "is no place for an output", "name a folder in it");
    }
    Path parent = parent(absolute);
    for (Path p = parent; p != null && !Files.exists(p); p = p.getParent()) {
      created.add(p);
    }
    Files.createDirectories(parent);
    return parent.toRealPath().resolve(name);
  }

  private static Path beside(Path target, String role) {
    return target.resolveSibling(".esmm-" + role + "." + target.getFileName());
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path + " has no parent folder");
    }
    return parent;
  }

  /** Removes folders that were created for nothing, the deepest first; a full one stays. */
  private static void removeEmpty(List<Path> folders) {
    for (Path folder : folders) {
      Disk.tryTwice(() -> Files.deleteIfExists(folder));
    }
  }
}
