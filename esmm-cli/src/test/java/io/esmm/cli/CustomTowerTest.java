package io.esmm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.embedding.Sharing;
import io.esmm.testing.FunnelCase;
import io.esmm.testing.TowerContract;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The custom tower of the examples, as its author and a user see it. */
class CustomTowerTest {
  private static final Path PROJECT = Path.of("..", "esmm-examples", "custom-tower");
  private static final Path PAGE = Path.of("..", "docs", "writing-a-tower.md");
  private static final String TOWER =
      "funnel.events.buy.tower={\"type\": \"acme-gated\", \"width\": 6}";

  @TempDir private static Path plugins;
  @TempDir private static Path classes;
  @TempDir private Path folder;

  @BeforeAll
  static void theProjectIsBuilt() throws IOException {
    try (Stream<Path> sources = Files.walk(PROJECT.resolve("src/main/java"))) {
      new PluginJar(classes)
          .compile(sources.filter(file -> file.toString().endsWith(".java")).toArray(Path[]::new))
          .service(service())
          .write(plugins.resolve("acme-towers.jar"));
    }
  }

  private static String service() throws IOException {
    return Files.readString(
            PROJECT.resolve("src/main/resources/META-INF/services/io.esmm.tower.TowerModule"))
        .strip();
  }

  @Test
  void thePageShowsEveryFileOfTheProject() throws IOException {
    TreeMap<String, String> shown = new TreeMap<>();
    Pattern.compile("^`([^`]+)`\\n\\n```[a-z]*\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(Files.readString(PAGE))
        .results()
        .forEach(block -> shown.put(block.group(1), block.group(2)));
    TreeMap<String, String> written = new TreeMap<>();
    try (Stream<Path> files = Files.walk(PROJECT)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = PROJECT.relativize(file).toString().replace('\\', '/');
        if (!name.startsWith("target/") && !name.equals("README.md")) {
          written.put(name, Files.readString(file));
        }
      }
    }
    assertThat(shown).isEqualTo(written);
  }

  @Test
  void theTowerHasAtMostFortyLines() throws IOException {
    assertThat(Files.readAllLines(PROJECT.resolve("src/main/java/com/acme/towers/GatedTower.java")))
        .hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void theTowerPassesTheContract() throws Exception {
    new PluginJar(folder)
        .compile(
            PROJECT.resolve("src/main/java/com/acme/towers/GatedTower.java"),
            PROJECT.resolve("src/main/java/com/acme/towers/AcmeModule.java"),
            PROJECT.resolve("src/test/java/com/acme/towers/GatedTowerTest.java"));
    FunnelCase esmm = new FunnelCase(List.of("click", "conversion"), Sharing.ALL);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      var constructor = loader.loadClass("com.acme.towers.GatedTowerTest").getDeclaredConstructor();
      constructor.setAccessible(true);
      TowerContract contract = (TowerContract) constructor.newInstance();
      contract.describesTheSameNetworkEveryTime(esmm);
      contract.gradientsAgreeWithFiniteDifferences(esmm);
      contract.jsonOfTheConfigurationIsReadBackAsAnEqualOne(esmm);
      contract.schemaDescribesEveryProperty();
    }
  }

  @Test
  void theTowerIsInTheSchemaWithItsProperties() {
    assertThat(CommandRun.of("--plugins", plugins, "schema").succeeds().out())
        .contains("\"const\" : \"acme-gated\"", "width of the gated layer, at least 1; default 32");
    assertThat(CommandRun.of("schema").succeeds().out()).doesNotContain("acme-gated");
  }

  @Test
  void theTowerExplainsTrainsPredictsAndEvaluates() {
    TinyProject project = new TinyProject(folder);
    assertThat(
            CommandRun.of("explain", project.config(), "--plugins", plugins, "--set", TOWER)
                .succeeds()
                .out())
        .contains("Tower of buy, type acme-gated", "buy/dense0", "buy/dense2 6 to 1");
    Path model = project.path("model");
    CommandRun.of(
            "--plugins", plugins, "train", project.config(), "--out", model, "-q", "--set", TOWER)
        .succeeds();
    CommandRun.of(
            "predict",
            model,
            "--plugins",
            plugins,
            "--input",
            project.rows(),
            "--out",
            project.path("scored.csv"))
        .succeeds();
    assertThat(project.read("scored.csv").lines()).hasSize(1 + TinyProject.ROWS);
    CommandRun.of("predict", model, "--input", project.rows(), "--out", project.path("without.csv"))
        .failsSaying("model.json#/funnel/events/1/tower/type", "tower type [acme-gated] unknown");
  }

  @Test
  void errorsKnowTheTower() {
    TinyProject project = new TinyProject(folder);
    project.replace(
        "esmm.json", "{\"type\": \"mlp\", \"hidden\": [8]}}]}", "{\"type\": \"acme-gatd\"}}]}");
    CommandRun.of("explain", project.config(), "--plugins", plugins)
        .failsSaying(
            "/funnel/events/1/tower/type",
            "tower type [acme-gatd] unknown; did you mean [acme-gated]? known: [acme-gated, ");
    project.replace("esmm.json", "\"acme-gatd\"", "\"acme-gated\", \"width\": 0");
    CommandRun.of("explain", project.config(), "--plugins", plugins)
        .failsSaying("/funnel/events/1/tower/width", "width [0] must be at least 1");
  }
}
