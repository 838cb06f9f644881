package io.esmm.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.benchmarks.FunctionValues.Function;
import io.esmm.benchmarks.KernelCase;
import io.esmm.benchmarks.LayerProduct.Product;
import io.esmm.benchmarks.TableRows.Use;
import io.esmm.numerics.KernelChoice;
import io.esmm.numerics.Kernels;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every benchmark runs once as JMH would run it, and its result passes its own check. */
class KernelBenchmarksTest {
  /** Fewer rows than are measured, and more than a call takes. */
  private static final int TABLE_ROWS = 100_000;

  static List<String> kernels() {
    return KernelChoice.vectorsPresent() ? List.of("vector", "scalar") : List.of("scalar");
  }

  static Stream<KernelBenchmark> benchmarks() {
    return kernels().stream()
        .flatMap(kernels ->
            Stream.of(layers(), tables(), functions())
                .flatMap(benchmarks -> benchmarks)
                .peek(benchmark -> benchmark.kernels = kernels));
  }

  private static Stream<KernelBenchmark> layers() {
    return Stream.of(Product.values())
        .map(product -> {
          LayerBenchmark layer = new LayerBenchmark();
          layer.product = product;
          layer.layer = "200x80";
          return layer;
        });
  }

  private static Stream<KernelBenchmark> tables() {
    return Stream.of(Use.values())
        .map(use -> {
          TableBenchmark table = new TableBenchmark();
          table.use = use;
          table.rows = TABLE_ROWS;
          return table;
        });
  }

  private static Stream<KernelBenchmark> functions() {
    return Stream.of(Function.values())
        .map(function -> {
          FunctionBenchmark benchmark = new FunctionBenchmark();
          benchmark.function = function;
          return benchmark;
        });
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void aCallGivesWhatItShould(KernelBenchmark benchmark) {
    benchmark.setUp();
    benchmark.call();
    benchmark.check();
  }

  @Test
  void aWrongResultEndsTheRun() {
    KernelBenchmark wrong =
        new KernelBenchmark() {
          @Override
          KernelCase of(Kernels chosen) {
            return new KernelCase("sum", KernelCase.Bound.VALUES, 1, () -> {}, () -> 0.5);
          }
        };
    wrong.kernels = "scalar";
    wrong.setUp();
    wrong.call();
    assertThatThrownBy(wrong::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("kernel [sum] is wrong by 0.5");
  }

  @Test
  void aKernelThatGivesNothingEndsTheRun() {
    KernelCase nothing =
        new KernelCase("sum", KernelCase.Bound.VALUES, 1, () -> {}, () -> Double.NaN);
    assertThatThrownBy(nothing::check).hasMessage("kernel [sum] is wrong by NaN");
  }
}
