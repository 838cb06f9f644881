package io.esmm.storage;

/**
 * One file of a folder.
 *
 * @param path relative to the folder, segments separated by {@code /}
 * @param size in bytes
 * @param checksum of the content
 */
public record ManifestEntry(String path, long size, Checksum checksum) {
  /**
   * Checks path and size.
   *
   * @throws IllegalArgumentException if the path is none that may stand in a folder, or the size is
   *     negative
   */
  public ManifestEntry {
    if (!EntryName.isValid(path)) {
      throw new IllegalArgumentException("[" + path + "] is no name for a stored file");
    }
    if (size < 0) {
      throw new IllegalArgumentException(path + " has a size of " + size);
    }
  }
}
