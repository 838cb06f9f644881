package io.esmm.storage;

import java.util.regex.Pattern;

/**
 * The names a stored file may have. They mean the same on every file system and cannot lead out of
 * the folder: no {@code ..}, no absolute path, no hidden file, no separator but {@code /}.
 */
final class EntryName {
  static final String RULE =
      "letters, digits, '.', '_', '-' in up to 8 segments, each starting with a letter or digit";

  private static final int MAX_LENGTH = 200;
  private static final Pattern VALID =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*){0,7}");

  private EntryName() {}

  static boolean isValid(String name) {
    return name.length() <= MAX_LENGTH
        && VALID.matcher(name).matches()
        && !name.equalsIgnoreCase(Manifest.FILE);
  }
}
