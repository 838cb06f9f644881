package io.esmm.graph;

import io.esmm.field.Level;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one shard leaves behind for the update: the gradient of every dense parameter, and the
 * gradients of the tensors that were read from embedding tables. Used by one thread at a time.
 */
public final class ShardGradients {
  private final Plan plan;
  private final Precision precision;
  private final Map<Parameter, Matrix> parameters = new LinkedHashMap<>();
  private final Map<Tensor, Matrix> kept = new IdentityHashMap<>();
  private int requestCapacity = -1;
  private int impressionCapacity = -1;
  private int version;

  public ShardGradients(Plan plan, Precision precision) {
    this.plan = plan;
    this.precision = precision;
    for (Parameter p : plan.parameters(Parameter.Kind.DENSE)) {
      parameters.put(p, Matrix.of(precision, p.rows(), p.columns()));
    }
  }

  public Precision precision() {
    return precision;
  }

  /** The gradient of a dense parameter. */
  public Matrix of(Parameter parameter) {
    Matrix matrix = parameters.get(parameter);
    if (matrix == null) {
      throw new IllegalArgumentException("no dense parameter [" + parameter.name() + "]");
    }
    return matrix;
  }

  /** The gradient of a tensor read from a table: a row for each row of the shard at its level. */
  public Matrix of(Tensor embeddingInput) {
    Plan.Home home = plan.home(embeddingInput);
    if (home != null && plan.gradientInside(embeddingInput)) {
      return kept(home.concatenation()).columns(home.column(), embeddingInput.width());
    }
    return kept(embeddingInput);
  }

  /** Grows when a buffer was replaced; views taken before are stale then. */
  public int version() {
    return version;
  }

  Matrix kept(Tensor tensor) {
    Matrix matrix = kept.get(tensor);
    if (matrix == null) {
      throw new IllegalStateException("the shard has not been run yet");
    }
    return matrix;
  }

  void ensure(int requests, int impressions) {
    if (requests <= requestCapacity && impressions <= impressionCapacity) {
      return;
    }
    requestCapacity = Math.max(requests, requestCapacity);
    impressionCapacity = Math.max(impressions, impressionCapacity);
    version++;
    RowBuffers buffers = new RowBuffers(precision);
    for (Tensor tensor : plan.order()) {
      if (plan.hasGradient(tensor) && plan.keepsGradient(tensor)) {
        int capacity =
            tensor.shape().level() == Level.REQUEST ? requestCapacity : impressionCapacity;
        kept.put(tensor, buffers.allocate(tensor.shape(), capacity));
      }
    }
  }
}
