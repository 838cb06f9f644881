package io.esmm.storage;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a folder holds: its format and every file in it, with size and checksum. It is written last
 * and checks itself, so that a folder with a valid manifest is whole. {@link StoredFolder#open}
 * compares the two.
 *
 * @param format the folder's kind and version
 * @param files sorted by path
 */
public record Manifest(FolderFormat format, List<ManifestEntry> files) {
  /** The manifest's own name in its folder. */
  public static final String FILE = "manifest.json";

  /** The largest number of files in a folder. */
  public static final int MAX_FILES = 20_000;

  /**
   * Sorts the files by path.
   *
   * @throws IllegalArgumentException if there are more than {@value #MAX_FILES}, or two paths are
   *     the same but for case
   */
  public Manifest {
    files = files.stream().sorted(Comparator.comparing(ManifestEntry::path)).toList();
    if (files.size() > MAX_FILES) {
      throw new IllegalArgumentException(files.size() + " files exceed " + MAX_FILES);
    }
    Set<String> seen = new HashSet<>();
    for (ManifestEntry file : files) {
      if (!seen.add(file.path().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(file.path() + " is listed twice");
      }
    }
  }

  /** The entry of a file, if the folder holds it. */
  public Optional<ManifestEntry> entry(String path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }
}
