package io.esmm.numerics;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShapesTest {
  static List<Kernels> kernels() {
    return AvailableKernels.all();
  }

  private static Matrix matrix(Kernels kernels, int rows, int columns) {
    return Matrix.of(kernels.precision(), rows, columns);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void productsOfMismatchedShapesAreRefused(Kernels kernels) {
    Matrix x = matrix(kernels, 2, 3);
    Matrix y = matrix(kernels, 2, 5);
    assertThatThrownBy(
            () -> kernels.dense(x, matrix(kernels, 4, 5), null, ElementFunction.RELU, false, y))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 3")
        .hasMessageContaining("4 x 5");
    assertThatThrownBy(() -> kernels.denseInputGradient(y, matrix(kernels, 4, 5), false, x))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> kernels.denseWeightGradient(x, y, false, matrix(kernels, 5, 3)))
        .isInstanceOf(IllegalArgumentException.class);
    Matrix bias = matrix(kernels, 1, 4);
    assertThatThrownBy(
            () -> kernels.dense(x, matrix(kernels, 3, 5), bias, ElementFunction.RELU, false, y))
        .hasMessageContaining("bias");
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void matricesOfTheOtherPrecisionAreRefused(Kernels kernels) {
    Precision other = kernels.precision() == Precision.FLOAT ? Precision.DOUBLE : Precision.FLOAT;
    assertThatThrownBy(() -> kernels.allFinite(Matrix.of(other, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(other.name());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void idsOutsideTheTableAreRefused(Kernels kernels) {
    Matrix table = matrix(kernels, 4, 18);
    Matrix out = matrix(kernels, 1, 18);
    for (int id : new int[] {-1, 4}) {
      assertThatThrownBy(() -> kernels.gather(table, new int[] {id}, 0, out))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> kernels.pool(table, new int[] {0, 1}, new int[] {id}, null, 0, out))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> kernels.gather(table, new int[] {0}, 1, out))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
