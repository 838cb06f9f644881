package io.esmm.storage;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.esmm.problem.ProblemException;
import io.esmm.storage.SafetensorsHeader.Placed;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A safetensors file, mapped into memory. The header is checked when the file is opened; the floats
 * are not looked at until they are read, so a file of any size opens at once. Only F32 is read.
 * Thread-safe until it is closed.
 */
public final class SafetensorsReader implements AutoCloseable {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);

  private final Path file;

  /** What {@link #close} ends; null if the mapping outlives this reader. */
  private final @Nullable Arena own;

  private final MemorySegment data;
  private final SafetensorsHeader header;

  private SafetensorsReader(
      Path file, @Nullable Arena own, MemorySegment data, SafetensorsHeader header) {
    this.file = file;
    this.own = own;
    this.data = data;
    this.header = header;
  }

  /**
   * Opens a file.
   *
   * @throws ProblemException naming the file and the section that is wrong: its length, the header,
   *     a tensor or the data
   */
  public static SafetensorsReader open(Path file) {
    Arena arena = Arena.ofShared();
    try {
      return open(file, arena, arena);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  /**
   * Opens a file whose tensors are used beyond {@link #close}: for as long as the arena says.
   *
   * @throws ProblemException naming the file and the section that is wrong
   */
  public static SafetensorsReader open(Path file, Arena arena) {
    return open(file, arena, null);
  }

  private static SafetensorsReader open(Path file, Arena arena, @Nullable Arena own) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      int headerBytes = headerBytes(channel);
      byte[] text = read(channel, Long.BYTES, headerBytes);
      long start = Long.BYTES + (long) headerBytes;
      SafetensorsHeader header = SafetensorsHeaderParser.parse(text, channel.size() - start);
      MemorySegment data = channel.map(MapMode.READ_ONLY, start, header.dataBytes(), arena);
      return new SafetensorsReader(file, own, data, header);
    } catch (MalformedTensors e) {
      throw new ProblemException(
          file.toString(),
          "is no usable safetensors file, " + e.section() + ": " + e.reason(),
          FolderVerification.REMEDY);
    } catch (IOException e) {
      throw IoProblems.reading(file, e);
    }
  }

  /** The length that the file claims for its header, once it is believable. */
  private static int headerBytes(FileChannel channel) throws IOException, MalformedTensors {
    long rest = channel.size() - Long.BYTES;
    if (rest < 0) {
      throw new MalformedTensors("length", "the file has " + channel.size() + " bytes, too few");
    }
    long claimed = ByteBuffer.wrap(read(channel, 0, Long.BYTES)).order(LITTLE_ENDIAN).getLong();
    if (claimed < 0 || claimed > rest) {
      throw new MalformedTensors(
          "length",
          "it claims a header of "
              + Long.toUnsignedString(claimed)
              + " bytes, the file has "
              + rest);
    }
    if (claimed > SafetensorsHeader.MAX_BYTES) {
      throw new MalformedTensors(
          "length",
          "it claims a header of "
              + claimed
              + " bytes, more than the "
              + SafetensorsHeader.MAX_BYTES
              + " allowed");
    }
    return (int) claimed;
  }

  private static byte[] read(FileChannel channel, long from, int count)
      throws IOException, MalformedTensors {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new MalformedTensors("header", "the file ended while it was read");
      }
    }
    return bytes.array();
  }

  /** The free text in the header, sorted by key. */
  public SortedMap<String, String> metadata() {
    return Collections.unmodifiableSortedMap(header.metadata());
  }

  /** Every tensor, sorted by name. */
  public List<TensorSpec> tensors() {
    return header.tensors().values().stream().map(Placed::spec).toList();
  }

  /** Whether there is such a tensor. */
  public boolean has(String name) {
    return header.tensors().containsKey(name);
  }

  /**
   * The values of a tensor in a new array.
   *
   * @throws ProblemException if there is none of this name and shape
   */
  public float[] read(TensorSpec expected) {
    float[] values = new float[placed(expected).spec().elements()];
    read(expected, values, 0);
    return values;
  }

  /**
   * Reads a tensor into an array, from an index on.
   *
   * @throws ProblemException if there is none of this name and shape
   */
  public void read(TensorSpec expected, float[] into, int from) {
    MemorySegment values = slice(expected);
    int elements = expected.elements();
    Objects.checkFromIndexSize(from, elements, into.length);
    try {
      MemorySegment.copy(values, FLOAT, 0, into, from, elements);
    } catch (InternalError e) {
      throw changed(file);
    }
  }

  /**
   * A tensor as it lies in the file, little endian, not copied: read-only, and valid until this
   * reader is closed or, if it was opened with an arena, for as long as that one says.
   *
   * @throws ProblemException if there is none of this name and shape
   */
  public MemorySegment slice(TensorSpec expected) {
    Placed tensor = placed(expected);
    return data.asSlice(tensor.start(), tensor.spec().bytes());
  }

  /**
   * Unmaps the file, unless it was opened with an arena. What {@link #slice} gave can then no
   * longer be read.
   */
  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }

  private Placed placed(TensorSpec expected) {
    Placed tensor = header.tensors().get(expected.name());
    if (tensor == null) {
      throw new ProblemException(
          file.toString(), "has no tensor [" + expected.name() + "]", FolderVerification.REMEDY);
    }
    if (!tensor.spec().equals(expected)) {
      throw new ProblemException(
          file.toString(),
          "tensor ["
              + expected.name()
              + "] has shape "
              + tensor.spec().shape()
              + ", expected "
              + expected.shape(),
          FolderVerification.REMEDY);
    }
    return tensor;
  }

  /** A mapped page that cannot be read any more: the JVM says so by an InternalError. */
  private static ProblemException changed(Path file) {
    return new ProblemException(
        file.toString(),
        "was truncated, or its disk failed, while it was read",
        "check the disk and the file");
  }
}
