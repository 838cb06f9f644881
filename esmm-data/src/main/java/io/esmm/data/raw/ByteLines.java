package io.esmm.data.raw;

import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The lines of a file as bytes: line by line, each is [{@link #start()}, {@link #end()}) of {@link
 * #bytes()} until the next call, without its line end. Not thread-safe.
 */
public final class ByteLines implements AutoCloseable {
  /** A longer line is not one; most likely the file is of another kind. */
  public static final int LONGEST_LINE = 1 << 26;

  private final SourceFile file;
  private byte[] bytes = new byte[1 << 18];
  private int filled;
  private int start;
  private int end;
  private int next;
  private long line;
  private long position;
  private long nextPosition;
  private boolean exhausted;

  /** The lines of an open file, from its beginning; {@link #close()} closes the file. */
  public ByteLines(SourceFile file) {
    this.file = file;
  }

  /** Opens a file, plain or gzip. */
  public static ByteLines open(Path path) {
    return new ByteLines(SourceFile.open(path));
  }

  /**
   * Goes to the next line; the last one needs no line end.
   *
   * @return false at the end of the file
   */
  public boolean next() {
    start = next;
    position = nextPosition;
    int from = start;
    while (true) {
      for (int i = from; i < filled; i++) {
        if (bytes[i] == '\n') {
          endLine(i, i + 1);
          return true;
        }
      }
      from = filled;
      if (exhausted) {
        if (start == filled) {
          return false;
        }
        endLine(filled, filled);
        return true;
      }
      from -= fill();
    }
  }

  private void endLine(int lineEnd, int following) {
    nextPosition += following - start;
    next = following;
    end = lineEnd > start && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    line++;
  }

  /** Reads more behind the open line; returns how far the line moved to the front. */
  private int fill() {
    int moved = 0;
    if (start > 0) {
      moved = start;
      System.arraycopy(bytes, start, bytes, 0, filled - start);
      filled -= start;
      start = 0;
      next = 0;
    }
    if (filled == bytes.length) {
      if (bytes.length >= LONGEST_LINE) {
        throw new ProblemException(
            file.path() + ":" + (line + 1),
            "the line is longer than " + LONGEST_LINE + " bytes",
            "is it a text file with one row a line?");
      }
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    try {
      int n = file.content().read(bytes, filled, bytes.length - filled);
      if (n < 0) {
        exhausted = true;
      } else {
        filled += n;
      }
    } catch (IOException e) {
      throw file.problem(place(line + 1), e);
    }
    return moved;
  }

  /** The buffer that holds the line. Not a copy; {@link #next()} overwrites or replaces it. */
  public byte[] bytes() {
    return bytes;
  }

  /** The place of the line's first byte in {@link #bytes()}. */
  public int start() {
    return start;
  }

  /** The place behind the line's last byte in {@link #bytes()}, without the line end. */
  public int end() {
    return end;
  }

  /** The number of the line, the first is 1. */
  public long line() {
    return line;
  }

  /** Where the line begins in the unpacked content. */
  public long position() {
    return position;
  }

  /** {@code file:line} of the current line. */
  public String place() {
    return place(line);
  }

  private String place(long number) {
    return file.path() + ":" + number;
  }

  /** The line as text, decoded from UTF-8; malformed bytes become U+FFFD. */
  public String text() {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  /** The share of the file's bytes that were taken from the disk, for a display of progress. */
  public double fraction() {
    return file.fraction();
  }

  @Override
  public void close() {
    file.close();
  }
}
