package io.esmm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.esmm.problem.ProblemException;
import io.esmm.tower.TowerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each broken configuration in {@code problems/NAME.json}, read with the settings of {@code
 * NAME.set} if there is one, is told in the words of {@code NAME.txt}. After a change of words, run
 * with {@code -Desmm.writeGolden=true} and read the difference.
 */
class GoldenProblemsTest {
  private static final Path FOLDER = Path.of("src/test/resources/io/esmm/config/problems");

  static Stream<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void problemsAreToldInTheRecordedWords(String name) throws IOException {
    Path settings = FOLDER.resolve(name + ".set");
    List<String> set = Files.exists(settings) ? Files.readAllLines(settings) : List.of();
    String json = Files.readString(FOLDER.resolve(name + ".json"));
    ConfigReader reader = new ConfigReader(TowerRegistry.of(new FakeTowers()));

    ProblemException told =
        catchThrowableOfType(ProblemException.class, () -> reader.read(json, "conf.json", set));

    assertThat(told).as("problems of %s", name).isNotNull();
    Path golden = FOLDER.resolve(name + ".txt");
    if (Boolean.getBoolean("esmm.writeGolden")) {
      Files.writeString(golden, told.getMessage() + "\n");
    }
    assertThat(told.getMessage() + "\n").isEqualTo(Files.readString(golden));
  }
}
