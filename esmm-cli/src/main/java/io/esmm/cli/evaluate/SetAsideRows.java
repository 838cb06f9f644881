package io.esmm.cli.evaluate;

import io.esmm.cli.console.Output;
import io.esmm.data.prepare.EncodedRows;
import java.util.Locale;

/** Tells of rows that could not be used. */
public final class SetAsideRows {
  private SetAsideRows() {}

  /** Says how many rows were set aside and why, if there were any. */
  public static void tell(EncodedRows rows, Output output) {
    long sum = rows.setAside().values().stream().mapToLong(Long::longValue).sum();
    if (sum > 0) {
      output.warn(
          String.format(Locale.ROOT, "%,d of %,d rows were set aside:", sum, rows.rowsIn()));
      rows.setAside()
          .forEach((reason, count) ->
              output.say(String.format(Locale.ROOT, "  %,12d  %s", count, reason)));
    }
    rows.quirks()
        .forEach((quirk, count) ->
            output.detail(String.format(Locale.ROOT, "  %,12d  %s", count, quirk)));
  }
}
