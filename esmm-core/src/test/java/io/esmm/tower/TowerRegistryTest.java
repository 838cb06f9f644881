package io.esmm.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.esmm.graph.Tensor;
import io.esmm.problem.ProblemException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TowerRegistryTest {
  @TempDir Path folder;

  public record FirstConfig(int width) implements TowerConfig {
    public FirstConfig {
      if (width == 13) {
        throw new IllegalArgumentException("width [13] brings bad luck; take 12");
      }
    }
  }

  public record SecondConfig() implements TowerConfig {}

  public record BottomConfig() implements TrunkConfig {}

  static final class Bottom implements Trunk {
    @Inject
    Bottom(BottomConfig config) {}

    @Override
    public Map<String, Tensor> outputs(TrunkScope scope) {
      throw new UnsupportedOperationException();
    }
  }

  public record TypedConfig(String type) implements TowerConfig {}

  static class Fake implements Tower {
    @Override
    public Tensor logit(TowerScope scope) {
      throw new UnsupportedOperationException();
    }
  }

  static final class First extends Fake {
    final FirstConfig config;
    final StringBuilder greeting;

    @Inject
    First(FirstConfig config, StringBuilder greeting) {
      this.config = config;
      this.greeting = greeting;
    }
  }

  static final class Second extends Fake {
    @Inject
    Second(SecondConfig config) {
      throw new IllegalArgumentException("out of paint");
    }
  }

  static final class Uninjectable extends Fake {
    Uninjectable(String name) {}
  }

  public static final class FirstModule extends TowerModule {
    @Override
    protected void configure() {
      bindTower("first", FirstConfig.class, First.class);
      bind(StringBuilder.class).toInstance(new StringBuilder("hello"));
    }
  }

  public static final class SecondModule extends TowerModule {
    @Override
    protected void configure() {
      bindTower("second", SecondConfig.class, Second.class);
    }
  }

  static TowerModule binding(String type, Class<? extends TowerConfig> config) {
    return new TowerModule() {
      @Override
      protected void configure() {
        bindTower(type, config, Uninjectable.class);
      }
    };
  }

  @Test
  void typesAreSortedAndKnowTheirConfiguration() {
    TowerRegistry registry = TowerRegistry.of(new SecondModule(), new FirstModule());

    assertThat(registry.towers().names()).containsExactly("first", "second");
    assertThat(registry.towers().config("first")).isEqualTo(FirstConfig.class);
    assertThat(registry.towers().nameOf(new SecondConfig())).isEqualTo("second");
  }

  @Test
  void aTowerGetsItsConfigurationAndWhatItsModuleBinds() {
    TowerRegistry registry = TowerRegistry.of(new FirstModule());

    assertThat(registry.towers().create(new FirstConfig(3)))
        .isInstanceOfSatisfying(
            First.class,
            first -> {
              assertThat(first.config).isEqualTo(new FirstConfig(3));
              assertThat(first.greeting).hasToString("hello");
            });
  }

  @Test
  void towersOfDifferentConfigurationsDoNotMix() {
    TowerRegistry registry = TowerRegistry.of(new FirstModule());
    First three = (First) registry.towers().create(new FirstConfig(3));
    First four = (First) registry.towers().create(new FirstConfig(4));

    assertThat(three.config.width()).isEqualTo(3);
    assertThat(four.config.width()).isEqualTo(4);
  }

  @Test
  void trunksAreBoundBesideTowersAndMayHaveTheSameName() {
    TowerRegistry registry =
        TowerRegistry.of(
            new TowerModule() {
              @Override
              protected void configure() {
                bindTower("first", FirstConfig.class, First.class);
                bindTrunk("first", BottomConfig.class, Bottom.class);
              }
            });

    assertThat(registry.towers().names()).containsExactly("first");
    assertThat(registry.trunks().config("first")).isEqualTo(BottomConfig.class);
    assertThat(registry.trunks().create(new BottomConfig())).isInstanceOf(Bottom.class);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> registry.trunks().config("frist"))
        .withMessage("trunk type [frist] unknown; did you mean [first]? known: [first]");
  }

  @Test
  void unknownTowerTypeListsKnownTypes() {
    TowerRegistry registry = TowerRegistry.of(new FirstModule(), new SecondModule());

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> registry.towers().config("fist"))
        .withMessage("tower type [fist] unknown; did you mean [first]? known: [first, second]");
  }

  @Test
  void twoModulesOfOneTypeAreBothNamed() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> TowerRegistry.of(new FirstModule(), binding("first", SecondConfig.class)))
        .withMessageContaining("tower type [first] is already bound by")
        .withMessageContaining(FirstModule.class.getName());
  }

  @Test
  void twoTypesOfOneConfigurationAreRefused() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> TowerRegistry.of(new FirstModule(), binding("other", FirstConfig.class)))
        .withMessageContaining(
            "already belongs to type [first]; give each type a record of its own");
  }

  @Test
  void aTypeNameIsSmallLettersDigitsAndHyphens() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> TowerRegistry.of(binding("My Tower", SecondConfig.class)))
        .withMessageContaining(
            "tower type [My Tower] is no type name; use small letters, digits and single hyphens");
  }

  @Test
  void aConfigurationMustNotHoldTheTypeItself() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> TowerRegistry.of(binding("typed", TypedConfig.class)))
        .withMessageContaining("has a component [type]");
  }

  @Test
  void aTowerWithoutInjectableConstructorIsNamed() {
    TowerRegistry registry = TowerRegistry.of(binding("odd", SecondConfig.class));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> registry.towers().create(new SecondConfig()))
        .withMessageContaining("tower of type [odd] cannot be made")
        .withMessageContaining("Uninjectable");
  }

  @Test
  void anObjectionOfATowersConstructorIsTold() {
    TowerRegistry registry = TowerRegistry.of(new SecondModule());

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> registry.towers().create(new SecondConfig()))
        .withMessageContaining("tower of type [second] cannot be made")
        .withMessageContaining("out of paint");
  }

  @Test
  void modulesAreFoundByServiceLoader() throws IOException {
    try (URLClassLoader plugins = plugins(FirstModule.class.getName())) {
      assertThat(TowerRegistry.load(plugins).towers().names()).contains("first");
    }
  }

  @Test
  void aModuleThatIsNotThereFailsToLoad() throws IOException {
    try (URLClassLoader plugins = plugins("com.acme.Nowhere")) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> TowerRegistry.load(plugins))
          .withMessageContaining("a tower plugin fails to load")
          .withMessageContaining("com.acme.Nowhere");
    }
  }

  private URLClassLoader plugins(String module) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(TowerModule.class.getName()), module + "\n");
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, TowerRegistryTest.class.getClassLoader());
  }
}
