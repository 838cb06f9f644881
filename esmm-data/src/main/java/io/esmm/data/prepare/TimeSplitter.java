package io.esmm.data.prepare;

import io.esmm.data.config.TimeSplitConfig;
import io.esmm.data.raw.DecimalText;
import io.esmm.data.raw.RawRow;
import io.esmm.data.raw.Rejection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Later rows are the test, wherever they stand. */
final class TimeSplitter implements Splitter {
  private final TimeSplitConfig config;
  private final double testFrom;
  private final double validationFrom;

  TimeSplitter(TimeSplitConfig config) {
    this.config = config;
    this.testFrom = DecimalText.parse(config.testFrom());
    this.validationFrom =
        config.validationFrom() == null ? Double.NaN : DecimalText.parse(config.validationFrom());
  }

  private boolean isNumeric() {
    return !Double.isNaN(testFrom);
  }

  @Override
  public @Nullable Rejection problem(RawRow row) {
    @Nullable String time = row.split();
    if (time == null) {
      return new Rejection(
          "split column [" + config.column() + "] is missing",
          "column [" + config.column() + "] is empty");
    }
    if (isNumeric() && Double.isNaN(DecimalText.parse(time))) {
      return new Rejection(
          "split column [" + config.column() + "] is not a number like testFrom",
          "column [" + config.column() + "] is [" + time + "]");
    }
    return null;
  }

  @Override
  public Split of(RawRow row, long number) {
    String time = Objects.requireNonNull(row.split());
    if (isFrom(time, testFrom, config.testFrom())) {
      return Split.TEST;
    }
    return config.validationFrom() != null && isFrom(time, validationFrom, config.validationFrom())
        ? Split.VALIDATION
        : Split.TRAIN;
  }

  private boolean isFrom(String time, double number, String text) {
    return isNumeric() ? DecimalText.parse(time) >= number : time.compareTo(text) >= 0;
  }
}
