package io.esmm.storage;

import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Puts a finished folder in the place of its target, and knows which targets must not be replaced.
 */
final class Replacement {
  private static final String REMEDY = "choose another place, or remove the folder yourself";

  private Replacement() {}

  /**
   * Refuses a target that holds anything but what was written by us in the same format: nobody's
   * notes are lost because a path was mistyped.
   */
  static void check(Path target, FolderFormat format) throws IOException {
    if (!Disk.isPresent(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new ProblemException(
          target.toString(), "is a file; it is not replaced by a folder", "choose another place");
    }
    if (isEmpty(target)) {
      return;
    }
    if (!Files.exists(target.resolve(Manifest.FILE))) {
      throw new ProblemException(
          target.toString(),
          "holds files, but no " + format.name() + ": it is not replaced",
          REMEDY);
    }
    Manifest manifest =
        FolderVerification.manifest(
            target, FolderVerification.manifestText(target, format), format);
    Set<String> ours =
        manifest.files().stream().map(ManifestEntry::path).collect(Collectors.toSet());
    SortedSet<String> strangers = FolderListing.strangers(target, ours, 1);
    if (!strangers.isEmpty()) {
      throw new ProblemException(
          target.toString(),
          "holds ["
              + strangers.first()
              + "], which is not of the "
              + format.name()
              + " there: it is not replaced",
          "move that file away or choose another place");
    }
  }

  /**
   * An empty folder may be the mount point of a disk, which cannot be renamed. That is found out
   * here, before the work, by renaming it to and fro.
   */
  static void rehearse(Workplace workplace) throws IOException {
    Path target = workplace.target();
    if (Files.isDirectory(target) && isEmpty(target)) {
      Disk.move(target, workplace.oldOne());
      Disk.move(workplace.oldOne(), target);
    }
  }

  /**
   * Moves the old target aside, the new one in, and forces the names to the disk. If any step fails
   * the old target is put back. The last step, removing the old one, leaves the new one in place
   * when it fails.
   */
  static void replace(Workplace workplace) {
    Path target = workplace.target();
    Path old = workplace.oldOne();
    try {
      boolean replaced = Disk.isPresent(target);
      if (replaced) {
        Disk.move(target, old);
      }
      try {
        Disk.move(workplace.newOne(), target);
        workplace.forceParents();
      } catch (IOException e) {
        if (!undo(workplace, replaced)) {
          throw new ProblemException(
              target.toString(),
              "is written, but may not survive a power failure",
              "check the disk",
              e);
        }
        throw e;
      }
    } catch (IOException e) {
      throw IoProblems.writing(target, e);
    }
    try {
      Disk.deleteTree(old);
    } catch (IOException e) {
      throw new ProblemException(
          target.toString(),
          "is written, but the folder it replaced cannot be removed",
          "remove " + old,
          e);
    }
  }

  /**
   * Puts the old target back. If that fails too, readers find it under its other name, unless the
   * new one has its place already.
   *
   * @return whether the new one is out of the way
   */
  private static boolean undo(Workplace workplace, boolean replaced) {
    boolean isOut = Disk.isPresent(workplace.newOne());
    try {
      if (!isOut) {
        Disk.move(workplace.target(), workplace.newOne());
        isOut = true;
      }
      if (replaced) {
        Disk.move(workplace.oldOne(), workplace.target());
      }
    } catch (IOException e) {
      return isOut;
    }
    return true;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      Iterator<Path> first = entries.iterator();
      return !first.hasNext();
    }
  }
}
