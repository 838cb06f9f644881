package io.esmm.peers.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.esmm.batch.Batch;
import io.esmm.benchmarks.PeerStyle;
import io.esmm.config.EsmmConfig;
import io.esmm.field.FeatureSchema;
import io.esmm.graph.Parameter;
import io.esmm.graph.Weights;
import io.esmm.numerics.Matrix;
import io.esmm.peers.shape.MlpShape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A model of ours as PyTorch trains it: the same towers, loss (Ma et al. 2018, equation 3) and
 * initial weights. The style says how tables are learnt; dense parameters have PyTorch's fused
 * Adam. Not thread-safe; steps may be made by any thread.
 */
public final class Twin implements AutoCloseable {
  private static final String ENGINE = "PyTorch";

  private final MlpShape shape;
  private final PeerStyle style;
  private final NDManager manager;
  private final PtSymbolBlock step;
  private final List<NDArray> state = new ArrayList<>();
  private final List<NDArray> changed = new ArrayList<>();
  private final List<TwinBatch> batches = new ArrayList<>();

  /**
   * A twin that has made no step.
   *
   * @param config of the model: towers of type mlp without regularization, objective ESMM
   * @param weights before the first step; copied
   * @throws IllegalArgumentException if a field is neither categorical nor a bag that is summed
   */
  public Twin(PeerStyle style, EsmmConfig config, FeatureSchema schema, Weights weights) {
    this.style = style;
    this.shape = MlpShape.of(config, schema, weights);
    this.manager = Engine.getEngine(ENGINE).newBaseManager();
    byte[] archive = TorchScript.archive(StepSource.of(shape, style, config.optimizer()));
    try {
      this.step =
          JniUtils.loadModule(
              (PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<NDArray> tables = tables(weights);
    List<NDArray> dense = new ArrayList<>();
    if (style == PeerStyle.DENSE_ADAM) {
      dense.addAll(tables);
    } else {
      learn(tables);
    }
    for (List<MlpShape.Layer> tower : shape.towers()) {
      for (MlpShape.Layer layer : tower) {
        dense.add(transposed(weights.of(layer.weight())));
        dense.add(manager.create(values(weights.of(layer.bias()))));
      }
    }
    learn(dense);
    state.add(manager.zeros(new Shape()));
    state.forEach(tensor -> tensor.setName("state[]"));
    dense.forEach(value -> changed.add(value.stopGradient()));
    changed.forEach(tensor -> tensor.setName("changed[]"));
  }

  /** Adds values that are learnt, and their two moments. */
  private void learn(List<NDArray> values) {
    state.addAll(values);
    for (int moment = 0; moment < 2; moment++) {
      values.forEach(value -> state.add(manager.zeros(value.getShape())));
    }
    values.forEach(value -> value.setRequiresGradient(true));
  }

  private List<NDArray> tables(Weights weights) {
    List<Parameter> tables = shape.fields().stream().map(MlpShape.Input::table).toList();
    return switch (style) {
      case DENSE_ADAM, SPARSE_ADAM ->
          tables.stream()
              .map(t -> manager.create(values(weights.of(t)), new Shape(t.rows(), t.columns())))
              .toList();
      case TUNED -> {
        float[] all = new float[shape.rows() * shape.width()];
        int at = 0;
        for (Parameter table : tables) {
          float[] values = values(weights.of(table));
          System.arraycopy(values, 0, all, at, values.length);
          at += values.length;
        }
        yield List.of(manager.create(all, new Shape(shape.rows(), shape.width())));
      }
    };
  }

  /** A layer's weight as PyTorch keeps it, [h, d]. */
  private NDArray transposed(Matrix weight) {
    float[] values = new float[weight.rows() * weight.columns()];
    for (int r = 0; r < weight.rows(); r++) {
      for (int c = 0; c < weight.columns(); c++) {
        values[c * weight.rows() + r] = weight.floats()[weight.rowStart(r) + c];
      }
    }
    return manager.create(values, new Shape(weight.columns(), weight.rows()));
  }

  private static float[] values(Matrix matrix) {
    float[] values = new float[matrix.rows() * matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      System.arraycopy(
          matrix.floats(), matrix.rowStart(r), values, r * matrix.columns(), matrix.columns());
    }
    return values;
  }

  /** The name of the style, for people. */
  public String name() {
    return "PyTorch, " + style.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Keeps a batch to train on; its tensors are made here, and no step waits for them. */
  public void add(Batch batch) {
    TwinBatch added = TwinBatch.of(manager, shape, style, batch);
    added.tensors().forEach(tensor -> tensor.setName("batch[]"));
    batches.add(added);
  }

  /** The number of batches that were added. */
  public int batches() {
    return batches.size();
  }

  /** The impressions of the batch at this place. */
  public int rows(int batch) {
    return batches.get(batch).rows();
  }

  /**
   * Trains on the batch at this place.
   *
   * @return the mean loss per impression, before the step
   */
  public double step(int batch) {
    NDList inputs = new NDList(state);
    inputs.addAll(batches.get(batch).tensors());
    inputs.addAll(changed);
    JniUtils.setGradMode(true);
    try (NDList loss = IValueUtils.forward(step, inputs, true)) {
      return loss.get(0).getFloat();
    }
  }

  /** The threads that PyTorch computes on from now on, in this process. */
  public static void setThreads(int threads) {
    Engine.getEngine(ENGINE); // loads the library
    JniUtils.setNumThreads(threads);
  }

  @Override
  public void close() {
    step.close();
    manager.close();
  }
}
