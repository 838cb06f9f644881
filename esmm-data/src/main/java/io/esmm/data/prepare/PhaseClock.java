package io.esmm.data.prepare;

import java.util.function.LongSupplier;

/** Times the phases and tells the listener now and then. */
final class PhaseClock {
  private static final long INTERVAL = 1 << 15;

  private final PreparationListener listener;
  private final LongSupplier nanoTime;
  private String phase = "";
  private long begin;
  private long rows;

  PhaseClock(PreparationListener listener, LongSupplier nanoTime) {
    this.listener = listener;
    this.nanoTime = nanoTime;
  }

  void begin(String name) {
    phase = name;
    rows = 0;
    begin = nanoTime.getAsLong();
    listener.phase(name);
  }

  /** One more row was read. */
  void row(double fraction) {
    rows++;
    if (rows % INTERVAL == 0) {
      tell(fraction);
    }
  }

  /** The phase is over. */
  void end() {
    tell(1);
  }

  private void tell(double fraction) {
    double seconds = (nanoTime.getAsLong() - begin) * 1e-9;
    listener.progress(new PreparationProgress(phase, rows, fraction, seconds));
  }
}
