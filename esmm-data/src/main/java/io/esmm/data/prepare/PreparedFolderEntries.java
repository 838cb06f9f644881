package io.esmm.data.prepare;

import io.esmm.storage.AtomicFolder;
import io.esmm.storage.ChecksumKind;
import io.esmm.storage.IoProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lists the files of a finished folder in the manifest of the folder around it. */
final class PreparedFolderEntries {
  private PreparedFolderEntries() {}

  static void add(AtomicFolder around, String name) {
    Path inner = around.path().resolve(name);
    try (Stream<Path> files = Files.walk(inner)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      for (Path file : all) {
        String entry = around.path().relativize(file).toString().replace('\\', '/');
        around.add(entry, ChecksumKind.CRC32C);
      }
    } catch (IOException e) {
      throw IoProblems.reading(inner, e);
    }
  }
}
