package io.esmm.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void textsLineUpOnTheLeftAndNumbersOnTheRight() {
    assertThat(
            new Columns("  ", "layer", ">parameters", "per")
                .line("dense0 of a tower", "72,200", "request")
                .line("dense1", "80", "impression")
                .toString())
        .isEqualTo(
            """
              layer              parameters  per
              dense0 of a tower      72,200  request
              dense1                     80  impression
            """);
  }

  @Test
  void aLineMustHaveACellForEachTitle() {
    assertThatThrownBy(() -> new Columns("", "a", "b").line("1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
