package io.esmm.benchmarks;

import io.esmm.benchmarks.table.Line;
import io.esmm.benchmarks.table.Part;
import io.esmm.benchmarks.table.Spread;
import io.esmm.benchmarks.table.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * What the machine can do. A peak is the median of several measurements, each the best of many
 * short runs, of which the clock makes one too short now and then.
 *
 * @param one operations per second of one thread
 * @param flops the same of all threads at once
 * @param copied bytes per second that all threads copy at once, beyond the caches: the highest
 * @param part these as lines
 */
record MachineRates(double one, double flops, double copied, Part part) {
  private static final int TIMES = 7;

  static MachineRates measure(int threads) {
    List<Line> lines = new ArrayList<>();
    double one =
        measured(lines, "multiply-adds, one thread", Unit.FLOPS, () -> Peaks.flops(1)).median();
    double all =
        measured(
                lines,
                "multiply-adds, " + threads + " threads at once",
                Unit.FLOPS,
                () -> Peaks.flops(threads))
            .median();
    double copied =
        measured(
                lines,
                "copying beyond the caches, " + threads + " threads at once",
                Unit.BYTES,
                () -> Peaks.copied(threads))
            .highest();
    return new MachineRates(one, all, copied, Part.of("peaks", lines));
  }

  private static Spread measured(List<Line> lines, String what, Unit unit, DoubleSupplier rate) {
    double[] rates = new double[TIMES];
    Arrays.setAll(rates, _ -> rate.getAsDouble());
    Spread spread = Spread.of(rates);
    lines.add(Line.of(what, unit, spread));
    return spread;
  }
}
