package io.esmm.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.internal.InternalFutureFailureAccess;
import com.google.inject.Injector;
import io.esmm.model.EsmmModel;
import io.esmm.model.ModelTrainer;
import io.esmm.scoring.Predictions;
import io.esmm.scoring.RequestsConfig;
import io.esmm.towers.ShippedTowers;
import io.esmm.train.InMemorySet;
import io.esmm.train.TrainingListener;
import io.esmm.train.TrainingProgress;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library inside a program that has nothing else on its class path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherProgramTest {
  /** A class of each jar that scoring needs: ours, and what these depend on. */
  private static final List<Class<?>> NEEDED =
      List.of(
          EsmmModel.class,
          ShippedTowers.class,
          ObjectMapper.class,
          JsonFactory.class,
          JsonProperty.class,
          Injector.class,
          ImmutableList.class,
          InternalFutureFailureAccess.class,
          Inject.class,
          MethodInterceptor.class,
          Nullable.class);

  @TempDir static Path folder;
  private final EsmmModel model = SmallShop.model();

  @BeforeAll
  void save() throws IOException {
    model.save(folder.resolve("model"));
    Path program = Files.createDirectories(folder.resolve("program/io/esmm/embedded"));
    String name = ScoringProgram.class.getSimpleName() + ".class";
    try (var bytes = Objects.requireNonNull(ScoringProgram.class.getResourceAsStream(name))) {
      Files.copy(bytes, program.resolve(name));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void coreAndTowersAloneScoreWithAndWithoutTheVectorModuleAndStartNoThread(boolean vector)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (vector) {
      command.add("--add-modules=jdk.incubator.vector");
    }
    command.addAll(List.of("-XX:+UseSerialGC", "-cp", classPath(), ScoringProgram.class.getName()));
    command.add(folder.resolve("model").toString());
    Path out = folder.resolve("out-" + vector);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err-" + vector).toFile())
            .directory(Files.createDirectories(folder.resolve("elsewhere")).toFile())
            .start();
    int exit = process.waitFor();
    assertThat(exit).as(Files.readString(folder.resolve("err-" + vector), UTF_8)).isZero();
    Properties said = new Properties();
    for (String line : Files.readAllLines(out)) {
      said.setProperty(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
    }
    Predictions here = model.predict(SmallShop.request().build());
    assertThat(Double.parseDouble(said.getProperty("click")))
        .isCloseTo(here.joint("click", 0), within(1e-6));
    assertThat(Double.parseDouble(said.getProperty("purchase")))
        .isCloseTo(here.joint("purchase", 0), within(1e-6));
    assertThat(said)
        .containsEntry("threads", "[]")
        .containsEntry("vector", String.valueOf(vector))
        .containsEntry("data", "false")
        .containsEntry("eval", "false")
        .containsEntry("duckdb", "false");
    try (var files = Files.list(folder.resolve("elsewhere"))) {
      assertThat(files).as("files left in the working folder").isEmpty();
    }
  }

  private static String classPath() throws URISyntaxException {
    List<String> parts = new ArrayList<>(List.of(folder.resolve("program").toString()));
    for (Class<?> type : NEEDED) {
      parts.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return String.join(File.pathSeparator, parts);
  }

  @Test
  void trainingOnOneThreadWorksInTheCallersAlone() {
    InMemorySet rows = SmallShop.log(SmallShop.config(RequestsConfig.defaults())).encode();
    Set<Thread> workers = new HashSet<>();
    Map<Thread, StackTraceElement[]> before = Thread.getAllStackTraces();
    TrainingListener watcher =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            workers.add(Thread.currentThread());
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.containsKey(thread))
                .forEach(workers::add);
          }
        };
    ModelTrainer.of(SmallShop.config(RequestsConfig.defaults()))
        .with(trainer -> trainer.withListener(watcher))
        .train(rows);
    assertThat(workers).containsExactly(Thread.currentThread());
  }
}
