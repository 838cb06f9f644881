package io.esmm.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Computes a {@link Checksum} while bytes go by. One content each; not thread-safe. */
public final class Checksummer {
  private static final int CHUNK = 1 << 18;

  private final ChecksumKind kind;
  private final MessageDigest sha256;
  private final CRC32C crc32c = new CRC32C();

  /** A checksummer that has seen no bytes yet. */
  public Checksummer(ChecksumKind kind) {
    this.kind = kind;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds the remaining bytes of a buffer and consumes them. */
  public void update(ByteBuffer bytes) {
    switch (kind) {
      case SHA256 -> sha256.update(bytes);
      case CRC32C -> crc32c.update(bytes);
    }
  }

  /** Adds bytes [from, from + count) of an array. */
  public void update(byte[] bytes, int from, int count) {
    update(ByteBuffer.wrap(bytes, from, count));
  }

  /** The checksum of everything added. Call once. */
  public Checksum finish() {
    return switch (kind) {
      case SHA256 -> new Checksum(kind, HexFormat.of().formatHex(sha256.digest()));
      case CRC32C -> new Checksum(kind, HexFormat.of().toHexDigits(crc32c.getValue(), 8));
    };
  }

  /** The checksum of bytes in memory. */
  public static Checksum of(ChecksumKind kind, byte[] content) {
    Checksummer checksummer = new Checksummer(kind);
    checksummer.update(content, 0, content.length);
    return checksummer.finish();
  }

  /** The checksum of a file of any size, read in pieces. */
  static Checksum of(ChecksumKind kind, Path file) throws IOException {
    Checksummer checksummer = new Checksummer(kind);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer chunk = ByteBuffer.allocate((int) Math.clamp(channel.size(), 1, CHUNK));
      while (channel.read(chunk.clear()) >= 0) {
        checksummer.update(chunk.flip());
      }
    }
    return checksummer.finish();
  }
}
