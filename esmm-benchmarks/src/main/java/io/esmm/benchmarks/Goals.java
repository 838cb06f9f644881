package io.esmm.benchmarks;

import io.esmm.benchmarks.table.Bar;
import java.util.Locale;

/**
 * What is asked of the figures. Rates and times that arithmetic bounds were set for a machine of
 * 410 GFLOP/s on two cores and 205 on one; here they are asked in the proportion of the peaks.
 *
 * @param one operations per second of this machine's peak, one thread
 * @param all the same of all threads at once
 */
record Goals(double one, double all) {
  private static final double REFERENCE_ONE = 205e9;
  private static final double REFERENCE_ALL = 410e9;

  /** Shares of the peak that the paper's layers have to reach. */
  static final Bar LAYERS_ON_ONE_THREAD = Bar.atLeast(0.8);

  static final Bar LAYERS_ON_ALL_THREADS = Bar.atLeast(0.75);

  /** Of the rate at which random rows can be read. */
  static final Bar TABLES = Bar.atLeast(0.7);

  static final Bar OF_ARITHMETIC_FLOOR = Bar.atLeast(0.7);
  static final Bar TWO_THREADS_TO_ONE = Bar.atLeast(1.85);
  static final Bar READING_TO_TRAINING = Bar.atLeast(5);
  static final Bar LOSSES_AGREE = Bar.atMost(0.01);
  static final Bar FLAT_TO_SPARSE_ADAM = Bar.atLeast(4);
  static final Bar FLAT_TO_TUNED = Bar.atLeast(1.4);
  static final Bar ALI_CCP_TO_SPARSE_ADAM = Bar.atLeast(15);
  static final Bar TO_ONNX_RUNTIME = Bar.atLeast(3);
  static final Bar P99_TO_P50 = Bar.atMost(1.5);

  /** Bound by the cache that the weights are read from, not by the peak: asked as it is. */
  static final Bar ONE_ROW = Bar.atMost(15e-6);

  Bar flatImpressions() {
    return Bar.atLeast(100_000 * all / REFERENCE_ALL);
  }

  Bar aliCcpImpressions() {
    return Bar.atLeast(150_000 * all / REFERENCE_ALL);
  }

  Bar bulkImpressions() {
    return Bar.atLeast(300_000 * all / REFERENCE_ALL);
  }

  Bar request() {
    return Bar.atMost(1e-3 * REFERENCE_ONE / one);
  }

  /** Which bars are asked in proportion to which peak. */
  String words() {
    return String.format(
        Locale.ROOT,
        "bars: impressions/s for %.0f GFLOP/s of all threads, here %.1f: times %.3f;"
            + " the time of %d candidates for %.0f of one, here %.1f: times %.2f; all others as"
            + " they are",
        REFERENCE_ALL / 1e9,
        all / 1e9,
        all / REFERENCE_ALL,
        ScoringPart.CANDIDATES,
        REFERENCE_ONE / 1e9,
        one / 1e9,
        REFERENCE_ONE / one);
  }
}
