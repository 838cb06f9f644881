package io.esmm.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a disk has been told and may forget. Names (creations, renames, deletions) are safe once
 * their folder is forced, content once its file is. A power failure keeps the names up to some
 * moment, in the order in which they changed, and loses what came after; content it loses at will.
 *
 * <p>Content is kept in memory and every change of a name knows how to undo itself, so this is for
 * small folders. Paths in here are real ones.
 */
final class UnforcedChanges {
  /** What a disk writes at once, and what a file system does. */
  private static final int SECTOR = 512;

  private static final int PAGE = 4096;

  private enum Kind {
    CREATED,
    DELETED,
    RENAMED
  }

  /**
   * One change of names. The path is where the thing is now, not where it was then; the origin is a
   * free name, and moves with the folder that it is in.
   */
  private static final class Change {
    final Kind kind;

    /** Of the file that is gone; null for a folder, or where there was none. */
    final byte @Nullable [] content;

    Path path;
    Path origin;

    Change(Kind kind, Path path, Path origin, byte @Nullable [] content) {
      this.kind = kind;
      this.path = path;
      this.origin = origin;
      this.content = content;
    }

    boolean isIn(Path folder) {
      return folder.equals(path.getParent());
    }
  }

  /** Does a rename. */
  interface Rename {
    void run() throws IOException;
  }

  private final List<Change> names = new ArrayList<>();

  /** The content that is safe, of files with content that is not. */
  private final Map<Path, byte[]> contents = new HashMap<>();

  synchronized void opened(Path file, boolean existed) {
    if (!existed) {
      created(file);
      contents.put(file, new byte[0]);
    }
  }

  synchronized void created(Path path) {
    names.add(new Change(Kind.CREATED, path, path, null));
  }

  synchronized void written(Path file) {
    contents.computeIfAbsent(file, _ -> new byte[0]);
  }

  synchronized void delete(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    Files.delete(file);
    contents.remove(file);
    names.add(new Change(Kind.DELETED, file, file, content));
  }

  synchronized void deletedFolder(Path folder) {
    names.add(new Change(Kind.DELETED, folder, folder, null));
  }

  synchronized void rename(Path from, Path to, Rename rename) throws IOException {
    byte @Nullable [] overwritten = Files.isRegularFile(to) ? Files.readAllBytes(to) : null;
    rename.run();
    if (overwritten != null) {
      contents.remove(to);
    }
    remap(from, to);
    names.add(new Change(Kind.RENAMED, to, from, overwritten));
  }

  synchronized void forced(Path path) {
    if (Files.isDirectory(path)) {
      forgetInsideDeleted(path);
      names.removeIf(change -> change.isIn(path));
    } else {
      contents.remove(path);
    }
  }

  /** A folder that is gone for good takes with it what had happened inside. */
  private void forgetInsideDeleted(Path parent) {
    for (int i = names.size() - 1; i >= 0; i--) {
      Change deletion = names.get(i);
      if (deletion.isIn(parent) && deletion.kind == Kind.DELETED && deletion.content == null) {
        for (int j = i - 1; j >= 0; j--) {
          if (deletion.path.equals(names.get(j).path.getParent())) {
            names.remove(j);
            i--;
          }
        }
      }
    }
  }

  synchronized void losePower(PowerLoss loss, long seed) {
    Random random = new Random(seed);
    try {
      if (loss.losesContent()) {
        loseContents(loss, random);
      }
      if (loss.losesNames()) {
        int kept = names.isEmpty() || random.nextInt(3) == 0 ? 0 : random.nextInt(names.size() + 1);
        for (int i = names.size() - 1; i >= kept; i--) {
          undo(names.remove(i));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    names.clear();
    contents.clear();
  }

  private void loseContents(PowerLoss loss, Random random) throws IOException {
    for (Map.Entry<Path, byte[]> file : contents.entrySet()) {
      if (!Files.isRegularFile(file.getKey())) {
        continue;
      }
      byte[] now = Files.readAllBytes(file.getKey());
      byte[] left =
          switch (loss) {
            case LOST_DATA -> file.getValue();
            case TORN_SECTORS -> torn(now, SECTOR, random);
            case TORN_PAGES -> torn(now, PAGE, random);
            case LOST_NAMES -> now;
            case ANYTHING ->
                random.nextInt(3) == 0
                    ? file.getValue()
                    : torn(now, random.nextBoolean() ? SECTOR : PAGE, random);
          };
      Files.write(file.getKey(), left, StandardOpenOption.TRUNCATE_EXISTING);
    }
  }

  /** Content that ends between two pages, or has lost one. */
  private static byte[] torn(byte[] content, int page, Random random) {
    if (random.nextBoolean()) {
      return Arrays.copyOf(content, random.nextInt(content.length / page + 1) * page);
    }
    byte[] torn = content.clone();
    int from = random.nextInt(content.length / page + 1) * page;
    Arrays.fill(torn, Math.min(torn.length, from), Math.min(torn.length, from + page), (byte) 0);
    return torn;
  }

  private void undo(Change change) throws IOException {
    switch (change.kind) {
      case CREATED -> deleteTree(change.path);
      case DELETED -> {
        if (change.content == null) {
          Files.createDirectory(change.path);
        } else {
          Files.write(change.path, change.content);
        }
      }
      case RENAMED -> {
        Files.move(change.path, change.origin);
        remap(change.path, change.origin);
        if (change.content != null) {
          Files.write(change.path, change.content);
        }
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Follows a folder that changes its name. */
  private void remap(Path from, Path to) {
    for (Change change : names) {
      change.path = moved(change.path, from, to);
      if (!change.origin.equals(from)) {
        change.origin = moved(change.origin, from, to);
      }
    }
    Map<Path, byte[]> before = new HashMap<>(contents);
    contents.clear();
    before.forEach((path, content) -> contents.put(moved(path, from, to), content));
  }

  private static Path moved(Path path, Path from, Path to) {
    if (!path.startsWith(from)) {
      return path;
    }
    return path.equals(from) ? to : to.resolve(Objects.requireNonNull(from.relativize(path)));
  }
}
