package io.esmm.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A new file, written from front to back through a buffer, checksummed on the way and forced to the
 * disk when it is closed. Numbers are little endian. A failure of the storage is a {@link
 * io.esmm.problem.ProblemException} naming the file; no method throws {@link IOException}. Not
 * thread-safe.
 */
public final class OutputFile extends OutputStream {
  private static final int BUFFER = 1 << 16;

  private final Path shown;
  private final Checksummer checksummer;
  private final FileChannel channel;
  private final boolean durable;
  private final Consumer<OutputFile> whenComplete;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private long flushed;
  private boolean failed;
  private @Nullable Checksum checksum;

  private OutputFile(
      Path shown,
      ChecksumKind kind,
      FileChannel channel,
      boolean durable,
      Consumer<OutputFile> whenComplete) {
    this.shown = shown;
    this.checksummer = new Checksummer(kind);
    this.channel = channel;
    this.durable = durable;
    this.whenComplete = whenComplete;
  }

  /**
   * Creates the file.
   *
   * @param file where the bytes go; nothing is there yet
   * @param shown the name that errors give it
   * @param whenComplete called once, when the file was closed without a failure
   */
  static OutputFile create(
      Path file, Path shown, ChecksumKind kind, Consumer<OutputFile> whenComplete) {
    return open(file, shown, kind, true, whenComplete, StandardOpenOption.CREATE_NEW);
  }

  /** Writes into something that is no regular file, such as a pipe. It cannot be forced. */
  static OutputFile into(Path device) {
    return open(device, device, ChecksumKind.CRC32C, false, _ -> {});
  }

  private static OutputFile open(
      Path file,
      Path shown,
      ChecksumKind kind,
      boolean durable,
      Consumer<OutputFile> whenComplete,
      OpenOption... options) {
    OpenOption[] all = new OpenOption[options.length + 1];
    System.arraycopy(options, 0, all, 0, options.length);
    all[options.length] = StandardOpenOption.WRITE;
    try {
      return new OutputFile(shown, kind, FileChannel.open(file, all), durable, whenComplete);
    } catch (IOException e) {
      throw IoProblems.writing(shown, e);
    }
  }

  /** The number of bytes written so far. */
  public long size() {
    return flushed + buffer.position();
  }

  /** Whether the file was closed with all its content on the disk. */
  boolean isComplete() {
    return checksum != null;
  }

  /** The checksum of the closed file. */
  public Checksum checksum() {
    return Objects.requireNonNull(checksum, "the checksum of a file that was not closed");
  }

  @Override
  public void write(int oneByte) {
    room(1).put((byte) oneByte);
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(byte[] bytes, int from, int count) {
    write(ByteBuffer.wrap(bytes, from, count));
  }

  /** Writes the remaining bytes of a buffer and consumes them. */
  public void write(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      int count = Math.min(room(1).remaining(), bytes.remaining());
      buffer.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
    }
  }

  /** Appends 4 bytes, little endian. */
  public void writeInt(int value) {
    room(Integer.BYTES).putInt(value);
  }

  /** Appends 8 bytes, little endian. */
  public void writeLong(long value) {
    room(Long.BYTES).putLong(value);
  }

  /** Appends the 4 bytes of the number's IEEE 754 form, little endian. */
  public void writeFloat(float value) {
    room(Float.BYTES).putFloat(value);
  }

  /** Appends values [from, from + count) of an array, as {@link #writeInt} does. */
  public void writeInts(int[] values, int from, int count) {
    Objects.checkFromIndexSize(from, count, values.length);
    for (int i = from; i < from + count; i++) {
      room(Integer.BYTES).putInt(values[i]);
    }
  }

  /** Appends values [from, from + count) of an array, as {@link #writeFloat} does. */
  public void writeFloats(float[] values, int from, int count) {
    Objects.checkFromIndexSize(from, count, values.length);
    for (int i = from; i < from + count; i++) {
      room(Float.BYTES).putFloat(values[i]);
    }
  }

  /** Hands the buffered bytes to the operating system. */
  @Override
  public void flush() {
    buffer.flip();
    try {
      checksummer.update(buffer.duplicate());
      while (buffer.hasRemaining()) {
        flushed += channel.write(buffer);
      }
      buffer.clear();
    } catch (IOException e) {
      failed = true;
      buffer.clear();
      throw IoProblems.writing(shown, e);
    }
  }

  /**
   * Completes the file: when this returns, its content is on the disk. Closing again does nothing.
   */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      if (failed) {
        return;
      }
      flush();
      if (durable) {
        channel.force(true);
      }
    } catch (IOException e) {
      failed = true;
      throw IoProblems.writing(shown, e);
    }
    checksum = checksummer.finish();
    whenComplete.accept(this);
  }

  /** Lets go of the file without completing it. It is about to be deleted. */
  void abandon() {
    failed = true;
    try {
      channel.close();
    } catch (IOException e) {
      // Nobody will read it.
    }
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }
}
