package io.esmm.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** A channel of a {@link FailingFileSystem}. */
final class FailingChannel extends FileChannel {
  private final FailingProvider provider;
  private final FileChannel real;
  private final Path path;
  private final Trouble trouble;

  FailingChannel(FailingProvider provider, FileChannel real, Path path, Trouble trouble) {
    this.provider = provider;
    this.real = real;
    this.path = path;
    this.trouble = trouble;
  }

  void closeReal() {
    try {
      real.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int count = trouble.write(path, bytes);
    boolean cut = count < bytes.remaining();
    int written = real.write(bytes.slice(bytes.position(), count));
    bytes.position(bytes.position() + written);
    provider.written(path);
    trouble.afterWrite(path, cut);
    return written;
  }

  @Override
  public int write(ByteBuffer bytes, long position) throws IOException {
    int count = trouble.write(path, bytes);
    boolean cut = count < bytes.remaining();
    int written = real.write(bytes.slice(bytes.position(), count), position);
    bytes.position(bytes.position() + written);
    provider.written(path);
    trouble.afterWrite(path, cut);
    return written;
  }

  @Override
  public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
    long written = 0;
    for (int i = offset; i < offset + length; i++) {
      written += write(buffers[i]);
    }
    return written;
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    trouble.change(DiskChange.TRUNCATE, path);
    real.truncate(size);
    provider.written(path);
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    trouble.change(DiskChange.FORCE, path);
    provider.forced(path);
  }

  @Override
  public int read(ByteBuffer bytes) throws IOException {
    trouble.read();
    return real.read(bytes);
  }

  @Override
  public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
    trouble.read();
    return real.read(buffers, offset, length);
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    trouble.read();
    return real.read(bytes, position);
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long newPosition) throws IOException {
    real.position(newPosition);
    return this;
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    trouble.read();
    return real.transferTo(position, count, target);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException("transfers are not simulated");
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    trouble.read();
    return real.map(mode, position, size);
  }

  @Override
  public MemorySegment map(MapMode mode, long offset, long size, Arena arena) throws IOException {
    trouble.read();
    return real.map(mode, offset, size, arena);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return real.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    trouble.read();
    return real.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    provider.closed(this);
    real.close();
  }
}
