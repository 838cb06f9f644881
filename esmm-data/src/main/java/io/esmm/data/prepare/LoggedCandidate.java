package io.esmm.data.prepare;

import io.esmm.config.EsmmConfig;
import io.esmm.data.config.DataConfig;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawRow;
import io.esmm.data.raw.Rejection;
import io.esmm.field.RawValue;
import io.esmm.funnel.DeepestConfig;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.Funnel;
import io.esmm.model.RequestValue;
import io.esmm.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A candidate that is given as values by name, with what came of it, read as a row of a table would
 * be: labels that are open or follow from others, the deepest event, conditions, numbers, the
 * sample. {@link #read} one, then ask. Not thread-safe.
 */
public final class LoggedCandidate {
  private final FunnelLabels funnelLabels;
  private final RawLayout layout;
  private final @Nullable DeepestConfig deepest;
  private final List<EventConfig> events;
  private final OpenLabels open;
  private final RowMarks marks;
  private final RowMarks.Reader markReader;
  private final RowNumbers.Reader numbers;
  private final DownSampling sample;
  private final LateFields late;
  private final RawRow row;
  private final RawValue text = new RawValue();

  /** The places among the labels of the events that have one, in the order of the funnel. */
  private final int[] order;

  private long number = -1;

  /** Reads candidates of a model's funnel, for its objective and training. */
  public LoggedCandidate(EsmmConfig config) {
    this.funnelLabels = new FunnelLabels(config.funnel());
    this.deepest = config.funnel().deepest();
    this.events = config.funnel().events().stream().filter(event -> !event.isOtherwise()).toList();
    this.marks = RowMarks.of(config);
    RowNumbers rowNumbers = RowNumbers.of(config);
    this.layout = funnelLabels.layout(config.fields(), marks, rowNumbers, withoutSource());
    this.open = funnelLabels.openLabels(layout);
    this.markReader = marks.reader(layout);
    this.numbers = rowNumbers.reader(layout, funnelLabels.names());
    this.sample = DownSampling.of(config.training().downSample(), funnelLabels.names());
    this.late = new LateFields(layout, funnelLabels);
    this.row = new RawRow(layout.fields().size(), events.size(), layout.others().size());
    this.order =
        Funnel.of(config.funnel()).labelledNames().stream()
            .mapToInt(funnelLabels.names()::indexOf)
            .toArray();
  }

  /** Columns under their own names; nothing is read from the folder that has to be named. */
  private static DataConfig withoutSource() {
    return new DataConfig(null, null, null, null, null, null, null, null, null, ".", null, null);
  }

  /** The names that a candidate may have values under beside its fields. */
  public Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>(layout.others());
    for (EventConfig event : events) {
      columns.add(event.label() == null ? event.name() : event.label());
    }
    if (deepest != null) {
      columns.add(deepest.column());
    }
    layout.fields().forEach(field -> columns.remove(field.config().name()));
    return columns;
  }

  /** The conditions of which {@link #mark} tells. */
  public List<String> markNames() {
    return marks.names();
  }

  /** The numbers of which {@link #number} tells. */
  public List<String> numberNames() {
    return numbers.names();
  }

  /**
   * Reads the next candidate.
   *
   * @param request values of its request
   * @param candidate its own values, labels among them
   * @return what is wrong with it; empty if it can be used
   */
  public List<Problem> read(
      String place,
      Map<String, @Nullable Object> request,
      Map<String, @Nullable Object> candidate) {
    List<Problem> problems = new ArrayList<>();
    number++;
    row.begin();
    for (int f = 0; f < layout.fields().size(); f++) {
      String name = layout.fields().get(f).config().name();
      RequestValue.read(candidate.getOrDefault(name, request.get(name)), row.value(f));
    }
    for (int c = 0; c < layout.others().size(); c++) {
      String name = layout.others().get(c);
      row.other(c, text(candidate.getOrDefault(name, request.get(name))));
    }
    if (deepest != null && candidate.containsKey(deepest.column())) {
      funnelLabels.readDeepest(text(candidate.get(deepest.column())), row);
    } else {
      for (int e = 0; e < events.size(); e++) {
        label(e, candidate, place, problems);
      }
    }
    @Nullable Rejection rejection = row.rejection();
    rejection = rejection == null && problems.isEmpty() ? open.settle(row) : rejection;
    if (rejection == null && problems.isEmpty()) {
      rejection = funnelLabels.violation(row);
    }
    if (rejection == null && problems.isEmpty()) {
      rejection = numbers.problem(row);
    }
    if (rejection != null) {
      problems.add(new Problem(place, rejection.toString(), "correct it, or leave it out"));
    }
    return problems;
  }

  private void label(
      int event, Map<String, @Nullable Object> candidate, String place, List<Problem> problems) {
    EventConfig config = events.get(event);
    String name = config.label() == null ? config.name() : config.label();
    @Nullable Object object = candidate.get(name);
    if (object instanceof Boolean happened) {
      row.label(event, (byte) (happened ? 1 : 0));
    } else if (object instanceof Number value
        && (value.doubleValue() == 0 || value.doubleValue() == 1)) {
      row.label(event, value.byteValue());
    } else if (object != null || config.open() == null || !config.open().whenEmpty()) {
      problems.add(
          new Problem(
              place + ", label [" + name + "]",
              object == null ? "is missing" : "is [" + object + "]",
              "set it to true or false, 1 or 0"));
    }
  }

  private @Nullable String text(@Nullable Object object) {
    if (object == null || RequestValue.read(object, text) != null) {
      return null;
    }
    if (text.isNumber()) {
      return text.numberToken();
    }
    return text.size() == 1 ? text.token(0) : null;
  }

  /** The label of an event, by its place among those that have one, in the funnel's order. */
  public byte label(int event) {
    return row.label(order[event]);
  }

  /** Whether the candidate meets a condition, by its place in {@link #markNames}. */
  public boolean mark(int place) {
    return markReader.meets(place, row);
  }

  /** A number, by its place in {@link #numberNames}; 0 where there is none. */
  public float number(int place) {
    return numbers.value(place, row);
  }

  /** Whether the sample of the training rows keeps it. */
  public boolean isKept() {
    return sample.keeps(row, number, Split.TRAIN);
  }

  /** The fields that it cannot have, because the event did not happen behind which they exist. */
  public List<String> unknownFields() {
    return late.unknown(row);
  }
}
