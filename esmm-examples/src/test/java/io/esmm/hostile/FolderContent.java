package io.esmm.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The files of a stored folder by name, and its manifest written anew by the description in {@code
 * docs/formats.md} alone.
 *
 * @param files by relative name, the manifest among them
 */
record FolderContent(Map<String, byte[]> files) {
  static final String MANIFEST = "manifest.json";

  FolderContent {
    files = new TreeMap<>(files);
  }

  static FolderContent read(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }
    return new FolderContent(files);
  }

  byte[] file(String name) {
    byte[] content = files.get(name);
    if (content == null) {
      throw new IllegalArgumentException("no file " + name + " among " + files.keySet());
    }
    return content;
  }

  /** The same with one file replaced, the manifest as it was. */
  FolderContent with(String name, byte[] content) {
    Map<String, byte[]> changed = new TreeMap<>(files);
    changed.put(name, content);
    return new FolderContent(changed);
  }

  /** The same without a file. */
  FolderContent without(String name) {
    Map<String, byte[]> changed = new TreeMap<>(files);
    changed.remove(name);
    return new FolderContent(changed);
  }

  /** The same with a manifest whose sizes and checksums are those of the files. */
  FolderContent repaired() {
    return repaired("", "");
  }

  /** Repaired, with a text in the manifest replaced by another before it is sealed. */
  FolderContent repaired(String from, String to) {
    String old = new String(file(MANIFEST), UTF_8);
    StringBuilder text =
        new StringBuilder(old.substring(0, old.indexOf("  \"files\": [\n")))
            .append("  \"files\": [\n");
    String separator = "";
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (!file.getKey().equals(MANIFEST)) {
        text.append(separator).append("    {\"path\": \"").append(file.getKey());
        text.append("\", \"size\": ").append(file.getValue().length).append(", ");
        text.append(
            old.contains(file.getKey() + "\", \"size\": ") && usesCrc(old, file.getKey())
                ? "\"crc32c\": \"" + crc32c(file.getValue())
                : "\"sha256\": \"" + sha256(file.getValue()));
        text.append("\"}");
        separator = ",\n";
      }
    }
    text.append("\n  ]");
    String body = from.isEmpty() ? text.toString() : text.toString().replace(from, to);
    return with(MANIFEST, sealed(body));
  }

  /** A manifest's body with the checksum of itself. */
  static byte[] sealed(String body) {
    return (body + ",\n  \"manifestSha256\": \"" + sha256(body.getBytes(UTF_8)) + "\"\n}\n")
        .getBytes(UTF_8);
  }

  /** The manifest without the checksum of itself. */
  String manifestBody() {
    String text = new String(file(MANIFEST), UTF_8);
    return text.substring(0, text.lastIndexOf(",\n  \"manifestSha256\""));
  }

  private static boolean usesCrc(String manifest, String name) {
    int at = manifest.indexOf("\"" + name + "\"");
    int end = manifest.indexOf('}', at);
    return manifest.substring(at, end).contains("crc32c");
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String crc32c(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return HexFormat.of().toHexDigits(crc.getValue(), 8);
  }
}
