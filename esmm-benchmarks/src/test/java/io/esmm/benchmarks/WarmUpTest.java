package io.esmm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A warm-up is over when the threads that are not measured take next to no time. */
class WarmUpTest {
  private static final long SLICE = 100_000_000;
  private static final int SLICES = 5;

  private long process;

  /** Half a second of measured threads, while others take this part of their time. */
  private void run(WarmUp warmUp, double others) {
    for (int i = 0; i < SLICES; i++) {
      process += (long) (SLICE * (1 + others));
      warmUp.add(SLICE);
    }
  }

  @Test
  void isOverWhenTheCompilersAreAtRest() {
    WarmUp warmUp = new WarmUp(() -> process);
    run(warmUp, 0.5);
    assertThat(warmUp.over()).isFalse();
    run(warmUp, 0.02);
    run(warmUp, 0.02);
    assertThat(warmUp.over()).isTrue();
  }

  @Test
  void isNotOverBeforeTheFirstLook() {
    WarmUp warmUp = new WarmUp(() -> process);
    warmUp.add(SLICE);
    assertThat(warmUp.over()).isFalse();
  }

  @Test
  void goesOnWhenTheyBeginAgain() {
    WarmUp warmUp = new WarmUp(() -> process);
    run(warmUp, 0);
    run(warmUp, 1);
    assertThat(warmUp.over()).isFalse();
  }
}
