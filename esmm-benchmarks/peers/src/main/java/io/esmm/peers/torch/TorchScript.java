package io.esmm.peers.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A TorchScript archive of one module that has methods and no values of its own. */
final class TorchScript {
  /**
   * Python's pickle of the module: an object of class {@code __torch__.Twin} whose one attribute,
   * {@code training}, is true.
   */
  private static final byte[] MODULE =
      latin1("\u0080\u0002c__torch__\nTwin\n)\u0081}(X\b\0\0\0training\u0088ub.");

  /** Python's pickle of a tuple without elements. */
  private static final byte[] NO_CONSTANTS = latin1("\u0080\u0002).");

  private TorchScript() {}

  /**
   * The archive.
   *
   * @param source of the class {@code Twin}
   */
  static byte[] archive(String source) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "data.pkl", MODULE);
      store(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
      store(zip, "constants.pkl", NO_CONSTANTS);
      store(zip, "version", latin1("3\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry("twin/" + name);
    CRC32 checksum = new CRC32();
    checksum.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
