package io.esmm.testing;

import io.esmm.batch.Batch;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import java.util.List;
import java.util.SplittableRandom;

/** Random rows of a schema, the same for the same seed; about every fourth bag is empty. */
final class ContractRows {
  private ContractRows() {}

  /** Requests of one to four impressions; an event's label obeys those of the events before it. */
  static Batch batch(FeatureSchema schema, List<String> events, int requests, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Batch batch = new Batch(schema, events);
    for (int r = 0; r < requests; r++) {
      int impressions = 1 + random.nextInt(4);
      for (int f = 0; f < schema.fields().size(); f++) {
        EncodedField field = schema.fields().get(f);
        int rows =
            switch (field.level()) {
              case REQUEST -> 1;
              case IMPRESSION -> impressions;
            };
        for (int i = 0; i < rows; i++) {
          add(field, batch.column(f), random);
        }
      }
      int first = batch.impressions();
      batch.addRequest(impressions);
      for (int i = first; i < first + impressions; i++) {
        boolean happened = true;
        for (int e = 0; e < events.size(); e++) {
          happened &= random.nextInt(3) > 0;
          batch.labels(e)[i] = (byte) (happened ? 1 : 0);
        }
      }
    }
    batch.check();
    return batch;
  }

  private static void add(EncodedField field, Column column, SplittableRandom random) {
    int rows = field instanceof EncodedField.Embedded embedded ? embedded.tableRows() : 0;
    switch (column) {
      case Column.Ids c -> c.add(random.nextInt(rows));
      case Column.Numbers c -> c.add((float) random.nextGaussian());
      case Column.Bags c -> {
        for (int j = random.nextInt(4); j > 0; j--) {
          c.add(random.nextInt(rows), (float) random.nextDouble(0.5, 2));
        }
        c.endRow();
      }
    }
  }

  /** The same impressions in the same order, each in a request of its own. */
  static Batch apart(Batch batch) {
    Batch apart = new Batch(batch.schema(), batch.events());
    for (int i = 0; i < batch.impressions(); i++) {
      apart.addRequest(1);
      for (int e = 0; e < batch.events().size(); e++) {
        apart.labels(e)[i] = batch.labels(e)[i];
      }
      for (int f = 0; f < batch.schema().fields().size(); f++) {
        int row =
            switch (batch.schema().fields().get(f).level()) {
              case REQUEST -> batch.requestOf()[i];
              case IMPRESSION -> i;
            };
        apart.column(f).append(batch.column(f), row, 1);
      }
    }
    apart.check();
    return apart;
  }
}
