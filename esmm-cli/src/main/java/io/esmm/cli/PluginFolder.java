package io.esmm.cli;

import io.esmm.problem.ProblemException;
import io.esmm.tower.TowerModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The jars of {@code --plugins}: while a command runs, they are in sight of whoever looks for
 * towers and trunks. Closed when the command has ended.
 */
final class PluginFolder implements AutoCloseable {
  private static final String SERVICES = "META-INF/services/" + TowerModule.class.getName();

  private final Thread thread = Thread.currentThread();
  private final ClassLoader before = thread.getContextClassLoader();
  private final URLClassLoader jars;

  /**
   * Opens every jar of some folders.
   *
   * @throws ProblemException if one of them is no jar, or a folder holds no plugin
   */
  PluginFolder(List<Path> folders) {
    List<URL> urls = new ArrayList<>();
    folders.forEach(folder -> urls.addAll(jars(folder)));
    jars = new URLClassLoader(urls.toArray(URL[]::new), before);
    thread.setContextClassLoader(jars);
  }

  private static List<URL> jars(Path folder) {
    List<URL> urls = new ArrayList<>();
    boolean plugin = false;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        plugin |= bindsNetworks(file);
        urls.add(file.toUri().toURL());
      }
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a path without a URL", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!plugin) {
      throw new ProblemException(
          folder.toString(),
          "--plugins: none of its " + urls.size() + " jars names a module of towers",
          "write the module's class name into " + SERVICES + " in its jar");
    }
    return urls;
  }

  private static boolean bindsNetworks(Path file) {
    try (JarFile jar = new JarFile(file.toFile())) {
      return jar.getEntry(SERVICES) != null;
    } catch (IOException e) {
      throw new ProblemException(
          file.toString(), "is no jar: " + e.getMessage(), "build it again, or remove it", e);
    }
  }

  @Override
  public void close() {
    thread.setContextClassLoader(before);
    try {
      jars.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
