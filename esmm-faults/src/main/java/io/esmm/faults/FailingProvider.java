package io.esmm.faults;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The operations of a {@link FailingFileSystem}: asks for trouble, does them, keeps the journal.
 */
final class FailingProvider extends FileSystemProvider {
  private final FileSystemProvider real = FileSystems.getDefault().provider();
  private final FailingFileSystem disk;
  private final Trouble trouble;
  private final UnforcedChanges journal = new UnforcedChanges();
  private final Set<FailingChannel> open = ConcurrentHashMap.newKeySet();

  FailingProvider(FailingFileSystem disk, Trouble trouble) {
    this.disk = disk;
    this.trouble = trouble;
  }

  UnforcedChanges journal() {
    return journal;
  }

  void closeAll() {
    for (FailingChannel channel : open) {
      channel.closeReal();
    }
  }

  void closed(FailingChannel channel) {
    open.remove(channel);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path at = FailingPath.real(path);
    boolean writes = options.contains(WRITE) || options.contains(APPEND);
    if (writes) {
      trouble.change(DiskChange.OPEN, path);
    } else {
      trouble.read();
    }
    boolean existed = Files.exists(at, LinkOption.NOFOLLOW_LINKS);
    FileChannel channel = real.newFileChannel(at, options, attributes);
    if (writes) {
      journal.opened(at, existed);
    }
    FailingChannel wrapped = new FailingChannel(this, channel, path, trouble);
    open.add(wrapped);
    return wrapped;
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    trouble.read();
    DirectoryStream<Path> entries = real.newDirectoryStream(FailingPath.real(folder), _ -> true);
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        Iterator<Path> names = entries.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return names.hasNext();
          }

          @Override
          public Path next() {
            return disk.path(names.next());
          }
        };
      }

      @Override
      public void close() throws IOException {
        entries.close();
      }
    };
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    trouble.change(DiskChange.CREATE_FOLDER, folder);
    Path at = FailingPath.real(folder);
    real.createDirectory(at, attributes);
    journal.created(at);
  }

  @Override
  public void delete(Path path) throws IOException {
    trouble.change(DiskChange.DELETE, path);
    Path at = FailingPath.real(path);
    if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(at)) {
      real.delete(at);
      journal.deletedFolder(at);
    } else {
      journal.delete(at);
    }
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    trouble.change(DiskChange.RENAME, target);
    Path from = FailingPath.real(source);
    Path to = FailingPath.real(target);
    journal.rename(from, to, () -> real.move(from, to, options));
  }

  void forced(Path path) {
    journal.forced(FailingPath.real(path));
  }

  void written(Path path) {
    journal.written(FailingPath.real(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new UnsupportedOperationException("copies are not simulated");
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return real.isSameFile(FailingPath.real(one), FailingPath.real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return real.isHidden(FailingPath.real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return real.getFileStore(FailingPath.real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    trouble.read();
    real.checkAccess(FailingPath.real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return real.getFileAttributeView(FailingPath.real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    trouble.read();
    return real.readAttributes(FailingPath.real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    trouble.read();
    return real.readAttributes(FailingPath.real(path), attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
    throw new UnsupportedOperationException("attributes are not simulated");
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    return disk.path(real.readSymbolicLink(FailingPath.real(link)));
  }

  @Override
  public String getScheme() {
    return "failing";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException("make one with its constructor");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException("it has no URI");
  }

  @Override
  public Path getPath(URI uri) {
    throw new UncheckedIOException(new IOException("it has no URI"));
  }
}
