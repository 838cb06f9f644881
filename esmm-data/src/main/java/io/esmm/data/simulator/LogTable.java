package io.esmm.data.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * A table being written, plain or as one gzip stream. Compressing costs far more than simulating,
 * so it is done by the threads that simulate: each {@link Part} becomes a run of deflate blocks
 * that ends on a byte, and such runs put together are a valid stream (RFC 1951, 1952). Only the
 * checksum over all of the text is left to the thread that writes.
 */
final class LogTable implements AutoCloseable {
  /** Magic number, deflate, no flags, no time, fastest, unknown system. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 255};

  /** A last block that holds nothing. */
  private static final byte[] END = {3, 0};

  private final OutputStream out;
  private final boolean gzip;
  private final CRC32 checksum = new CRC32();
  private long length;

  /** Some consecutive lines: the text, and what it is compressed to. For one thread at a time. */
  static final class Part {
    final ByteSink text = new ByteSink();
    private final ByteSink packed = new ByteSink();
    private final @Nullable Deflater deflater;

    Part(boolean gzip) {
      deflater = gzip ? new Deflater(Deflater.BEST_SPEED, true) : null;
    }

    /** To be called when the text is complete. */
    void pack() {
      if (deflater != null) {
        packed.clear();
        text.deflate(deflater, packed);
      }
    }
  }

  LogTable(OutputStream out, boolean gzip) throws IOException {
    this.out = out;
    this.gzip = gzip;
    if (gzip) {
      out.write(HEADER);
    }
  }

  /** Appends a part that was packed. */
  void write(Part part) throws IOException {
    if (!gzip) {
      part.text.writeTo(out);
      return;
    }
    length += part.text.addTo(checksum);
    part.packed.writeTo(out);
  }

  @Override
  public void close() throws IOException {
    try (out) {
      if (gzip) {
        out.write(END);
        ByteBuffer trailer = ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        trailer.putInt((int) checksum.getValue()).putInt((int) length);
        out.write(trailer.array());
      }
    }
  }
}
