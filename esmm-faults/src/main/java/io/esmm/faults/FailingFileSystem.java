package io.esmm.faults;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Set;

/** The disk of this machine, seen through paths whose operations can fail. */
final class FailingFileSystem extends FileSystem {
  private final FileSystem real = FileSystems.getDefault();
  private final FailingProvider provider;

  FailingFileSystem(Trouble trouble) {
    this.provider = new FailingProvider(this, trouble);
  }

  /** The same place, seen through this file system. */
  FailingPath path(Path realPath) {
    return new FailingPath(this, realPath);
  }

  /** What the operating system does when a process is gone: its files and locks are let go. */
  void die() {
    provider.closeAll();
  }

  /**
   * What a power failure leaves, after {@link #die}: of the changes of names that were not forced,
   * those behind some point in time are undone; content that was not forced is lost or torn.
   *
   * @param seed chooses that point and how the content is torn
   */
  void losePower(PowerLoss loss, long seed) {
    provider.journal().losePower(loss, seed);
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("the disk is not closed");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return real.getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    throw new UnsupportedOperationException("roots are not needed");
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return real.getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return real.supportedFileAttributeViews();
  }

  @Override
  public Path getPath(String first, String... more) {
    return path(real.getPath(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = real.getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(FailingPath.real(path));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return real.getUserPrincipalLookupService();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("nothing is watched");
  }
}
