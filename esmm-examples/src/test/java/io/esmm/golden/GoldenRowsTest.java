package io.esmm.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.data.prepared.PreparedSet;
import io.esmm.data.prepared.PreparedWriter;
import io.esmm.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every version of the format of prepared rows is still read, and holds what it held when it was
 * written; a newer one is refused with the release that reads it.
 */
class GoldenRowsTest {
  @TempDir Path temporary;

  @Test
  void thereAreRowsOfEveryVersionThatWasEverWritten() throws Exception {
    List<Path> versions = Goldens.of("rows");
    assertThat(versions).hasSize(PreparedWriter.FORMAT.version());
    for (int v = 1; v <= versions.size(); v++) {
      assertThat(Goldens.version(versions.get(v - 1).resolve("train"))).isEqualTo(v);
    }
  }

  @Test
  void eachHoldsWhatItHeld() throws Exception {
    for (Path version : Goldens.of("rows")) {
      try (PreparedSet train = PreparedSet.open(version.resolve("train"))) {
        train.verify();
        assertThat(GoldenRows.text(train))
            .isEqualTo(Files.readString(version.resolve("train.txt")));
      }
    }
  }

  @Test
  void aNewerFormatIsRefusedWithTheReleaseThatReadsIt() throws Exception {
    int version = Goldens.of("rows").size() + 1;
    Path rows = Goldens.newer("esmm-prepared", version, temporary.resolve("newer"));
    assertThatThrownBy(() -> PreparedSet.open(rows))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(
            "esmm-prepared version %d is too new, needs version 99.1.0 of ESMM", version);
  }
}
