package io.esmm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that is broken is one clear error that names its jar, before anything is trained. */
class BadPluginTest {
  private static final String MODULE =
      """
      public final class Bad extends io.esmm.tower.TowerModule {
        @Override
        protected void configure() {
          %s
        }
        public record Config() implements io.esmm.tower.TowerConfig {}
        public static final class Network implements io.esmm.tower.Tower {
          @jakarta.inject.Inject
          Network(Config config) {}
          @Override
          public io.esmm.graph.Tensor logit(io.esmm.tower.TowerScope scope) {
            %s
          }
        }
      }
      """;

  @TempDir private Path folder;
  private Path classes;
  private Path jar;

  @BeforeEach
  void folders() throws IOException {
    classes = Files.createDirectories(folder.resolve("classes"));
    jar = folder.resolve("plugins/bad.jar");
  }

  private CommandRun explain(String... settings) {
    Object[] arguments = new Object[4 + settings.length];
    arguments[0] = "explain";
    arguments[1] = new TinyProject(folder).config();
    arguments[2] = "--plugins";
    arguments[3] = folder.resolve("plugins");
    System.arraycopy(settings, 0, arguments, 4, settings.length);
    return CommandRun.of(arguments);
  }

  private void plugin(String configure, String logit) throws IOException {
    new PluginJar(classes)
        .compile("Bad", MODULE.formatted(configure, logit))
        .service("Bad")
        .write(jar);
  }

  private void failsOnceSaying(CommandRun run, String... words) {
    run.failsSaying(words);
    assertThat(run.err().lines().filter(line -> line.startsWith("esmm: "))).hasSize(1);
  }

  @Test
  void aTypeThatShips() throws IOException {
    plugin("bindTower(\"mlp\", Config.class, Network.class);", "return null;");
    failsOnceSaying(explain(), "bad.jar", "tower type [mlp] is already bound by", "ShippedTowers");
  }

  @Test
  void aModuleThatIsNotThere() throws IOException {
    new PluginJar(classes).service("com.acme.Nowhere").write(jar);
    failsOnceSaying(
        explain(), jar.toString(), "a tower plugin fails to load", "com.acme.Nowhere not found");
  }

  @Test
  void aModuleThatIsNone() throws IOException {
    new PluginJar(classes).service(Main.class.getName()).write(jar);
    failsOnceSaying(explain(), jar.toString(), "io.esmm.cli.Main not a subtype");
  }

  @Test
  void aModuleThatThrows() throws IOException {
    plugin("throw new IllegalStateException(\"out of paint\");", "return null;");
    failsOnceSaying(explain(), "Bad in " + jar, "the tower plugin fails to load", "out of paint");
  }

  @Test
  void aModuleThatCannotBeMade() throws IOException {
    new PluginJar(classes)
        .compile(
            "Bad",
            """
            public final class Bad extends io.esmm.tower.TowerModule {
              public Bad() {
                throw new IllegalStateException("no luck");
              }
            }
            """)
        .service("Bad")
        .write(jar);
    failsOnceSaying(explain(), jar.toString(), "a tower plugin fails to load", "no luck");
  }

  @Test
  void aTowerThatThrows() throws IOException {
    plugin(
        "bindTower(\"acme-bad\", Config.class, Network.class);",
        "throw new IllegalStateException(\"stuck\");");
    failsOnceSaying(
        explain("--set", "funnel.events.buy.tower={\"type\": \"acme-bad\"}"),
        "#/funnel/events/1/tower",
        "stuck",
        "its plugin has a bug");
  }

  @Test
  void aTowerThatGivesNothing() throws IOException {
    plugin("bindTower(\"acme-bad\", Config.class, Network.class);", "return null;");
    failsOnceSaying(
        explain("--set", "funnel.events.buy.tower={\"type\": \"acme-bad\"}"),
        "#/funnel/events/1/tower",
        "the tower gives null");
  }

  @Test
  void aJarThatIsNone() throws IOException {
    PluginJar.damaged(jar);
    failsOnceSaying(explain(), jar.toString(), "is no jar");
  }

  @Test
  void aFolderWithoutPlugins() throws IOException {
    new PluginJar(classes).compile("Bad", "class Bad {}").write(jar);
    failsOnceSaying(explain(), "none of its 1 jars names a module of towers");
  }

  @Test
  void aFolderThatIsNotThere() {
    CommandRun run = explain();
    assertThat(run.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(run.err()).contains("plugins is not a folder");
  }
}
