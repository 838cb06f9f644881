package io.esmm.peers.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.esmm.batch.Batch;
import io.esmm.field.Column;
import io.esmm.field.Level;
import io.esmm.model.EsmmModel;
import io.esmm.peers.shape.MlpShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model of ours in ONNX Runtime, on one thread with all of its graph optimizations. Not
 * thread-safe.
 *
 * <p>ONNX Runtime 1.29 crashes while it is loaded into a process whose command line has more than
 * some thousand characters: a long class path goes into the variable {@code CLASSPATH}.
 */
public final class OnnxScorer implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final MlpShape shape;
  private final OrtSession session;
  private final List<Map<String, OnnxTensor>> batches = new ArrayList<>();

  /**
   * Exports the model and opens a session.
   *
   * @throws IllegalArgumentException if a field is neither categorical nor a bag that is summed
   */
  public OnnxScorer(EsmmModel model) {
    this.shape = MlpShape.of(model.config(), model.schema(), model.weights());
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      this.session = environment.createSession(OnnxExport.of(shape, model.weights()), options);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Keeps a batch to score; its tensors are made here, and no call waits for them. */
  public void add(Batch batch) {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (int f = 0; f < shape.fields().size(); f++) {
        switch (batch.column(shape.fields().get(f).column())) {
          case Column.Ids column -> ids(tensors, f, batch, column);
          case Column.Bags column -> bags(tensors, f, batch, column);
          case Column.Numbers _ -> throw new IllegalArgumentException("a number has no ids");
        }
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
    batches.add(tensors);
  }

  private void ids(Map<String, OnnxTensor> tensors, int field, Batch batch, Column.Ids column)
      throws OrtException {
    int n = batch.impressions();
    LongBuffer ids = longs(n);
    for (int i = 0; i < n; i++) {
      ids.put(i, column.ids()[row(batch, field, i)]);
    }
    tensors.put(OnnxExport.ids(field), OnnxTensor.createTensor(environment, ids, new long[] {n}));
  }

  private void bags(Map<String, OnnxTensor> tensors, int field, Batch batch, Column.Bags column)
      throws OrtException {
    int n = batch.impressions();
    int size = 1;
    for (int r = 0; r < column.rows(); r++) {
      size = Math.max(size, column.offsets()[r + 1] - column.offsets()[r]);
    }
    LongBuffer ids = longs(n * size);
    FloatBuffer weights =
        ByteBuffer.allocateDirect(4 * n * size).order(ByteOrder.nativeOrder()).asFloatBuffer();
    for (int i = 0; i < n; i++) {
      int row = row(batch, field, i);
      int first = column.offsets()[row];
      for (int j = first; j < column.offsets()[row + 1]; j++) {
        ids.put(i * size + j - first, column.ids()[j]);
        weights.put(i * size + j - first, column.weighted() ? column.weights()[j] : 1);
      }
    }
    tensors.put(
        OnnxExport.ids(field), OnnxTensor.createTensor(environment, ids, new long[] {n, size}));
    tensors.put(
        OnnxExport.idWeights(field),
        OnnxTensor.createTensor(environment, weights, new long[] {n, 1, size}));
  }

  private static LongBuffer longs(int count) {
    return ByteBuffer.allocateDirect(8 * count).order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  private int row(Batch batch, int field, int impression) {
    return shape.fields().get(field).level() == Level.REQUEST
        ? batch.requestOf()[impression]
        : impression;
  }

  /** Scores the batch at this place. */
  public Probabilities score(int batch) {
    try (OrtSession.Result result = session.run(batches.get(batch))) {
      Map<String, float[]> values = new HashMap<>();
      for (Map.Entry<String, OnnxValue> output : result) {
        FloatBuffer buffer = ((OnnxTensor) output.getValue()).getFloatBuffer();
        float[] copy = new float[buffer.remaining()];
        buffer.get(copy);
        values.put(output.getKey(), copy);
      }
      return new Probabilities(values);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a call gives: by the event's place in the funnel, then by impression. */
  public static final class Probabilities {
    private final Map<String, float[]> values;

    private Probabilities(Map<String, float[]> values) {
      this.values = values;
    }

    /** The probability of an event given what it comes after. */
    public double conditional(int event, int impression) {
      return of(OnnxExport.conditional(event))[impression];
    }

    /** The probability of an event over all impressions. */
    public double joint(int event, int impression) {
      return of(OnnxExport.joint(event))[impression];
    }

    private float[] of(String name) {
      float[] found = values.get(name);
      if (found == null) {
        throw new IllegalArgumentException("there is no output [" + name + "]");
      }
      return found;
    }
  }

  @Override
  public void close() {
    try {
      for (Map<String, OnnxTensor> tensors : batches) {
        tensors.values().forEach(OnnxTensor::close);
      }
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
