package io.esmm.cli.experiment;

import io.esmm.cli.console.Columns;
import io.esmm.eval.statistics.Repeats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One measure of every method under several conditions, as text whose columns line up. */
final class ConditionTables {
  private ConditionTables() {}

  /**
   * @param conditions in the order of the columns, with the same methods
   */
  static String of(Measure measure, List<ResultFiles.Condition> conditions) {
    List<String> heads = new ArrayList<>(List.of(conditions.getFirst().name()));
    conditions.forEach(c -> heads.add(">" + GridResults.number(c.value()) + " "));
    Columns columns = new Columns("", heads.toArray(String[]::new));
    List<PaperMethod> methods = conditions.getFirst().results().methods();
    for (PaperMethod method : methods) {
      List<String> cells = new ArrayList<>(List.of(method.toString()));
      for (ResultFiles.Condition condition : conditions) {
        Repeats own = condition.results().repeats(method, measure.name());
        boolean best =
            methods.size() > 1
                && methods.stream()
                    .mapToDouble(m -> condition.results().repeats(m, measure.name()).mean())
                    .filter(Double::isFinite)
                    .noneMatch(mean -> measure.better().isBetter(mean, own.mean()));
        cells.add(
            Double.isFinite(own.mean())
                ? String.format(Locale.ROOT, "%s%s", own, best ? "*" : " ")
                : "- ");
      }
      columns.line(cells.toArray(String[]::new));
    }
    return measure.title() + "\n" + columns;
  }
}
