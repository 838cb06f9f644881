package io.esmm.eval.experiment;

import io.esmm.eval.metric.MetricValue;
import io.esmm.eval.statistics.HolmCorrection;
import io.esmm.eval.statistics.PairedResult;
import io.esmm.eval.statistics.PairedStudent;
import io.esmm.eval.statistics.PairedWilcoxon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Every method against one of them over the same repeats, in one metric, corrected for the number
 * of methods (Holm). A test that is undefined counts as a comparison with probability 1.
 *
 * @param reference the method that the others are compared with
 * @param methods the others, in their order
 */
public record ReferenceTests(String reference, List<Compared> methods) {

  /**
   * One method.
   *
   * @param name the method
   * @param student paired t test; its difference is the method's mean minus the reference's
   * @param studentAdjusted its probability as corrected
   * @param wilcoxon signed-rank test of the same
   * @param wilcoxonAdjusted its probability as corrected
   */
  public record Compared(
      String name,
      PairedResult student,
      double studentAdjusted,
      PairedResult wilcoxon,
      double wilcoxonAdjusted) {}

  /** Copies the list. */
  public ReferenceTests {
    methods = List.copyOf(methods);
  }

  /**
   * Compares.
   *
   * @param values for each method a value of every repeat, in one order; NaN where undefined, which
   *     makes the method's tests undefined
   * @param reference one of the methods
   */
  public static ReferenceTests of(Map<String, double[]> values, String reference) {
    double[] other = Objects.requireNonNull(values.get(reference), reference);
    List<String> names = values.keySet().stream().filter(n -> !n.equals(reference)).toList();
    List<PairedResult> student = new ArrayList<>();
    List<PairedResult> wilcoxon = new ArrayList<>();
    for (String name : names) {
      double[] own = Objects.requireNonNull(values.get(name));
      boolean known = isFinite(own) && isFinite(other);
      student.add(known ? PairedStudent.compare(own, other) : undefined());
      wilcoxon.add(known ? PairedWilcoxon.compare(own, other) : undefined());
    }
    double[] studentAdjusted = adjusted(student);
    double[] wilcoxonAdjusted = adjusted(wilcoxon);
    List<Compared> compared = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      compared.add(
          new Compared(
              names.get(i),
              student.get(i),
              studentAdjusted[i],
              wilcoxon.get(i),
              wilcoxonAdjusted[i]));
    }
    return new ReferenceTests(reference, compared);
  }

  /** The probabilities of tests, 1 where undefined, corrected for their number. */
  public static double[] adjusted(List<PairedResult> tests) {
    return HolmCorrection.adjust(
        tests.stream()
            .mapToDouble(test ->
                switch (test.pValue()) {
                  case MetricValue.Defined defined -> defined.value();
                  case MetricValue.Undefined _ -> 1;
                })
            .toArray());
  }

  private static PairedResult undefined() {
    MetricValue none = MetricValue.undefined("a run has no value");
    return new PairedResult(Double.NaN, none, none);
  }

  private static boolean isFinite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
