package io.esmm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.tower.TowerModule;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A jar in the making, as the build of a plugin makes one. */
final class PluginJar {
  private final Path classes;

  /**
   * @param folder an empty one, for the classes
   */
  PluginJar(Path folder) {
    this.classes = folder;
  }

  /** Compiles sources against the class path of this test. */
  PluginJar compile(Path... sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of("-proc:none", "-parameters", "-d", classes.toString()),
                  null,
                  files.getJavaFileObjects(sources))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
    return this;
  }

  /** Compiles a class of the default package. */
  PluginJar compile(String name, String source) throws IOException {
    Path file = classes.resolve(name + ".java");
    Files.writeString(file, source);
    return compile(file);
  }

  /** Names the module's class in {@code META-INF/services}. */
  PluginJar service(String module) throws IOException {
    Path file = classes.resolve("META-INF/services").resolve(TowerModule.class.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, module + "\n");
    return this;
  }

  /** Writes the jar. */
  void write(Path jar) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(classes)) {
      tree.filter(Files::isRegularFile).sorted().forEach(files::add);
    }
    Files.createDirectories(jar.getParent());
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : files) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        entries.write(Files.readAllBytes(file));
        entries.closeEntry();
      }
    }
  }

  /** Writes a file that only looks like a jar. */
  static void damaged(Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    Files.write(jar, "no jar".getBytes(StandardCharsets.UTF_8));
  }
}
