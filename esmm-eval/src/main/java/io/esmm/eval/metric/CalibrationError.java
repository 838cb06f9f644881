package io.esmm.eval.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Expected calibration error: the distance of the mean probability from the share of positives in
 * each bin, averaged with the bins' rows as weights.
 *
 * <pre>  ECE = sum_b n_b / n | mean p in b - share of positives in b |</pre>
 *
 * <p>By default over ten bins of equal mass: clicks and conversions are rare, and bins of equal
 * width would put nearly all rows into the first. The value depends on the bins and is biased
 * upwards when they hold few rows: compare it only between models on the same rows and with the
 * same {@link Binning}. Undefined without rows; with equal widths also if a probability is above 1.
 *
 * <p>Naeini, Cooper and Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian
 * Binning", AAAI 2015 (equal width); Nguyen and O'Connor, "Posterior calibration and exploratory
 * analysis", EMNLP 2015 (equal mass).
 */
public final class CalibrationError {
  private CalibrationError() {}

  /** The error over {@link Binning#DEFAULT}, ten bins of equal mass. */
  public static MetricValue of(ScoredRows rows) {
    return of(rows, Binning.DEFAULT);
  }

  /** The error over these bins, in [0, 1] if no "probability" is above 1. */
  public static MetricValue of(ScoredRows rows, Binning binning) {
    if (rows.rows() == 0) {
      return MetricValue.undefined("no rows");
    }
    if (binning.cut() == Binning.Cut.EQUAL_WIDTH && rows.aboveOne() > 0) {
      return rows.undefinedAboveOne();
    }
    double sum = 0;
    for (CalibrationBin bin : bins(rows, binning)) {
      sum += bin.rows() * bin.gap();
    }
    return MetricValue.of(sum / rows.rows());
  }

  /** The bins that hold a row, by ascending probability: the points of a reliability diagram. */
  public static List<CalibrationBin> bins(ScoredRows rows, Binning binning) {
    List<CalibrationBin> bins = new ArrayList<>();
    Bin bin = new Bin();
    long done = 0;
    int place = 0;
    for (Ties.Walk walk = rows.ties().walk(); walk.next(); ) {
      int next =
          switch (binning.cut()) {
            case EQUAL_WIDTH -> widthPlace(walk.probability(), binning.bins());
            // the bin of the first of these equal rows
            case EQUAL_MASS -> (int) (done * binning.bins() / rows.rows());
          };
      if (next != place) {
        bin.closeInto(bins);
        bin = new Bin();
        place = next;
      }
      bin.add(walk);
      done += walk.rows();
    }
    bin.closeInto(bins);
    return bins;
  }

  private static int widthPlace(double probability, int bins) {
    return (int) Math.min(bins - 1, Math.floor(probability * bins));
  }

  private static final class Bin {
    private double lowest;
    private double highest;
    private long rows;
    private long positives;
    private double sum;

    void add(Ties.Walk walk) {
      if (rows == 0) {
        lowest = walk.probability();
      }
      highest = walk.probability();
      rows += walk.rows();
      positives += walk.positives();
      sum += walk.probability() * walk.rows();
    }

    void closeInto(List<CalibrationBin> bins) {
      if (rows > 0) {
        bins.add(new CalibrationBin(lowest, highest, rows, positives, sum / rows));
      }
    }
  }
}
