package io.esmm.data.prepare;

import io.esmm.data.config.FunnelPolicy;
import io.esmm.data.config.PolicyConfig;
import io.esmm.data.config.RowPolicy;
import io.esmm.data.raw.RawField;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawReader;
import io.esmm.data.raw.RawRow;
import io.esmm.data.raw.Rejection;
import io.esmm.field.Level;
import io.esmm.field.ValueCheck;
import io.esmm.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides for every row of an input whether it is used, as the policies say, and counts: rows in =
 * rows used + rows set aside. Not thread-safe.
 */
final class Admission implements RowGate {
  private static final int SHOWN = 3;

  private final RawLayout layout;
  private final FunnelLabels labels;
  private final LateFields late;
  private final OpenLabels open;
  private final RowNumbers.Reader numbers;
  private final PolicyConfig policy;
  private final Splitter splitter;
  private final SetAside setAside;
  private final AdmittedRows admitted;
  private final @Nullable KeySet keys;
  private final Map<String, Long> reasons = new LinkedHashMap<>();
  private final List<String> examples = new ArrayList<>();
  private long rows;
  private long used;
  private long cleared;
  private long checkedRequest = -1;
  private @Nullable Rejection requestProblem;

  Admission(
      RawLayout layout,
      FunnelLabels labels,
      RowNumbers.Reader numbers,
      PolicyConfig policy,
      Splitter splitter,
      SetAside setAside) {
    this.layout = layout;
    this.labels = labels;
    this.numbers = numbers;
    this.late = new LateFields(layout, labels);
    this.open = labels.openLabels(layout);
    this.policy = policy;
    this.splitter = splitter;
    this.setAside = setAside;
    this.admitted = new AdmittedRows(labels, open, late, policy.funnelViolation());
    this.keys = layout.key() == null || !layout.labelsRequired() ? null : new KeySet();
  }

  @Override
  public boolean admits(RawReader reader) {
    boolean admits = decide(reader);
    if (admits) {
      late.clear(reader.row());
      used++;
    } else {
      admitted.refuse(rows);
    }
    rows++;
    return admits;
  }

  private boolean decide(RawReader reader) {
    RawRow row = reader.row();
    @Nullable Rejection unreadable = unreadable(row);
    if (unreadable == null) {
      unreadable = open.settle(row);
    }
    if (unreadable != null) {
      return refuse(unreadable, policy.unreadableRow() == RowPolicy.ERROR, "unreadableRow", reader);
    }
    if (policy.funnelViolation() == FunnelPolicy.CLEAR) {
      cleared += labels.clear(row) ? 1 : 0;
    } else {
      @Nullable Rejection violation = labels.violation(row);
      if (violation != null) {
        boolean error = policy.funnelViolation() == FunnelPolicy.ERROR;
        return refuse(violation, error, "funnelViolation", reader);
      }
    }
    @Nullable Rejection noNumber = splitter.mayTrain() ? numbers.problem(row) : null;
    if (noNumber != null) {
      return refuse(noNumber, policy.unreadableRow() == RowPolicy.ERROR, "unreadableRow", reader);
    }
    if (keys != null && row.key() != null && !keys.add(row.key())) {
      Rejection twice =
          new Rejection(
              "key [" + layout.key() + "] repeated",
              "key [" + layout.key() + "] is [" + row.key() + "], as in an earlier row");
      return refuse(twice, policy.duplicateKey() == RowPolicy.ERROR, "duplicateKey", reader);
    }
    return true;
  }

  private @Nullable Rejection unreadable(RawRow row) {
    if (row.rejection() != null) {
      return row.rejection();
    }
    if (row.request() != checkedRequest) {
      checkedRequest = row.request();
      requestProblem = fields(row, Level.REQUEST);
    }
    if (requestProblem != null) {
      return requestProblem;
    }
    @Nullable Rejection problem = fields(row, Level.IMPRESSION);
    if (problem == null && layout.key() != null && row.key() == null) {
      problem =
          new Rejection(
              "key [" + layout.key() + "] is missing", "key [" + layout.key() + "] is empty");
    }
    return problem == null ? splitter.problem(row) : problem;
  }

  private @Nullable Rejection fields(RawRow row, Level level) {
    List<RawField> fields = layout.fields();
    for (int f = 0; f < fields.size(); f++) {
      RawField field = fields.get(f);
      if (field.config().level() == level) {
        @Nullable String problem = ValueCheck.problem(field.config(), row.value(f));
        if (problem != null) {
          return new Rejection("field [" + field.config().name() + "] cannot be read", problem);
        }
      }
    }
    return null;
  }

  private boolean refuse(Rejection why, boolean error, String property, RawReader reader) {
    if (error) {
      throw new ProblemException(
          reader.place(),
          why.toString(),
          "mend the row, or set data.policy." + property + " to another policy than error");
    }
    reasons.merge(why.reason(), 1L, Long::sum);
    if (examples.size() < SHOWN) {
      examples.add(reader.place() + ": " + why);
    }
    setAside.add(why, reader.place(), reader.text());
    return false;
  }

  /**
   * To be called behind the last row.
   *
   * @throws ProblemException if there was no row, or too many were set aside
   */
  void finish(String input) {
    if (rows == 0) {
      throw new ProblemException(input, "there are no rows", "is it the right file?");
    }
    long aside = rows - used;
    if (aside > policy.maxSetAsideShare() * rows) {
      String counts =
          reasons.entrySet().stream()
              .map(e -> e.getValue() + " x " + e.getKey())
              .collect(Collectors.joining(", "));
      throw new ProblemException(
          input,
          aside
              + " of "
              + rows
              + " rows would be set aside ("
              + counts
              + "), more than data.policy.maxSetAsideShare ["
              + policy.maxSetAsideShare()
              + "] allows; for instance "
              + String.join("; ", examples),
          "mend the rows or raise the share");
    }
  }

  long rows() {
    return rows;
  }

  long used() {
    return used;
  }

  /** Rows whose labels were corrected. */
  long cleared() {
    return cleared;
  }

  /** Why rows were set aside, and how many for each reason. */
  Map<String, Long> reasons() {
    return reasons;
  }

  /** The same decisions once more, from the first row on; one at a time. */
  AdmittedRows again() {
    admitted.rewind();
    return admitted;
  }
}
