package io.esmm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.esmm.benchmarks.table.Spread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Kernels are measured in turn, on all threads at once. */
class KernelRatesTest {
  private static KernelCase spinning(String name, Runnable call, double error) {
    return spinning(name, KernelCase.Bound.VALUES, call, error);
  }

  private static KernelCase spinning(
      String name, KernelCase.Bound bound, Runnable call, double error) {
    return new KernelCase(
        name,
        bound,
        1,
        () -> {
          call.run();
          long end = System.nanoTime() + 1_000_000;
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
        },
        () -> error);
  }

  @Test
  void everyThreadCallsACaseOfItsOwn() {
    List<Thread> callers = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger made = new AtomicInteger();
    KernelRates rates =
        KernelRates.measure(
            () -> {
              made.incrementAndGet();
              return List.of(spinning("sum", () -> callers.add(Thread.currentThread()), 0));
            },
            2,
            0,
            3);
    assertThat(made).hasValue(2);
    assertThat(callers.stream().distinct()).hasSize(2);
    assertThat(rates.rates()).extracting(KernelRates.Rate::name).containsExactly("sum");
    assertThat(rates.rates().getFirst().perSecond().lowest()).isPositive();
  }

  @Test
  void usesOfTablesAreComparedWithThePlainLoopOfTheSameTurn() {
    KernelRates rates =
        KernelRates.measure(
            () ->
                List.of(
                    spinning(TableRows.READ, KernelCase.Bound.READS, () -> {}, 0),
                    spinning(TableRows.UPDATE, KernelCase.Bound.UPDATES, () -> {}, 0)),
            1,
            0,
            3);
    assertThat(rates.rates()).extracting(KernelRates.Rate::share).containsOnly(new Spread(1, 1, 1));
  }

  @Test
  void aWrongResultEndsTheRun() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> KernelRates.measure(() -> List.of(spinning("sum", () -> {}, 0.5)), 1, 0, 1))
        .withMessage("kernel [sum] is wrong by 0.5");
  }
}
