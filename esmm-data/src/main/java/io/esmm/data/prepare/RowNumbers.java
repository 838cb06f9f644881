package io.esmm.data.prepare;

import io.esmm.config.EsmmConfig;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawRow;
import io.esmm.data.raw.Rejection;
import io.esmm.field.StrictNumber;
import io.esmm.funnel.Delay;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.Outcome;
import io.esmm.objective.RowWeightConfig;
import io.esmm.objective.TermConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that rows carry beside their fields because training needs them, such as weights of
 * rows and delays, and on which rows each must be there. Immutable; thread-safe.
 */
public final class RowNumbers {
  private final @Nullable Funnel funnel;
  private final List<Use> uses;

  /** Where a number must be there, by what happened on a row. */
  private enum Need {
    /** Where an event happened. */
    HAPPENED,
    /** Where an event could have happened and has not. */
    NOT_YET
  }

  /**
   * What a number is for.
   *
   * @param purpose for errors
   * @param event the place of the event that decides where it is needed, or {@link Funnel#SPACE}
   * @param mayBeZero whether 0 is allowed
   */
  private record Use(String column, String purpose, int event, Need need, boolean mayBeZero) {
    boolean isNeeded(Outcome outcome) {
      return switch (need) {
        case HAPPENED -> outcome.happened(event);
        case NOT_YET -> outcome.isReached(event) && !outcome.happened(event);
      };
    }

    boolean allows(float number) {
      return Float.isFinite(number) && (mayBeZero ? number >= 0 : number > 0);
    }
  }

  private RowNumbers(@Nullable Funnel funnel, List<Use> uses) {
    this.funnel = funnel;
    this.uses = List.copyOf(uses);
  }

  /** No numbers. */
  public static RowNumbers none() {
    return new RowNumbers(null, List.of());
  }

  /** Those that the objective and the funnel of a configuration ask for. */
  public static RowNumbers of(EsmmConfig config) {
    Funnel funnel = Funnel.of(config.funnel());
    List<Use> uses = new ArrayList<>();
    for (TermConfig term : config.objective().terms(config.funnel())) {
      @Nullable RowWeightConfig weight = term.rowWeight();
      if (weight != null) {
        uses.add(
            new Use(
                weight.column(), "rowWeight", funnel.indexOf(term.over()), Need.HAPPENED, false));
      }
    }
    for (Delay delay : funnel.delays()) {
      uses.add(new Use(delay.delay(), "delay", delay.event(), Need.HAPPENED, true));
      uses.add(new Use(delay.elapsed(), "elapsed time", delay.event(), Need.NOT_YET, true));
    }
    return new RowNumbers(funnel, uses);
  }

  /** The columns that the numbers are read from, each once, by which batches know them. */
  public List<String> names() {
    return uses.stream().map(Use::column).distinct().toList();
  }

  /** What is read and where it must be there, for comparing. */
  String uses() {
    return uses.toString();
  }

  /**
   * Reads the numbers of rows of a layout.
   *
   * @param labels the events of the rows' labels, in their order
   */
  Reader reader(RawLayout layout, List<String> labels) {
    return new Reader(this, layout, labels);
  }

  /** What is wrong with the numbers of a row, and what they are. Not thread-safe. */
  static final class Reader {
    private final List<Use> uses;
    private final List<String> names;
    private final int[] columns;
    private final int[] events;
    private final @Nullable Outcome outcome;

    private Reader(RowNumbers numbers, RawLayout layout, List<String> labels) {
      @Nullable Funnel funnel = numbers.funnel;
      this.uses = numbers.uses;
      this.names = numbers.names();
      this.columns = names.stream().mapToInt(layout.others()::indexOf).toArray();
      this.events =
          funnel == null ? new int[0] : labels.stream().mapToInt(funnel::indexOf).toArray();
      this.outcome = funnel == null ? null : new Outcome(funnel);
    }

    /** The names of the numbers, in order. */
    List<String> names() {
      return names;
    }

    /** Why a row cannot be used, or null. */
    @Nullable Rejection problem(RawRow row) {
      if (uses.isEmpty() || outcome == null) {
        return null;
      }
      for (int e = 0; e < events.length; e++) {
        outcome.set(events[e], row.label(e));
      }
      outcome.complete();
      for (Use use : uses) {
        if (use.isNeeded(outcome) && !use.allows(read(names.indexOf(use.column()), row))) {
          return rejection(use, row.other(columns[names.indexOf(use.column())]));
        }
      }
      return null;
    }

    private static Rejection rejection(Use use, @Nullable String text) {
      String name = use.purpose() + " [" + use.column() + "]";
      return new Rejection(
          name + " cannot be read",
          name
              + " is ["
              + (text == null ? "" : text)
              + "], expected a number "
              + (use.mayBeZero() ? "of at least 0" : "greater than 0"));
    }

    /** A number of an admitted row; 0 where there is none. */
    float value(int number, RawRow row) {
      float value = read(number, row);
      return Float.isFinite(value) ? value : 0;
    }

    private float read(int number, RawRow row) {
      @Nullable String text = row.other(columns[number]);
      return text == null ? Float.NaN : (float) StrictNumber.parse(text);
    }
  }
}
