package io.esmm.data.raw.aliccp;

import io.esmm.data.raw.ByteLines;
import io.esmm.data.raw.SourceFile;
import io.esmm.storage.IoProblems;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Finds the line of a common feature index. The file is gone through once; after that the heap
 * holds 16 bytes for each line and the operating system the pages that are in use. A packed file is
 * unpacked beside the output first. Looking up is thread-safe.
 */
final class CommonFeatures implements AutoCloseable {
  private static final byte COMMA = ',';

  private final Path shown;
  private final Path unpacked;
  private final boolean temporary;
  private final Arena arena = Arena.ofShared();
  private MemorySegment content = MemorySegment.NULL;
  private long[] hashes = new long[1 << 10];
  private long[] positions = new long[1 << 10];
  private int lines;
  private long duplicates;
  private long malformed;

  private CommonFeatures(Path shown, Path unpacked, boolean temporary) {
    this.shown = shown;
    this.unpacked = unpacked;
    this.temporary = temporary;
  }

  /**
   * Opens and indexes the file.
   *
   * @param scratch a folder for the unpacked file
   */
  static CommonFeatures open(Path file, Path scratch) {
    boolean gzip;
    try (SourceFile source = SourceFile.open(file)) {
      gzip = source.isGzip();
    }
    Path plain = gzip ? unpack(file, scratch) : file;
    CommonFeatures features = new CommonFeatures(file, plain, gzip);
    try {
      features.index();
      return features;
    } catch (RuntimeException e) {
      features.close();
      throw e;
    }
  }

  private static Path unpack(Path file, Path scratch) {
    Path plain = scratch.resolve("common-features");
    try (SourceFile source = SourceFile.open(file)) {
      try (OutputStream out = Files.newOutputStream(plain)) {
        byte[] buffer = new byte[1 << 16];
        while (true) {
          int n;
          try {
            n = source.content().read(buffer);
          } catch (IOException e) {
            throw source.problem(file.toString(), e);
          }
          if (n < 0) {
            break;
          }
          out.write(buffer, 0, n);
        }
      } catch (IOException e) {
        throw IoProblems.writing(plain, e);
      }
      return plain;
    }
  }

  private void index() {
    try (FileChannel channel = FileChannel.open(unpacked, StandardOpenOption.READ)) {
      long size = channel.size();
      content = size == 0 ? content : channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
    } catch (IOException e) {
      throw IoProblems.reading(shown, e);
    }
    Arrays.fill(positions, -1);
    try (ByteLines reader = ByteLines.open(unpacked)) {
      while (reader.next()) {
        int comma = reader.start();
        while (comma < reader.end() && reader.bytes()[comma] != COMMA) {
          comma++;
        }
        if (comma < reader.end()) {
          add(reader.bytes(), reader.start(), comma, reader.position());
        } else {
          malformed += reader.end() > reader.start() ? 1 : 0;
        }
      }
    }
  }

  private void add(byte[] bytes, int from, int to, long position) {
    if (2 * (lines + 1) > hashes.length) {
      grow();
    }
    long hash = hash(bytes, from, to);
    int place = place(hash);
    while (positions[place] >= 0) {
      if (hashes[place] == hash && isKeyAt(positions[place], bytes, from, to)) {
        duplicates++;
        return;
      }
      place = (place + 1) & (hashes.length - 1);
    }
    hashes[place] = hash;
    positions[place] = position;
    lines++;
  }

  private void grow() {
    long[] oldHashes = hashes;
    long[] oldPositions = positions;
    hashes = new long[2 * oldHashes.length];
    positions = new long[2 * oldHashes.length];
    Arrays.fill(positions, -1);
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldPositions[i] >= 0) {
        int place = place(oldHashes[i]);
        while (positions[place] >= 0) {
          place = (place + 1) & (hashes.length - 1);
        }
        hashes[place] = oldHashes[i];
        positions[place] = oldPositions[i];
      }
    }
  }

  /**
   * The number of the line with the key in [from, to), or -1; numbers are below {@link #places}.
   */
  int find(byte[] bytes, int from, int to) {
    long hash = hash(bytes, from, to);
    int place = place(hash);
    while (positions[place] >= 0) {
      if (hashes[place] == hash && isKeyAt(positions[place], bytes, from, to)) {
        return place;
      }
      place = (place + 1) & (hashes.length - 1);
    }
    return -1;
  }

  /** The bound of the numbers that {@link #find} gives. */
  int places() {
    return hashes.length;
  }

  /** Copies a found line without its line end into the buffer, which grows if need be. */
  CommonLine read(int found, CommonLine into) {
    long position = positions[found];
    long left = content.byteSize() - position;
    int copied = 0;
    while (true) {
      int wanted = (int) Math.min(left, Math.max(1 << 13, 2L * copied));
      into.reserve(wanted);
      MemorySegment.copy(
          content, ValueLayout.JAVA_BYTE, position + copied, into.bytes(), copied, wanted - copied);
      for (int i = copied; i < wanted; i++) {
        if (into.bytes()[i] == '\n') {
          return into.length(i > 0 && into.bytes()[i - 1] == '\r' ? i - 1 : i);
        }
      }
      copied = wanted;
      if (copied == left) {
        return into.length(copied);
      }
    }
  }

  int lines() {
    return lines;
  }

  /** Lines whose index an earlier line has; they are never found. */
  long duplicates() {
    return duplicates;
  }

  /** Lines without a comma; they are never found. */
  long malformed() {
    return malformed;
  }

  private boolean isKeyAt(long position, byte[] bytes, int from, int to) {
    int length = to - from;
    if (position + length >= content.byteSize()
        || content.get(ValueLayout.JAVA_BYTE, position + length) != COMMA) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (content.get(ValueLayout.JAVA_BYTE, position + i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  private int place(long hash) {
    return (int) (hash >>> 32) & (hashes.length - 1);
  }

  private static long hash(byte[] bytes, int from, int to) {
    long hash = 0xCBF29CE484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ bytes[i]) * 0x100000001B3L;
    }
    hash ^= hash >>> 29;
    hash *= 0xBF58476D1CE4E5B9L;
    return hash ^ (hash >>> 32);
  }

  @Override
  public void close() {
    arena.close();
    if (temporary) {
      try {
        Files.deleteIfExists(unpacked);
      } catch (IOException e) {
        // The scratch folder is removed as a whole.
      }
    }
  }
}
