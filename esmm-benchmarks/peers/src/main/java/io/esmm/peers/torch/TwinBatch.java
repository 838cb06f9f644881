package io.esmm.peers.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.esmm.batch.Batch;
import io.esmm.benchmarks.PeerStyle;
import io.esmm.field.Column;
import io.esmm.field.Level;
import io.esmm.peers.shape.MlpShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A batch as PyTorch's users have it: flat rows, an impression each, what its request has repeated.
 * Ids are 64-bit integers.
 *
 * @param rows n, the impressions
 * @param tensors of the fields, as {@link StepSource} reads them, then the labels of the events
 */
record TwinBatch(int rows, List<NDArray> tensors) {

  static TwinBatch of(NDManager manager, MlpShape shape, PeerStyle style, Batch batch) {
    int rows = batch.impressions();
    List<NDArray> tensors = new ArrayList<>();
    switch (style) {
      case DENSE_ADAM, SPARSE_ADAM -> {
        for (MlpShape.Input field : shape.fields()) {
          Ids ids = new Ids(rows);
          for (int i = 0; i < rows; i++) {
            ids.add(batch, field, i, 0);
          }
          tensors.addAll(ids.tensors(manager, field.kind()));
        }
      }
      case TUNED -> {
        Ids ids = new Ids(rows * shape.fields().size());
        int[] firstRows = shape.firstRows();
        for (int i = 0; i < rows; i++) {
          for (int f = 0; f < firstRows.length; f++) {
            ids.add(batch, shape.fields().get(f), i, firstRows[f]);
          }
        }
        tensors.addAll(
            ids.tensors(manager, shape.hasBags() ? MlpShape.Kind.WEIGHTED_BAG : MlpShape.Kind.ID));
      }
    }
    for (int e = 0; e < shape.towers().size(); e++) {
      float[] labels = new float[rows];
      for (int i = 0; i < rows; i++) {
        labels[i] = batch.labels(e)[i];
      }
      tensors.add(manager.create(labels));
    }
    return new TwinBatch(rows, List.copyOf(tensors));
  }

  /** Ids of many rows, one after the other. */
  private static final class Ids {
    private final long[] offsets;
    private long[] ids = new long[1024];
    private float[] weights = new float[1024];
    private int rows;
    private int size;

    Ids(int rows) {
      this.offsets = new long[rows];
    }

    /** Adds what an impression has of a field. */
    void add(Batch batch, MlpShape.Input field, int impression, int firstId) {
      int row = field.level() == Level.REQUEST ? batch.requestOf()[impression] : impression;
      offsets[rows++] = size;
      switch (batch.column(field.column())) {
        case Column.Ids column -> add(firstId + column.ids()[row], 1);
        case Column.Bags column -> {
          for (int j = column.offsets()[row]; j < column.offsets()[row + 1]; j++) {
            add(firstId + column.ids()[j], column.weighted() ? column.weights()[j] : 1);
          }
        }
        case Column.Numbers _ -> throw new IllegalArgumentException("a number has no ids");
      }
    }

    private void add(int id, float weight) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, 2 * size);
        weights = Arrays.copyOf(weights, 2 * size);
      }
      ids[size] = id;
      weights[size++] = weight;
    }

    List<NDArray> tensors(NDManager manager, MlpShape.Kind kind) {
      NDArray all = manager.create(Arrays.copyOf(ids, size));
      return switch (kind) {
        case ID -> List.of(all);
        case BAG -> List.of(all, manager.create(offsets));
        case WEIGHTED_BAG ->
            List.of(
                all,
                manager.create(offsets),
                manager.create(Arrays.copyOf(weights, size), new Shape(size)));
      };
    }
  }
}
