package io.esmm.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelRateTest {
  @Test
  void theDenseRateLiesBelowThePeak() {
    KernelRate rate = KernelRate.measure(0.3);
    assertThat(rate.kernels()).isEqualTo(KernelChoice.create().description());
    assertThat(rate.dense()).isPositive();
    if (rate.kernels().equals("scalar")) {
      assertThat(rate.bits()).isEqualTo(32);
      assertThat(rate.peak()).isNaN();
    } else {
      assertThat(rate.bits()).isBetween(64, 512);
      assertThat(rate.peak()).isPositive();
    }
  }
}
