package io.esmm.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/** A path of a {@link FailingFileSystem}: another path, wrapped. */
final class FailingPath implements Path {
  private final FailingFileSystem disk;
  private final Path real;

  FailingPath(FailingFileSystem disk, Path real) {
    this.disk = disk;
    this.real = real;
  }

  /** The path within; one of another file system has escaped from the test. */
  static Path real(Path path) {
    if (path instanceof FailingPath failing) {
      return failing.real;
    }
    throw new ProviderMismatchException(path + " is not of the file system under test");
  }

  @Override
  public FailingFileSystem getFileSystem() {
    return disk;
  }

  @Override
  public boolean isAbsolute() {
    return real.isAbsolute();
  }

  @Override
  public @Nullable Path getRoot() {
    return wrap(real.getRoot());
  }

  @Override
  public @Nullable Path getFileName() {
    return wrap(real.getFileName());
  }

  @Override
  public @Nullable Path getParent() {
    return wrap(real.getParent());
  }

  @Override
  public int getNameCount() {
    return real.getNameCount();
  }

  @Override
  public Path getName(int index) {
    return disk.path(real.getName(index));
  }

  @Override
  public Path subpath(int from, int to) {
    return disk.path(real.subpath(from, to));
  }

  @Override
  public boolean startsWith(Path other) {
    return real.startsWith(real(other));
  }

  @Override
  public boolean endsWith(Path other) {
    return real.endsWith(real(other));
  }

  @Override
  public Path normalize() {
    return disk.path(real.normalize());
  }

  @Override
  public Path resolve(Path other) {
    return disk.path(real.resolve(real(other)));
  }

  @Override
  public Path relativize(Path other) {
    return disk.path(real.relativize(real(other)));
  }

  @Override
  public URI toUri() {
    return real.toUri();
  }

  @Override
  public Path toAbsolutePath() {
    return disk.path(real.toAbsolutePath());
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    return disk.path(real.toRealPath(options));
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("nothing is watched");
  }

  @Override
  public int compareTo(Path other) {
    return real.compareTo(real(other));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FailingPath path && path.disk == disk && path.real.equals(real);
  }

  @Override
  public int hashCode() {
    return real.hashCode();
  }

  @Override
  public String toString() {
    return real.toString();
  }

  private @Nullable Path wrap(@Nullable Path path) {
    return path == null ? null : disk.path(path);
  }
}
