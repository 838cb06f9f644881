package io.esmm.storage;

/**
 * What a folder holds and in which layout.
 *
 * @param name {@code esmm-model}, {@code esmm-prepared}
 * @param version the layout's version, from 1; a reader takes this one and every earlier one
 * @param since the first release that reads this version, named to users of earlier ones
 */
public record FolderFormat(String name, int version, String since) {
  /**
   * Checks the names and the version.
   *
   * @throws IllegalArgumentException if the version is less than 1, or a name is not written as
   *     formats and releases are
   */
  public FolderFormat {
    if (!name.matches("[a-z][a-z0-9-]{0,63}")) {
      throw new IllegalArgumentException("a format is named like esmm-model, not " + name);
    }
    if (version < 1) {
      throw new IllegalArgumentException("format versions start at 1, not " + version);
    }
    if (!since.matches("[0-9A-Za-z.+-]{1,64}")) {
      throw new IllegalArgumentException("a release is written like 0.1.0, not " + since);
    }
  }
}
