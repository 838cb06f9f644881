package io.esmm.data.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathResolverTest {
  private final PathResolver paths =
      new PathResolver(Path.of("/models/m"), Map.of("DATA", "/mnt/$1\\x", "EMPTY", "")::get);

  @Test
  void variablesAreReplacedLiterally() {
    assertThat(paths.expand("${DATA}/a ${DATA}")).isEqualTo("/mnt/$1\\x/a /mnt/$1\\x");
  }

  @Test
  void defaultsStandForUnsetAndEmptyVariables() {
    assertThat(paths.expand("${NO:-../shared}/${EMPTY:-x}/${NO:-}")).isEqualTo("../shared/x/");
  }

  @Test
  void otherDollarsStay() {
    assertThat(paths.expand("$DATA ${} $ {DATA} ${1X}")).isEqualTo("$DATA ${} $ {DATA} ${1X}");
  }

  @Test
  void pathsAreRelativeToTheConfiguration() {
    assertThat(paths.resolve("../data/x.csv")).isEqualTo(Path.of("/models/data/x.csv"));
    assertThat(paths.resolve("/data/x.csv")).isEqualTo(Path.of("/data/x.csv"));
  }

  @Test
  void unsetVariableIsNamedWithItsRemedy() {
    assertThatThrownBy(() -> paths.expand("${NO}/x"))
        .hasMessage(
            "${NO}/x: the environment variable [NO] is not set; set it, or write ${NO:-default}");
  }
}
