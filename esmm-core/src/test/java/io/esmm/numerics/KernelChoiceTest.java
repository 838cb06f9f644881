package io.esmm.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelChoiceTest {
  private final @Nullable String kernels = System.getProperty(KernelChoice.PROPERTY);
  private final @Nullable String bits = System.getProperty(KernelChoice.BITS_PROPERTY);

  @AfterEach
  void restore() {
    restore(KernelChoice.PROPERTY, kernels);
    restore(KernelChoice.BITS_PROPERTY, bits);
  }

  private static void restore(String property, @Nullable String before) {
    if (before == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, before);
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
  void aRunThatAsksForAWidthHasIt() {
    if (bits != null) {
      assertThat(KernelChoice.create().description()).isEqualTo("vector, " + bits + " bits");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "64", "256 ", "-256", "0x200", "1024", "wide"})
  void anUnknownWidthListsTheKnownOnes(String width) {
    System.setProperty(KernelChoice.BITS_PROPERTY, width);
    for (String choice : List.of("auto", "vector")) {
      System.setProperty(KernelChoice.PROPERTY, choice);
      assertThatThrownBy(KernelChoice::create)
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("-Desmm.vectorBits")
          .hasMessageContaining("vectors of [" + width + "] bits unknown")
          .hasMessageContaining("[128, 256, 512]");
    }
  }

  @Test
  void aWidthAsksForVectorsWithTheirModule() {
    if (KernelChoice.vectorsPresent()) {
      return;
    }
    System.setProperty(KernelChoice.PROPERTY, "auto");
    System.setProperty(KernelChoice.BITS_PROPERTY, "128");
    assertThatThrownBy(KernelChoice::create)
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("-Desmm.vectorBits")
        .hasMessageContaining("--add-modules=jdk.incubator.vector");
  }

  @Test
  void theWidthIsThatOfTheFirstVectorKernels() {
    if (!KernelChoice.vectorsPresent()) {
      return;
    }
    String first = KernelChoice.vectorKernels().description();
    System.setProperty(KernelChoice.PROPERTY, "auto");
    for (String width : List.of("128", "256", "512")) {
      System.setProperty(KernelChoice.BITS_PROPERTY, width);
      assertThat(KernelChoice.create().description()).isEqualTo(first);
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
