package io.esmm.data.raw;

import io.esmm.problem.ProblemException;
import io.esmm.storage.IoProblems;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An open file, plain or gzip, as its first bytes tell; knows how much of it has been read. Not
 * thread-safe.
 */
public final class SourceFile implements AutoCloseable {
  private static final int BUFFER = 1 << 17;

  /** What begins so is no text, whatever its name says. */
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private static final byte[] PARQUET = {'P', 'A', 'R', '1'};

  private final Path path;
  private final long size;
  private final CountingStream raw;
  private final boolean gzip;
  private final InputStream content;

  private SourceFile(Path path) throws IOException {
    this.path = path;
    this.size = Files.size(path);
    this.raw = new CountingStream(Files.newInputStream(path));
    try {
      BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
      buffered.mark(4);
      byte[] start = buffered.readNBytes(4);
      buffered.reset();
      refuse(start, ZIP, "is a zip archive", "unpack it; gzip is read as it is");
      refuse(start, PARQUET, "is a Parquet file", "say so in the source: \"type\": \"parquet\"");
      gzip = start.length > 1 && start[0] == 0x1f && start[1] == (byte) 0x8b;
      content = gzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
    } catch (IOException | ProblemException e) {
      raw.close();
      throw e;
    }
  }

  private void refuse(byte[] start, byte[] magic, String what, String remedy) {
    if (Arrays.equals(start, magic)) {
      throw new ProblemException(path.toString(), what, remedy);
    }
  }

  /**
   * Opens a file.
   *
   * @throws ProblemException if it cannot be opened, or begins like a zip archive or Parquet file
   */
  public static SourceFile open(Path path) {
    try {
      return new SourceFile(path);
    } catch (IOException e) {
      throw problem(path, path.toString(), e);
    }
  }

  /** The file as it was named when opened. */
  public Path path() {
    return path;
  }

  /** Whether the file begins like a gzip file; {@link #content()} then unpacks it. */
  public boolean isGzip() {
    return gzip;
  }

  /** The content, unpacked; one stream, which {@link #close()} closes. */
  public InputStream content() {
    return content;
  }

  /** The share of the file's bytes that were taken from the disk. */
  public double fraction() {
    return size == 0 ? 1 : Math.min(1, (double) raw.count / size);
  }

  /** What a failure while reading means to the user. */
  public ProblemException problem(String place, IOException failure) {
    return problem(path, place, failure);
  }

  private static ProblemException problem(Path path, String place, IOException failure) {
    if (failure instanceof EOFException) {
      return new ProblemException(
          place,
          "the gzip file ends in the middle",
          "it was not copied completely; get it again",
          failure);
    }
    if (failure instanceof ZipException) {
      return new ProblemException(
          place, "the gzip file is damaged: " + failure.getMessage(), "get it again", failure);
    }
    return IoProblems.reading(path, failure);
  }

  @Override
  public void close() {
    try {
      content.close();
    } catch (IOException e) {
      // Nothing was written, nothing is lost.
    }
  }

  private static final class CountingStream extends FilterInputStream {
    private long count;

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int n = super.read(bytes, from, length);
      count += Math.max(n, 0);
      return n;
    }
  }
}
