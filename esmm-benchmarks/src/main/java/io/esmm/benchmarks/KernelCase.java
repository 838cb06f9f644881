package io.esmm.benchmarks;

import io.esmm.benchmarks.table.Unit;
import java.util.function.DoubleSupplier;

/**
 * One kernel at one size, with operands of its own, to be called again and again.
 *
 * @param name for people: "414x360 forward"
 * @param bound what its rate is compared with
 * @param work operations, rows or values of one call
 * @param call the kernel
 * @param error the greatest error of a call's results, each as a share of the magnitude of what it
 *     was computed from; some results are looked at, not all
 */
public record KernelCase(
    String name, Bound bound, double work, Runnable call, DoubleSupplier error) {
  /** Sums of a thousand floats, added up in another order than the check adds them. */
  private static final double TOLERANCE = 1e-5;

  /** What the time of a kernel goes into. */
  public enum Bound {
    /** Floating-point operations, a multiply-add counts two; compared with the peak. */
    ARITHMETIC(Unit.FLOPS),
    /** Rows of tables that are read; compared with {@link TableRows.Use#READ}. */
    READS(Unit.ROWS),
    /** Rows of tables that are read and written; compared with {@link TableRows.Use#UPDATE}. */
    UPDATES(Unit.ROWS),
    /** Values of a function; compared with nothing. */
    VALUES(Unit.VALUES);

    private final Unit unit;

    Bound(Unit unit) {
      this.unit = unit;
    }

    Unit unit() {
      return unit;
    }
  }

  /**
   * Looks at the results of the calls so far.
   *
   * @throws IllegalStateException if one is wrong
   */
  public void check() {
    double worst = error.getAsDouble();
    if (!(worst <= TOLERANCE)) {
      throw new IllegalStateException("kernel [" + name + "] is wrong by " + worst);
    }
  }
}
