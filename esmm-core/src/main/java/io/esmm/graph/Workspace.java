package io.esmm.graph;

import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One thread's buffers for running a {@link Plan}, shard after shard. Buffers are allocated when a
 * shard is larger than all before it; after that a run allocates nothing. Not thread-safe; several
 * workspaces may share the same weights.
 */
public final class Workspace {
  private final Plan plan;
  private final Kernels kernels;
  private final Weights weights;
  private final ValuesOfIds known;

  /** The tensors that each run computes, inputs first. */
  private final List<Tensor> computed;

  private final RowIndexes indexes;
  private final Map<Tensor, Matrix> values = new IdentityHashMap<>();
  private final Map<Tensor, Matrix> gradients = new IdentityHashMap<>();
  private final Map<Tensor, Matrix> scratches = new IdentityHashMap<>();
  private final Map<ShardGradients, BoundPlan> bound = new HashMap<>();
  private final RowCounts counts;
  private final ToIntFunction<Rows> counter;
  private RowBuffers buffers;
  private @Nullable BoundPlan scoring;
  private @Nullable BoundPlan current;

  /**
   * A workspace for one thread.
   *
   * @param kernels of this thread alone, unless they hold no state; of the precision of the weights
   * @param weights read in place, so a run sees what training has written before it
   */
  public Workspace(Plan plan, Kernels kernels, Weights weights) {
    this(plan, kernels, weights, ValuesOfIds.NONE);
  }

  /**
   * A workspace for one thread that scores.
   *
   * @param kernels of this thread alone, unless they hold no state; of the precision of the weights
   * @param weights as they were when the known values were computed
   * @param known is looked up where it would be computed; of this plan, which is one for scoring
   */
  public Workspace(Plan plan, Kernels kernels, Weights weights, ValuesOfIds known) {
    this.plan = plan;
    this.kernels = kernels;
    this.weights = weights;
    this.known = known;
    this.computed =
        plan.order().stream().filter(tensor -> !known.has(tensor.shape().rows())).toList();
    this.counts = new RowCounts(plan);
    this.buffers = new RowBuffers(kernels.precision(), counts);
    this.indexes = new RowIndexes(plan, known);
    this.counter = indexes::count;
  }

  /** Computes the values of a shard with a plan for scoring. */
  public void forward(Shard rows) {
    prepare(rows);
    if (scoring == null) {
      scoring = new BoundPlan(null);
    }
    run(scoring);
  }

  /**
   * Computes values whose rows are ids alone, for every id of their table.
   *
   * @param ids the table's rows
   */
  void forwardEveryId(int ids) {
    indexes.takeEvery(ids);
    allocate();
    scoring = new BoundPlan(null);
    run(scoring);
  }

  /** Computes the values of a shard with a plan for training; gradients go to {@code into}. */
  public void forward(Shard rows, ShardGradients into) {
    prepare(rows);
    into.ensure(counts);
    BoundPlan steps = bound.get(into);
    if (steps == null || steps.version != into.version()) {
      steps = new BoundPlan(into);
      bound.put(into, steps);
    }
    run(steps);
  }

  /**
   * Computes the gradients, from those of the outputs that the caller has written.
   *
   * @throws IllegalStateException before a run forward
   */
  public void backward() {
    BoundPlan steps = current;
    if (steps == null) {
      throw new IllegalStateException("backward before forward");
    }
    ShardGradients into = steps.into;
    if (into != null) {
      into.clear();
    }
    for (int i = steps.steps.size() - 1; i >= 0; i--) {
      steps.steps.get(i).backward();
    }
  }

  /**
   * The value of an output, for the last run; the next run overwrites it. When training, of any
   * tensor of the plan; when scoring, another value may stand where that of an inner tensor stood.
   *
   * @throws IllegalArgumentException if the tensor is not of the plan
   */
  public Matrix value(Tensor tensor) {
    return tracked(values, tensor);
  }

  /**
   * The gradient buffer of an output, to be written between forward and backward.
   *
   * @throws IllegalArgumentException if the plan has no gradient of the tensor
   */
  public Matrix gradient(Tensor output) {
    return tracked(gradients, output);
  }

  private static Matrix tracked(Map<Tensor, Matrix> map, Tensor tensor) {
    Matrix matrix = map.get(tensor);
    if (matrix == null) {
      throw new IllegalArgumentException("the plan has no buffer for " + tensor);
    }
    return matrix;
  }

  private void run(BoundPlan steps) {
    current = steps;
    buffers.setRows(counts);
    steps.buffers.setRows(counts);
    indexes.index();
    for (int i = 0; i < steps.steps.size(); i++) {
      steps.steps.get(i).forward();
    }
  }

  private void prepare(Shard rows) {
    indexes.take(rows);
    allocate();
  }

  /** Makes buffers where there are fewer rows in them than in the present run. */
  private void allocate() {
    if (!counts.set(counter)) {
      return;
    }
    bound.clear();
    scoring = null;
    buffers = new RowBuffers(kernels.precision(), counts);
    values.clear();
    gradients.clear();
    scratches.clear();
    values.putAll(ValueBuffers.allocate(plan, computed, buffers));
    known.forEach(values::put);
    gradients.putAll(GradientBuffers.allocate(plan, buffers));
  }

  /** The steps bound to this workspace's values and one shard's gradients. */
  private final class BoundPlan implements Binding {
    private final @Nullable ShardGradients into;
    private final int version;
    private final RowBuffers buffers = new RowBuffers(kernels.precision(), counts);
    private final Map<Matrix, Rows> rows = new IdentityHashMap<>();
    private final Map<Tensor, Matrix> kept = new IdentityHashMap<>();
    private final List<Step> steps = new ArrayList<>();

    BoundPlan(@Nullable ShardGradients into) {
      this.into = into;
      this.version = into == null ? 0 : into.version();
      for (Tensor tensor : computed) {
        steps.add(tensor.op().bind(this, tensor));
      }
    }

    @Override
    public Kernels kernels() {
      return kernels;
    }

    @Override
    public boolean training() {
      return into != null;
    }

    @Override
    public Shard shard() {
      return indexes.shard();
    }

    @Override
    public SequenceIndex sequence(int field) {
      return indexes.sequence(field);
    }

    @Override
    public DistinctIds distinct(Rows.Distinct rows) {
      return indexes.distinct(rows);
    }

    @Override
    public IdSums idSums(List<Rows.Distinct> fields) {
      return indexes.sums(fields);
    }

    @Override
    public RowMap rowMap(Rows from, Rows to) {
      return indexes.map(from, to);
    }

    @Override
    public Matrix value(Tensor tensor) {
      Matrix value = Workspace.this.value(tensor);
      rows.put(value, tensor.shape().rows());
      return value;
    }

    @Override
    public @Nullable Matrix gradient(Tensor tensor) {
      if (into == null || !plan.hasGradient(tensor)) {
        return null;
      }
      Matrix gradient = gradients.get(tensor);
      if (gradient == null) {
        gradient = kept.get(tensor);
      }
      if (gradient == null) {
        gradient = keptGradient(tensor, into);
        kept.put(tensor, gradient);
      }
      rows.put(gradient, tensor.shape().rows());
      return gradient;
    }

    private Matrix keptGradient(Tensor tensor, ShardGradients shardGradients) {
      Plan.Home home = plan.home(tensor);
      if (home != null && plan.gradientInside(tensor)) {
        Matrix whole = gradient(home.concatenation());
        if (whole != null) {
          return columns(whole, home.column(), tensor.width());
        }
      }
      Matrix own = shardGradients.kept(tensor);
      return buffers.track(tensor.shape().rows(), own.columns(0, own.columns()));
    }

    @Override
    public Matrix columns(Matrix matrix, int from, int width) {
      Rows kind = rows.get(matrix);
      if (kind == null) {
        throw new IllegalArgumentException("the matrix is not one of this binding");
      }
      return buffers.track(kind, matrix.columns(from, width));
    }

    @Override
    public boolean accumulates(Tensor result, int input) {
      return plan.accumulates(result, input);
    }

    @Override
    public boolean valueInside(Tensor part, Tensor concatenation) {
      Plan.Home home = plan.home(part);
      return home != null && home.concatenation() == concatenation;
    }

    @Override
    public boolean gradientInside(Tensor part, Tensor concatenation) {
      return plan.gradientInside(part) && valueInside(part, concatenation);
    }

    @Override
    public Matrix parameter(Parameter parameter) {
      return weights.of(parameter);
    }

    @Override
    public EmbeddingRows table(Parameter parameter) {
      MappedTable mapped = weights.mapped().get(parameter);
      return mapped == null
          ? new ArrayRows(kernels, weights.of(parameter))
          : new MappedRows(kernels, mapped);
    }

    @Override
    public @Nullable Matrix parameterGradient(Parameter parameter) {
      return into == null ? null : into.of(parameter);
    }

    @Override
    public @Nullable Observation observation(Parameter statistic) {
      return into == null ? null : into.observation(statistic);
    }

    @Override
    public Matrix scratch(Tensor result, int width) {
      return scratches.computeIfAbsent(
          result, _ -> Workspace.this.buffers.allocate(new Shape(result.shape().rows(), width)));
    }
  }
}
