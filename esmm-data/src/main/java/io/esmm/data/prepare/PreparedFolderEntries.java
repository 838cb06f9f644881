package io.esmm.data.prepare;

import io.esmm.data.prepared.PreparedWriter;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.ChecksumKind;
import io.esmm.storage.Manifest;
import io.esmm.storage.ManifestEntry;
import io.esmm.storage.StoredFolder;

/**
 * Lists the files of a prepared set in the manifest of the folder around it, by their checksums.
 */
final class PreparedFolderEntries {
  private PreparedFolderEntries() {}

  static void add(AtomicFolder around, String name) {
    StoredFolder inner =
        StoredFolder.open(
            around.path().resolve(name), PreparedWriter.FORMAT, StoredFolder.Check.SIZES);
    for (ManifestEntry entry : inner.manifest().files()) {
      around.add(name + "/" + entry.path(), entry.checksum());
    }
    around.add(name + "/" + Manifest.FILE, ChecksumKind.SHA256);
  }
}
