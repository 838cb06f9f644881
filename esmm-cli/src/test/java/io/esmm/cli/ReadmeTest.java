package io.esmm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows works: its configuration trains a model, its program scores with it. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");

  @TempDir private Path folder;

  @BeforeEach
  void theConfigurationOfTheReadmeTrainsAModel() throws IOException {
    Files.writeString(folder.resolve("shop.json"), blocks("json").getFirst());
    StringBuilder log =
        new StringBuilder("request_id,user_id,history,item_id,price,is_click,is_buy\n");
    for (int i = 0; i < 400; i++) {
      int request = i / 4;
      int click = i % 3 == 0 ? 1 : 0;
      int buy = i % 6 == 0 ? 1 : 0;
      log.append(
          "%d,u%d,i%d i%d,i%d,%d.5,%d,%d\n"
              .formatted(
                  request, request % 20, request % 7, request % 5, i % 9, i % 90, click, buy));
    }
    Files.writeString(folder.resolve("log.csv"), log);
    CommandRun.of("train", folder.resolve("shop.json"), "--out", folder.resolve("model"))
        .succeeds();
  }

  @Test
  void everyJavaBlockCompilesAndRuns() throws Exception {
    List<String> blocks = blocks("java");
    assertThat(blocks).isNotEmpty();
    for (int i = 0; i < blocks.size(); i++) {
      run("Snippet" + i, blocks.get(i));
    }
  }

  @Test
  void theFunnelWithBranchesThatMeetFitsTheConfiguration() throws IOException {
    String events = blocks("json").get(1);
    String config = blocks("json").getFirst();
    int from = config.indexOf("\"funnel\": ") + "\"funnel\": ".length();
    int to = config.indexOf(",\n  \"objective\"");
    Path branched = folder.resolve("branched.json");
    Files.writeString(branched, config.substring(0, from) + events + config.substring(to));
    assertThat(CommandRun.of("explain", branched).succeeds().out())
        .contains("`-> purchase", "1 - P(cart | click)", "Tower of purchase-via-no-cart");
  }

  @Test
  void everyTowerOfTheReadmeFitsTheConversion() throws IOException {
    List<String> towers =
        Pattern.compile("^\"tower\": (.*)$", Pattern.MULTILINE)
            .matcher(Files.readString(README))
            .results()
            .map(line -> line.group(1))
            .toList();
    assertThat(towers)
        .hasSizeGreaterThan(3)
        .allSatisfy(tower ->
            CommandRun.of(
                    "explain",
                    folder.resolve("shop.json"),
                    "--set",
                    "funnel.events.conversion.tower=" + tower)
                .succeeds());
  }

  @Test
  void everyCommandOfTheReadmeIsThere() throws IOException {
    Matcher commands =
        Pattern.compile("^\\./esmm ([a-z]+)", Pattern.MULTILINE).matcher(Files.readString(README));
    assertThat(commands.results().map(found -> found.group(1)).distinct())
        .contains("quickstart", "train", "evaluate", "predict")
        .allSatisfy(command -> CommandRun.of(command, "--help").succeeds());
  }

  /** Makes a program of a block, compiles it and runs it. */
  private void run(String name, String block) throws Exception {
    String imports =
        block.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
    String statements =
        block.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
    String program =
        """
        %s
        public final class %s {
          public static void main(String[] args) throws Exception {
            %s
          }
        }
        """
            .formatted(imports, name, statements)
            .replace("Path.of(\"", "Path.of(\"" + folder.toString().replace("\\", "\\\\") + "/");
    Path source = Files.writeString(folder.resolve(name + ".java"), program);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of("-proc:none", "-d", folder.toString()),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      assertThat(compiled).as(messages + "\n" + program).isTrue();
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    } catch (InvocationTargetException e) {
      throw new AssertionError(program, e.getCause());
    }
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("^```" + language + "\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(Files.readString(README))
        .results()
        .map(block -> block.group(1))
        .toList();
  }
}
