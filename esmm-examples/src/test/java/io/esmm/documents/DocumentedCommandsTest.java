package io.esmm.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.esmm.benchmarks.BenchCommand;
import io.esmm.cli.EsmmCommand;
import io.esmm.experiment.project.ConfigurationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Every command of the README and the pages can be pasted: it parses, and the files that it takes
 * from the repository are there, with what {@code --set} puts into them. Nothing is trained.
 */
class DocumentedCommandsTest {
  private static final Path EXPERIMENT =
      Path.of("esmm-experiment/src/main/resources/io/esmm/experiment/rows/experiment.json");

  /** A command that is gone stands beside the figures that it made. */
  private static final Set<String> GONE = Set.of("peers");

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
  private static final Pattern OURS = Pattern.compile("esmm-[a-z]+/(?!target/).+");
  private static final Pattern CLASS = Pattern.compile("io\\.esmm\\.[a-z.]*[A-Z]\\w*");

  @TempDir private Path folder;

  static List<ShellLine> lines() {
    return MarkdownPage.all().stream()
        .filter(page -> !page.path().endsWith("CHANGELOG.md"))
        .flatMap(page -> ShellLine.of(page).stream())
        .toList();
  }

  static Stream<ShellLine> esmm() {
    return lines().stream().filter(line -> line.runs("esmm"));
  }

  static Stream<ShellLine> bench() {
    return lines().stream()
        .filter(line -> line.runs("esmm-bench"))
        .filter(line -> line.arguments().stream().noneMatch(GONE::contains));
  }

  /** A fresh command line: picocli keeps what it parsed. */
  private static CommandLine commands() {
    return new CommandLine(new EsmmCommand()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static ParseResult parsed(ShellLine line) {
    ParseResult parsed = commands().parseArgs(line.arguments().toArray(String[]::new));
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return parsed;
  }

  @ParameterizedTest
  @MethodSource("esmm")
  void everyCommandIsOneThatThereIs(ShellLine line) {
    assertThat(line.file(line.words().getFirst())).as("the folder").isEqualTo(Path.of("esmm"));
    if (!line.arguments().equals(List.of("--java-home"))) {
      assertThatCode(() -> parsed(line)).doesNotThrowAnyException();
    }
  }

  /** A shell may take brackets for a pattern of file names; zsh then refuses the line. */
  @ParameterizedTest
  @MethodSource("lines")
  void noBracketIsLeftToTheShell(ShellLine line) {
    assertThat(line.text().replaceAll("'[^']*'|\"[^\"]*\"| #.*", "")).doesNotContain("[", "*");
  }

  @ParameterizedTest
  @MethodSource("esmm")
  void everyConfigurationTakesItsSettings(ShellLine line) throws IOException {
    if (line.arguments().contains("--plugins") || line.arguments().contains("--java-home")) {
      return; // a tower that this test has not got; no command
    }
    ParseResult parsed = parsed(line);
    List<String> settings = parsed.matchedOptionValue("--set", List.of());
    for (Path config : configurations(line, parsed)) {
      assertThatCode(() -> ConfigurationFile.read(config, settings)).doesNotThrowAnyException();
    }
  }

  /** Those of the repository; where the reader has one, the README's stands for it. */
  private List<Path> configurations(ShellLine line, ParseResult parsed) throws IOException {
    Path config = parsed.matchedOptionValue("--config", (Path) null);
    if (parsed.commandSpec().parent().name().equals("experiment")) {
      return List.of(
          MarkdownPage.ROOT.resolve(config == null ? EXPERIMENT : line.file(config.toString())));
    }
    List<Path> configs = new ArrayList<>();
    for (var positional : parsed.matchedPositionals()) {
      for (String word : positional.stringValues()) {
        Path file = line.file(word);
        boolean ours = OURS.matcher(file.toString()).matches();
        configs.add(ours ? MarkdownPage.ROOT.resolve(file) : readersOwn());
      }
    }
    return configs;
  }

  private Path readersOwn() throws IOException {
    String shown = MarkdownPage.read(Path.of("README.md")).blocks("json").getFirst();
    return Files.writeString(folder.resolve("shop.json"), shown);
  }

  @ParameterizedTest
  @MethodSource("bench")
  void everyBenchmarkIsOneThatThereIs(ShellLine line) {
    assertThat(line.file(line.words().getFirst())).isEqualTo(Path.of("esmm-bench"));
    List<String> arguments = line.arguments();
    CommandLine commands =
        new CommandLine(new BenchCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    assertThatCode(() -> commands.parseArgs(arguments.toArray(String[]::new)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void everyFileAndClassOfTheRepositoryIsThere(ShellLine line) {
    for (String word : line.words()) {
      boolean path = word.contains("/") || word.endsWith(".json");
      if (path && OURS.matcher(line.file(word).toString()).matches()) {
        assertThat(MarkdownPage.ROOT.resolve(line.file(word))).exists();
      }
      if (CLASS.matcher(word).matches()) {
        Path source = Path.of(word.replace('.', '/') + ".java");
        assertThat(MarkdownPage.files(file -> file.endsWith(source))).as(word).hasSize(1);
      }
    }
  }

  @Test
  void everyOptionInProseIsOneOfItsCommand() {
    CommandLine commands = commands();
    List<String> unknown = new ArrayList<>();
    int seen = 0;
    for (MarkdownPage page : MarkdownPage.all()) {
      for (String code : page.code()) {
        Matcher option = OPTION.matcher(code);
        Set<String> known = options(commands, ShellLine.words(code.replaceAll("[\\[\\]]", " ")));
        while (!known.isEmpty() && option.find()) {
          seen++;
          if (!known.contains(option.group())) {
            unknown.add(page.path() + ": `" + code + "`: " + option.group());
          }
        }
      }
    }
    assertThat(unknown).isEmpty();
    assertThat(seen).isGreaterThan(40);
  }

  /** Those of the command that some words begin with, and of what stands below it. */
  private static Set<String> options(CommandLine root, List<String> words) {
    CommandLine command = root;
    for (String word : words.subList(words.indexOf("./esmm") + 1, words.size())) {
      CommandLine sub = command.getSubcommands().get(word);
      if (sub == null) {
        break;
      }
      command = sub;
    }
    Set<String> options = new TreeSet<>();
    if (command.getParent() != null) {
      options.addAll(command.getCommandSpec().optionsMap().keySet());
      command
          .getSubcommands()
          .values()
          .forEach(sub -> options.addAll(sub.getCommandSpec().optionsMap().keySet()));
    }
    return options;
  }

  @Test
  void thePageOfTheCommandLineHasEveryCommandAndOption() {
    String page = MarkdownPage.read(Path.of("docs/cli.md")).text();
    List<String> missing = new ArrayList<>();
    for (var command : commands().getSubcommands().entrySet()) {
      CommandSpec spec = command.getValue().getCommandSpec();
      if (!spec.usageMessage().hidden() && !command.getKey().equals("help")) {
        Stream.concat(
                Stream.of("`" + command.getKey()),
                spec.options().stream()
                    .filter(option -> !option.hidden())
                    .map(option -> Arrays.stream(option.names()).toList().getLast()))
            .filter(word -> !page.contains(word))
            .forEach(word -> missing.add(command.getKey() + " " + word));
      }
    }
    assertThat(missing).isEmpty();
  }
}
