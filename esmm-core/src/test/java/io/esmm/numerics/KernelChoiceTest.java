package io.esmm.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {
  private final @Nullable String before = System.getProperty(KernelChoice.PROPERTY);

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(KernelChoice.PROPERTY);
    } else {
      System.setProperty(KernelChoice.PROPERTY, before);
    }
  }

  @Test
  void aRunThatExpectsVectorsHasThem() {
    if (Boolean.getBoolean("esmm.expectVector")) {
      assertThat(KernelChoice.vectorsPresent()).isTrue();
      System.clearProperty(KernelChoice.PROPERTY);
      assertThat(KernelChoice.create().description()).startsWith("vector, ");
    }
  }

  @Test
  void autoTakesVectorsWhereTheModuleIsLoaded() {
    System.setProperty(KernelChoice.PROPERTY, "auto");
    assertThat(KernelChoice.create().description().startsWith("vector"))
        .isEqualTo(KernelChoice.vectorsPresent());
  }

  @Test
  void scalarIsTakenOnDemand() {
    System.setProperty(KernelChoice.PROPERTY, "scalar");
    assertThat(KernelChoice.create()).isInstanceOf(ScalarKernels.class);
  }

  @Test
  void vectorDemandedWithoutItsModuleNamesTheFlag() {
    System.setProperty(KernelChoice.PROPERTY, "vector");
    if (KernelChoice.vectorsPresent()) {
      assertThat(KernelChoice.create().description()).startsWith("vector");
    } else {
      assertThatThrownBy(KernelChoice::create)
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("--add-modules=jdk.incubator.vector");
    }
  }

  @Test
  void unknownChoiceListsTheKnownOnes() {
    System.setProperty(KernelChoice.PROPERTY, "cuda");
    assertThatThrownBy(KernelChoice::create)
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("[cuda]")
        .hasMessageContaining("[auto, scalar, vector]");
  }

  @Test
  void everyCallMakesItsOwnKernels() {
    assertThat(KernelChoice.create()).isNotSameAs(KernelChoice.create());
    assertThat(KernelChoice.create(Precision.DOUBLE).precision()).isEqualTo(Precision.DOUBLE);
    assertThat(KernelChoice.create(Precision.FLOAT).precision()).isEqualTo(Precision.FLOAT);
  }
}
