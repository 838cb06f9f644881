package io.esmm.data.prepare;

import io.esmm.config.EsmmConfig;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawRow;
import io.esmm.field.RawValue;
import io.esmm.objective.RowCondition;
import io.esmm.objective.TermConfig;
import io.esmm.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The conditions on columns and fields that an objective asks for, each of which becomes a mark of
 * every row. Immutable; thread-safe.
 */
public final class RowMarks {
  private final List<RowCondition> conditions;

  private RowMarks(List<RowCondition> conditions) {
    this.conditions = List.copyOf(conditions);
  }

  /** No conditions. */
  public static RowMarks none() {
    return new RowMarks(List.of());
  }

  /** Those of all terms of a configuration's objective, each once. */
  public static RowMarks of(EsmmConfig config) {
    List<RowCondition> all = new ArrayList<>();
    for (TermConfig term : config.objective().terms(config.funnel())) {
      all.addAll(term.where());
    }
    return of(all);
  }

  /** These conditions, each once, without those on events, which are known from the labels. */
  public static RowMarks of(List<RowCondition> conditions) {
    Map<String, RowCondition> marks = new LinkedHashMap<>();
    for (RowCondition condition : conditions) {
      @Nullable String mark = condition.mark();
      if (mark != null) {
        marks.putIfAbsent(mark, condition);
      }
    }
    return new RowMarks(List.copyOf(marks.values()));
  }

  /** The marks by which a prepared set knows the conditions. */
  public List<String> names() {
    return conditions.stream().map(c -> Objects.requireNonNull(c.mark())).toList();
  }

  /** The columns to read beside those of fields and labels. */
  List<String> columns() {
    return conditions.stream().map(RowCondition::column).filter(Objects::nonNull).toList();
  }

  /** Finds out for rows of a layout which conditions they meet. */
  Reader reader(RawLayout layout) {
    return new Reader(layout, conditions);
  }

  /** Reads the marks of rows. Not thread-safe. */
  static final class Reader {
    private final int[] columns;
    private final int[] fields;
    private final List<Set<String>> values = new ArrayList<>();

    private Reader(RawLayout layout, List<RowCondition> conditions) {
      columns = new int[conditions.size()];
      fields = new int[conditions.size()];
      List<String> names = layout.fields().stream().map(f -> f.config().name()).toList();
      for (int m = 0; m < columns.length; m++) {
        RowCondition condition = conditions.get(m);
        columns[m] = place(layout.others(), condition.column());
        fields[m] = place(names, condition.field());
        values.add(Set.copyOf(Objects.requireNonNull(condition.in())));
        if (condition.field() != null && fields[m] < 0) {
          throw new ProblemException(
              "/objective/terms",
              "the condition on field [" + condition.field() + "] needs its raw values",
              "name a field that is read, not a cross");
        }
      }
    }

    private static int place(List<String> names, @Nullable String name) {
      return name == null ? -1 : names.indexOf(name);
    }

    /** Whether an admitted row meets a condition. */
    boolean meets(int mark, RawRow row) {
      Set<String> wanted = values.get(mark);
      if (fields[mark] < 0) {
        @Nullable String text = row.other(columns[mark]);
        return text != null && wanted.contains(text);
      }
      RawValue value = row.value(fields[mark]);
      if (value.isNumber()) {
        return wanted.contains(value.numberToken());
      }
      for (int i = 0; i < value.size(); i++) {
        if (wanted.contains(value.token(i))) {
          return true;
        }
      }
      return false;
    }
  }
}
