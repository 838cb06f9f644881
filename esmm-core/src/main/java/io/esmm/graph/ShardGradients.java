package io.esmm.graph;

import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one shard leaves behind for the update: the gradient of every dense parameter, those of the
 * loss included, and the gradients of the tensors that were read from embedding tables. Used by one
 * thread at a time.
 */
public final class ShardGradients {
  private final Plan plan;
  private final Precision precision;
  private final Map<Parameter, Matrix> parameters = new LinkedHashMap<>();
  private final List<Matrix> gradients;
  private final Map<Parameter, Observation> observations = new LinkedHashMap<>();
  private final Map<Tensor, Matrix> kept = new IdentityHashMap<>();
  private final RowCounts rows;
  private int version;

  /** Zero gradients for every dense parameter of a plan for training. */
  public ShardGradients(Plan plan, Precision precision) {
    this(plan, precision, List.of());
  }

  /**
   * The same with gradients of more parameters.
   *
   * @param beside dense parameters that the plan does not read, such as those of the loss
   */
  public ShardGradients(Plan plan, Precision precision, List<Parameter> beside) {
    this.plan = plan;
    this.precision = precision;
    this.rows = new RowCounts(plan);
    for (Parameter p : plan.parameters(Parameter.Kind.DENSE)) {
      parameters.put(p, Matrix.of(precision, p.rows(), p.columns()));
    }
    for (Parameter p : beside) {
      parameters.put(p, Matrix.of(precision, p.rows(), p.columns()));
    }
    for (Parameter p : plan.parameters(Parameter.Kind.STATISTIC)) {
      observations.put(p, new Observation(Matrix.of(precision, p.rows(), p.columns())));
    }
    gradients = List.copyOf(parameters.values());
  }

  /** The precision of all gradients. */
  public Precision precision() {
    return precision;
  }

  /**
   * The gradient of a dense parameter, of its shape.
   *
   * @throws IllegalArgumentException if there is none of it here
   */
  public Matrix of(Parameter parameter) {
    Matrix matrix = parameters.get(parameter);
    if (matrix == null) {
      throw new IllegalArgumentException("no dense parameter [" + parameter.name() + "]");
    }
    return matrix;
  }

  /**
   * What was observed of a statistic.
   *
   * @throws IllegalArgumentException if there is none of it here
   */
  public Observation observation(Parameter statistic) {
    Observation observation = observations.get(statistic);
    if (observation == null) {
      throw new IllegalArgumentException("no statistic [" + statistic.name() + "]");
    }
    return observation;
  }

  /** Sets the gradients of all dense parameters to zero. */
  void clear() {
    for (int i = 0; i < gradients.size(); i++) {
      gradients.get(i).fill(0);
    }
  }

  /** The gradient of a tensor read from a table: a row for each of the shard's. */
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

  /** Makes room for as many rows as a workspace has. */
  void ensure(RowCounts counts) {
    if (!rows.growTo(counts)) {
      return;
    }
    version++;
    RowBuffers buffers = new RowBuffers(precision, rows);
    for (Tensor tensor : plan.order()) {
      if (plan.hasGradient(tensor) && plan.keepsGradient(tensor)) {
        kept.put(tensor, buffers.allocate(tensor.shape()));
      }
    }
  }
}
