package io.esmm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever is public or protected says what it is. What a comment says wrongly does not compile;
 * this is about comments that are missing. A constructor that is not written out, and tags that
 * would repeat the sentence before them, may be.
 */
@Tag("once")
class JavadocTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** Complaints of doclint, in English. */
  private static final Set<String> MISSING = Set.of("no comment", "no main description");

  @Test
  void everythingPublicHasAComment() throws IOException {
    List<Path> folders = House.MODULES.stream().map(JavadocTest::sources).toList();
    List<Path> files = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    assertThat(complaints(files)).isEmpty();
  }

  @Test
  void aMissingCommentIsFound() throws IOException {
    Path file = Files.createTempDirectory("javadoc").resolve("Silent.java");
    Files.writeString(file, "/** Has a comment. */ public interface Silent { void says(); }");
    assertThat(complaints(List.of(file))).singleElement().asString().contains("Silent.java:1");
  }

  private static Path sources(String module) {
    return ROOT.resolve(module).resolve("src/main/java");
  }

  private static List<String> complaints(List<Path> files) throws IOException {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(found, Locale.ENGLISH, null)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-Xdoclint:missing/protected",
              "-Xmaxwarns",
              "10000",
              "--add-modules",
              "jdk.incubator.vector",
              "-d",
              Files.createTempDirectory("classes").toString());
      compiler
          .getTask(null, manager, found, options, null, manager.getJavaFileObjectsFromPaths(files))
          .call();
    }
    return found.getDiagnostics().stream()
        .filter(problem -> problem.getSource() != null)
        .filter(problem -> MISSING.contains(problem.getMessage(Locale.ENGLISH)))
        .map(problem -> problem.getSource().getName() + ":" + problem.getLineNumber())
        .toList();
  }
}
