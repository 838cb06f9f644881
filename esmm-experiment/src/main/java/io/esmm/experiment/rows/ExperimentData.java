package io.esmm.experiment.rows;

import io.esmm.batch.Batch;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.eval.experiment.TestRows;
import io.esmm.eval.metric.Values;
import io.esmm.experiment.project.ConfigurationFile;
import io.esmm.experiment.project.SimulatedTruth;
import io.esmm.experiment.project.TrainingRows;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.Level;
import io.esmm.problem.ProblemException;
import io.esmm.train.TrainingSet;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The prepared rows that all runs of a grid share: the training half, and the test half with its
 * labels, the true probabilities if they are known, and which of its rows are of items without a
 * click in the training half. Thread-safe for reading.
 */
public final class ExperimentData implements AutoCloseable {
  private static final int REQUESTS_AT_ONCE = 512;

  private final ConfigurationFile file;
  private final TrainingRows rows;
  private final PreparedSet test;
  private final RowChoice training;
  private final TestRows measured;
  private final String identity;

  private ExperimentData(
      ConfigurationFile file,
      TrainingRows rows,
      PreparedSet test,
      RowChoice training,
      TestRows measured,
      String identity) {
    this.file = file;
    this.rows = rows;
    this.test = test;
    this.training = training;
    this.measured = measured;
    this.identity = identity;
  }

  /**
   * Reads labels and truth.
   *
   * @param file the configuration, of two events
   * @param rows its prepared rows; closed with this object
   * @param truth the simulator's file, null for data whose true probabilities nobody knows
   * @param region the field whose values are regions; null for none
   * @param identity what tells these rows from others
   */
  static ExperimentData of(
      ConfigurationFile file,
      TrainingRows rows,
      @Nullable Path truth,
      @Nullable String region,
      String identity) {
    PreparedSet test = rows.test();
    if (test == null) {
      throw new ProblemException(
          file.place("#/data"),
          "there are no test rows to measure methods on",
          "set test in data.split");
    }
    PreparedSet train = rows.training();
    if (train.impressions() > Integer.MAX_VALUE - 8 || test.impressions() > Integer.MAX_VALUE - 8) {
      throw new ProblemException(
          train.folder().toString(), "has too many rows for an experiment", "use fewer than 2^31");
    }
    requireKnown(train);
    requireKnown(test);
    byte[] clicks = labels(train, 0);
    RowChoice training = new RowChoice(clicks, labels(train, 1), 0, clicks.length, 1);
    Optional<Values> trueCvr =
        truth == null
            ? Optional.empty()
            : Optional.of(SimulatedTruth.read(truth, test).conversions());
    Optional<byte[]> neverClicked =
        region == null ? Optional.empty() : Optional.of(neverClicked(train, clicks, test, region));
    TestRows measured = new TestRows(labels(test, 0), labels(test, 1), trueCvr, neverClicked);
    return new ExperimentData(file, rows, test, training, measured, identity);
  }

  private static void requireKnown(PreparedSet set) {
    for (int e = 0; e < 2; e++) {
      if (set.unknown(e) > 0) {
        throw new ProblemException(
            set.folder().toString(),
            "has labels of event [" + set.events().get(e) + "] that are not known yet",
            "the methods are defined for known labels; leave such rows out");
      }
    }
  }

  private static byte[] labels(PreparedSet set, int event) {
    byte[] labels = new byte[(int) set.impressions()];
    set.readLabels(event, 0, labels);
    return labels;
  }

  /** Marks the test rows whose id no clicked training row has. */
  private static byte[] neverClicked(
      PreparedSet train, byte[] clicks, PreparedSet test, String region) {
    BitSet clicked = new BitSet();
    visit(
        train,
        region,
        (row, id) -> {
          if (clicks[row] == 1) {
            clicked.set(id);
          }
        });
    byte[] never = new byte[(int) test.impressions()];
    visit(test, region, (row, id) -> never[row] = (byte) (clicked.get(id) ? 0 : 1));
    return never;
  }

  private interface Visitor {
    void see(int row, int id);
  }

  private static void visit(PreparedSet set, String region, Visitor visitor) {
    int field = set.schema().indexOf(region);
    Batch batch = set.newBatch();
    int row = 0;
    for (int from = 0; from < set.requests(); from += REQUESTS_AT_ONCE) {
      int count = Math.min(REQUESTS_AT_ONCE, set.requests() - from);
      set.read(IntStream.range(from, from + count).toArray(), 0, count, batch);
      int[] ids = ((Column.Ids) batch.column(field)).ids();
      for (int i = 0; i < batch.impressions(); i++) {
        visitor.see(row++, ids[i]);
      }
    }
  }

  /** The field that tells items apart, if there is one that can. */
  static @Nullable String region(TrainingSet set, String name) {
    int place = set.schema().indexOf(name);
    return place >= 0
            && set.schema().fields().get(place) instanceof EncodedField.Categorical field
            && field.level() == Level.IMPRESSION
        ? name
        : null;
  }

  /** The configuration of all networks. */
  public ConfigurationFile file() {
    return file;
  }

  /** The training half with the labels of some events. */
  public PreparedSet train(List<String> events) {
    return rows.training().withEvents(events);
  }

  /** The test half with the labels of some events. */
  public PreparedSet test(List<String> events) {
    return test.withEvents(events);
  }

  /** All training rows. */
  public RowChoice training() {
    return training;
  }

  /** What methods are measured on. */
  public TestRows measured() {
    return measured;
  }

  /** A text that tells these rows from others. */
  public String identity() {
    return identity;
  }

  @Override
  public void close() {
    rows.close();
  }
}
