package io.esmm.benchmarks;

import io.esmm.batch.Batch;
import io.esmm.field.Column;
import io.esmm.graph.Plan;
import io.esmm.graph.Rows;
import io.esmm.graph.Tensor;
import io.esmm.train.Stage;
import io.esmm.train.TrainingSet;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a training step has to do for an impression, counted on the first rows of a set.
 *
 * @param flops floating-point operations of the layers, forward and backward; what is computed once
 *     for a request or for a distinct id counts once
 * @param bytesRead of the prepared columns and labels
 * @param bytesUpdated of the table rows that occur in a batch, and of their two moments
 */
record StepWork(double flops, double bytesRead, double bytesUpdated) {
  /** About the impressions of a shard of a batch of 4,096: distinct ids are found for each. */
  private static final int SHARD = 1024;

  /** Forward, and the gradients of input and weights. */
  private static final int PRODUCTS = 3;

  static StepWork of(Ours ours) {
    TrainingSet set = ours.workload().set();
    Batch shard = first(set, SHARD);
    double flops = 0;
    for (Tensor tensor : Plan.forTraining(ours.graph().logits()).order()) {
      double rows = rows(tensor.shape().rows(), shard);
      flops += PRODUCTS * rows / shard.impressions() * tensor.op().flops();
    }
    Batch batch = first(set, ours.workload().config().training().batchSize());
    double read = (double) batch.impressions() * batch.events().size();
    double updated = 0;
    int dimension = ours.workload().config().embedding().dimension();
    for (int f = 0; f < batch.schema().fields().size(); f++) {
      Column column = batch.column(f);
      read += bytes(column);
      updated += 3.0 * Float.BYTES * dimension * distinct(column);
    }
    return new StepWork(flops, read / batch.impressions(), updated / batch.impressions());
  }

  /**
   * Seconds of one thread per impression that stages cannot go below.
   *
   * @param peak operations per second of one thread
   * @param copied bytes per second that one thread copies
   */
  Map<Stage, Double> floors(double peak, double copied) {
    Map<Stage, Double> floors = new EnumMap<>(Stage.class);
    floors.put(Stage.READ, bytesRead / copied);
    floors.put(Stage.FORWARD, flops / PRODUCTS / peak);
    floors.put(Stage.BACKWARD, flops * (PRODUCTS - 1) / PRODUCTS / peak);
    floors.put(Stage.UPDATE, bytesUpdated / copied);
    return floors;
  }

  private static Batch first(TrainingSet set, int impressions) {
    int count = 0;
    for (int sum = 0; sum < impressions && count < set.requests(); count++) {
      sum += set.impressions(count);
    }
    Batch batch = set.newBatch();
    set.read(IntStream.range(0, count).toArray(), 0, count, batch);
    return batch;
  }

  private static double rows(Rows rows, Batch batch) {
    return switch (rows) {
      case Rows.Requests() -> batch.requests();
      case Rows.Impressions() -> batch.impressions();
      case Rows.Elements elements -> ((Column.Bags) batch.column(elements.field())).size();
      case Rows.Pairs pairs -> {
        int[] offsets = ((Column.Bags) batch.column(pairs.field())).offsets();
        long sum = 0;
        for (int i = 0; i < batch.impressions(); i++) {
          int request = batch.requestOf()[i];
          sum += offsets[request + 1] - offsets[request];
        }
        yield sum;
      }
      case Rows.Distinct distinct -> distinct(batch.column(distinct.field()));
    };
  }

  private static double distinct(Column column) {
    return switch (column) {
      case Column.Ids c -> Arrays.stream(c.ids(), 0, c.rows()).distinct().count();
      case Column.Bags c -> Arrays.stream(c.ids(), 0, c.size()).distinct().count();
      case Column.Numbers _ -> 0;
    };
  }

  private static double bytes(Column column) {
    return switch (column) {
      case Column.Ids c -> (double) Integer.BYTES * c.rows();
      case Column.Bags c ->
          (double) Integer.BYTES * (c.rows() + c.size())
              + (c.weighted() ? (double) Float.BYTES * c.size() : 0);
      case Column.Numbers c -> (double) Float.BYTES * c.rows();
    };
  }
}
