package io.esmm.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every piece of Java in the pages compiles. What a piece takes for granted is declared here; the
 * whole files of {@code writing-a-tower.md} have a test of their own.
 */
class DocumentedJavaTest {
  private static final List<String> OTHERS =
      List.of(
          "java.nio.file.Path",
          "java.util.List",
          "java.util.Map",
          "io.esmm.report.ReportTable.Cell",
          "io.esmm.report.ReportTable.Column",
          "io.esmm.report.ReportTable.Row");
  private static final String GIVEN =
      """
        record Visitor(String id, List<String> lastItems) {}
        Visitor visitor;
        Path folder;
        EsmmConfig config;
        Request request;
        Funnel funnel;
        PreparedSet set;
        Scorer scorer;
        double[] mlp;
        double[] din;
      """;

  @TempDir private Path folder;

  @Test
  void everyPieceCompiles() throws IOException {
    List<Path> programs = new ArrayList<>();
    for (MarkdownPage page : MarkdownPage.all()) {
      for (String block : page.blocks("java")) {
        if (!block.startsWith("package ")) {
          programs.add(program("Piece" + programs.size(), block));
        }
      }
    }
    assertThat(programs).hasSizeGreaterThan(4);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      assertThat(
              compiler
                  .getTask(
                      messages,
                      files,
                      null,
                      List.of("-proc:none", "-d", folder.toString()),
                      null,
                      files.getJavaFileObjectsFromPaths(programs))
                  .call())
          .as(messages.toString())
          .isTrue();
    }
  }

  /** A piece as a method whose variables may also be read by name from the object around it. */
  private Path program(String name, String block) throws IOException {
    String statements =
        block.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
    String program =
        "%s\nfinal class %s {\n%s  void run() throws Exception {\n%s\n  }\n}\n"
            .formatted(imports(), name, GIVEN, statements);
    return Files.writeString(folder.resolve(name + ".java"), program);
  }

  /** All packages of ours: no two classes of the house have one name. */
  private static String imports() {
    TreeSet<String> packages =
        MarkdownPage.files(file ->
                file.toString().replace('\\', '/').contains("/src/main/java/io/esmm/")
                    && !file.endsWith("package-info.java")
                    && !file.toString().contains("custom-tower")
                    && !file.toString().contains("peers"))
            .stream()
            .map(file -> file.toString().replaceAll("[/\\\\]", "."))
            .map(name -> name.substring(name.indexOf(".java.") + ".java.".length()))
            .map(name -> name.replaceFirst("\\.\\w+\\.java$", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    return Stream.concat(OTHERS.stream(), packages.stream().map(room -> room + ".*"))
        .map(name -> "import " + name + ";")
        .collect(Collectors.joining("\n"));
  }
}
