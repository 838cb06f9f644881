package io.esmm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each of the build's two test runs is the run that it says it is. */
class TestRunsTest {

  @Test
  void vectorModuleIsPresentExactlyWhereTheBuildExpectsIt() {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    String expected = System.getProperty("esmm.expectVector", Boolean.toString(present));
    assertThat(Boolean.toString(present)).isEqualTo(expected);
  }
}
