package io.esmm.data.raw;

import io.esmm.data.config.DataConfig;
import io.esmm.data.config.HashSplitConfig;
import io.esmm.data.config.TimeSplitConfig;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.ReadField;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which raw columns are read, and what for.
 *
 * @param fields the model's fields in the order of the configuration, without crosses, which have
 *     no column
 * @param labels the label column of each event, in the order of the funnel; all the same if it
 *     holds the deepest event
 * @param labelsRequired whether a source without the label columns is refused; scoring needs none
 * @param key the column that names an impression
 * @param group the column that an evaluation groups by
 * @param split the column that the split looks at
 * @param request the columns whose equal values make consecutive rows one request
 * @param deepest what the label column means if it holds the deepest event; null if each label is 0
 *     or 1
 * @param openLabels the label columns whose empty cells say that the event is not known yet
 * @param others further columns that are read as texts: for windows and conditions
 */
public record RawLayout(
    List<RawField> fields,
    List<String> labels,
    boolean labelsRequired,
    @Nullable String key,
    @Nullable String group,
    @Nullable String split,
    List<String> request,
    @Nullable DeepestEvent deepest,
    Set<String> openLabels,
    List<String> others) {
  /** Copies the lists. */
  public RawLayout {
    openLabels = Set.copyOf(openLabels);
    others = List.copyOf(others);
    fields = List.copyOf(fields);
    labels = List.copyOf(labels);
    request = List.copyOf(request);
  }

  /** With a label column for each event. */
  public RawLayout(
      List<RawField> fields,
      List<String> labels,
      boolean labelsRequired,
      @Nullable String key,
      @Nullable String group,
      @Nullable String split,
      List<String> request) {
    this(fields, labels, labelsRequired, key, group, split, request, null, Set.of(), List.of());
  }

  /**
   * The layout of a training run.
   *
   * @throws ProblemException if {@code columns} or {@code separators} name an unknown field, or a
   *     field would read a label
   */
  public static RawLayout of(
      List<FieldConfig> fields,
      List<String> labels,
      @Nullable DeepestEvent deepest,
      Set<String> openLabels,
      List<String> others,
      DataConfig data) {
    check(fields, labels, data);
    List<RawField> raw = new ArrayList<>();
    for (FieldConfig field : fields) {
      if (field instanceof ReadField read) {
        @Nullable String separator = data.separators().get(read.name());
        raw.add(
            new RawField(
                read,
                data.columnOf(read.name()),
                separator == null ? null : Character.valueOf(separator.charAt(0))));
      }
    }
    @Nullable String split =
        switch (data.split()) {
          case TimeSplitConfig time -> time.column();
          case HashSplitConfig hash -> hash.column();
          case null, default -> null;
        };
    return new RawLayout(
        raw,
        labels,
        true,
        data.key(),
        data.group(),
        split,
        data.request(),
        deepest,
        openLabels,
        others);
  }

  /** For each of a model's fields its place in {@link #fields}; -1 for a cross. */
  public static int[] places(List<? extends FieldConfig> fields) {
    int[] places = new int[fields.size()];
    int read = 0;
    for (int f = 0; f < places.length; f++) {
      places[f] = fields.get(f) instanceof ReadField ? read++ : -1;
    }
    return places;
  }

  /** The same for rows that are scored: no labels, no split. */
  public RawLayout forScoring(@Nullable String keyColumn) {
    return new RawLayout(fields, List.of(), false, keyColumn, null, null, request);
  }

  /** The same without the split. */
  public RawLayout withoutSplit() {
    return new RawLayout(
        fields, labels, labelsRequired, key, group, null, request, deepest, openLabels, others);
  }

  /** Whether the group's value is one for all impressions of a request. */
  public Level groupLevel() {
    boolean ofRequest =
        request.contains(group)
            || fields.stream()
                .anyMatch(f -> f.column().equals(group) && f.config().level() == Level.REQUEST);
    return ofRequest ? Level.REQUEST : Level.IMPRESSION;
  }

  private static void check(List<FieldConfig> fields, List<String> labels, DataConfig data) {
    List<Problem> problems = new ArrayList<>();
    List<String> names =
        fields.stream().filter(ReadField.class::isInstance).map(FieldConfig::name).toList();
    for (String name : data.columns().keySet()) {
      if (!names.contains(name)) {
        problems.add(unknownField("#/data/columns/", name, names, fields));
      }
    }
    for (String name : data.separators().keySet()) {
      if (!names.contains(name)) {
        problems.add(unknownField("#/data/separators/", name, names, fields));
      }
    }
    for (String name : names) {
      String column = data.columnOf(name);
      if (labels.contains(column)) {
        problems.add(
            new Problem(
                "#/data/columns/" + name,
                "field [" + name + "] would read column [" + column + "], the label of an event",
                "a label is never an input; remove the field or name another column"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  private static Problem unknownField(
      String pointer, String name, List<String> known, List<FieldConfig> fields) {
    if (fields.stream().anyMatch(field -> field.name().equals(name))) {
      return new Problem(
          pointer + name, "field [" + name + "] is a cross, which has no column", "remove it here");
    }
    return new Problem(
        pointer + name, "field [" + name + "] unknown", Suggestion.remedy(name, known));
  }
}
