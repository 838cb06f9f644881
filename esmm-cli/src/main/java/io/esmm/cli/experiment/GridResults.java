package io.esmm.cli.experiment;

import io.esmm.eval.experiment.FinishedRun;
import io.esmm.eval.experiment.ReferenceTests;
import io.esmm.eval.statistics.PairedResult;
import io.esmm.eval.statistics.Repeats;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the runs of a grid gave.
 *
 * @param runs of every method, in the order of the seeds
 * @param parameters of the methods that have one
 * @param searched the AUC on the validation part of every candidate, such as {@code aman 0.2}
 * @param deLongCvr every method against ESMM in the CVR task, on the first repeat; may be empty
 * @param deLongCtcvr the same in the CTCVR task
 */
record GridResults(
    Map<PaperMethod, List<FinishedRun>> runs,
    Map<PaperMethod, Double> parameters,
    Map<String, Double> searched,
    Map<PaperMethod, PairedResult> deLongCvr,
    Map<PaperMethod, PairedResult> deLongCtcvr) {

  List<PaperMethod> methods() {
    return List.copyOf(runs.keySet());
  }

  int repeats() {
    return runs.values().iterator().next().size();
  }

  /** The names of all measures. */
  Set<String> measures() {
    Set<String> names = new LinkedHashSet<>();
    runs.values().forEach(list -> list.forEach(run -> names.addAll(run.metrics().keySet())));
    return names;
  }

  /** A measure of every repeat; NaN where it is undefined. */
  double[] values(PaperMethod method, String measure) {
    return runs.getOrDefault(method, List.of()).stream()
        .mapToDouble(run -> run.metrics().getOrDefault(measure, Double.NaN))
        .toArray();
  }

  Repeats repeats(PaperMethod method, String measure) {
    return Repeats.of(values(method, measure));
  }

  /** Every method against ESMM over the repeats; empty without ESMM or another method. */
  Optional<ReferenceTests> tests(String measure) {
    if (runs.size() < 2 || !runs.containsKey(PaperMethod.ESMM)) {
      return Optional.empty();
    }
    Map<String, double[]> values = new LinkedHashMap<>();
    methods().forEach(method -> values.put(method.toString(), values(method, measure)));
    return Optional.of(ReferenceTests.of(values, PaperMethod.ESMM.toString()));
  }

  /** The probabilities of DeLong's tests, corrected for their number (Holm). */
  static Map<PaperMethod, Double> adjusted(Map<PaperMethod, PairedResult> tests) {
    Map<PaperMethod, Double> adjusted = new EnumMap<>(PaperMethod.class);
    List<PaperMethod> methods = new ArrayList<>(tests.keySet());
    double[] values = ReferenceTests.adjusted(List.copyOf(tests.values()));
    for (int i = 0; i < values.length; i++) {
      adjusted.put(methods.get(i), values[i]);
    }
    return adjusted;
  }

  /** {@code base}, {@code aman 0.2}. */
  String label(PaperMethod method) {
    Double parameter = parameters.get(method);
    return parameter == null ? method.toString() : method + " " + number(parameter);
  }

  /** {@code 0.2}, {@code 3}. */
  static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.valueOf(value);
  }
}
