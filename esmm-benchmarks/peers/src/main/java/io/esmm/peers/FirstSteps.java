package io.esmm.peers;

import io.esmm.batch.Batch;
import io.esmm.benchmarks.Ours;
import io.esmm.field.FeatureSchema;
import io.esmm.train.Trainer;
import io.esmm.train.TrainingListener;
import io.esmm.train.TrainingProgress;
import io.esmm.train.TrainingSet;
import io.esmm.train.TrainingStopped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The first steps of a training of ours: on which batches, and with which losses.
 *
 * @param batches in the order of the steps
 * @param losses the mean per impression of each step
 */
record FirstSteps(List<Batch> batches, List<Double> losses) {

  static FirstSteps of(Ours ours, int threads, int steps) {
    Recorder recorder = new Recorder(ours.workload().set());
    Trainer trainer = ours.trainer(threads);
    List<Double> losses = new ArrayList<>();
    trainer.withListener(
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            losses.add(progress.loss());
            if (losses.size() == steps) {
              trainer.stop();
            }
          }
        });
    try {
      trainer.train(recorder);
    } catch (TrainingStopped e) {
      // As it should.
    }
    return new FirstSteps(recorder.batches(losses.size()), losses);
  }

  /** Passes rows on and writes down which requests were asked for. */
  private record Recorder(TrainingSet set, List<int[]> orders) implements TrainingSet {
    Recorder(TrainingSet set) {
      this(set, Collections.synchronizedList(new ArrayList<>())); // read by a worker
    }

    List<Batch> batches(int count) {
      List<Batch> batches = new ArrayList<>();
      for (int[] order : orders.subList(0, count)) {
        Batch batch = newBatch();
        set.read(order, 0, order.length, batch);
        batches.add(batch);
      }
      return batches;
    }

    @Override
    public void read(int[] requests, int from, int count, Batch batch) {
      orders.add(Arrays.copyOfRange(requests, from, from + count));
      set.read(requests, from, count, batch);
    }

    @Override
    public FeatureSchema schema() {
      return set.schema();
    }

    @Override
    public List<String> events() {
      return set.events();
    }

    @Override
    public int requests() {
      return set.requests();
    }

    @Override
    public long impressions() {
      return set.impressions();
    }

    @Override
    public int impressions(int request) {
      return set.impressions(request);
    }

    @Override
    public Batch newBatch() {
      return set.newBatch();
    }
  }
}
