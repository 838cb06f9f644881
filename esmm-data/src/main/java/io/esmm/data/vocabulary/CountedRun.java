package io.esmm.data.vocabulary;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ascending numbers with their counts, one after the other. After {@link #next} one is there. */
interface CountedRun extends AutoCloseable {

  /** Goes to the next number; false behind the last. */
  boolean next() throws IOException;

  long value();

  int count();

  @Override
  void close();

  /** The first numbers of a sorted array; equal ones are counted together. */
  static CountedRun of(long[] sorted, int size) {
    return new InMemory(sorted, size);
  }

  /** A run that {@link #write} wrote. */
  static CountedRun read(Path file) throws IOException {
    return new OnDisk(
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16)));
  }

  static void write(Path file, CountedRun run) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      while (run.next()) {
        out.writeLong(run.value());
        out.writeInt(run.count());
      }
    }
  }

  /** Counts as it goes through an array. */
  final class InMemory implements CountedRun {
    private final long[] sorted;
    private final int size;
    private int from;
    private int to;

    InMemory(long[] sorted, int size) {
      this.sorted = sorted;
      this.size = size;
    }

    @Override
    public boolean next() {
      from = to;
      while (to < size && sorted[to] == sorted[from]) {
        to++;
      }
      return from < to;
    }

    @Override
    public long value() {
      return sorted[from];
    }

    @Override
    public int count() {
      return to - from;
    }

    @Override
    public void close() {}
  }

  /** Reads a file. */
  final class OnDisk implements CountedRun {
    private final DataInputStream in;
    private long value;
    private int count;

    OnDisk(DataInputStream in) {
      this.in = in;
    }

    @Override
    public boolean next() throws IOException {
      try {
        value = in.readLong();
      } catch (EOFException e) {
        return false;
      }
      count = in.readInt();
      return true;
    }

    @Override
    public long value() {
      return value;
    }

    @Override
    public int count() {
      return count;
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
