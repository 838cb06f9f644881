package io.esmm.graph;

import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is given to bind itself to: buffers, parameters, kernels and the rows of each
 * run.
 */
public interface Binding {

  /** The kernels of the thread that runs the operation, in the precision of its buffers. */
  Kernels kernels();

  /** Whether the plan trains; when scoring, what a batch shows of itself must not be used. */
  boolean training();

  /** The rows of the present run; the object stays, its content changes from run to run. */
  Shard shard();

  /**
   * Which coarse row each fine row belongs to. The coarse ones must lift to the fine ones; the
   * object stays, its content changes from run to run.
   */
  RowMap rowMap(Rows coarse, Rows fine);

  /** Where the elements and pairs of a sequence field belong. */
  SequenceIndex sequence(int field);

  /** The distinct ids of a field, in the present run. */
  DistinctIds distinct(Rows.Distinct rows);

  /** The sums over the ids of each row, for distinct ids of fields of one level. */
  IdSums idSums(List<Rows.Distinct> fields);

  /** The buffer of a tensor's value. */
  Matrix value(Tensor tensor);

  /**
   * The buffer of a tensor's gradient, or null if none is wanted: scoring, or nothing upstream
   * learns.
   */
  @Nullable Matrix gradient(Tensor tensor);

  /** The columns [from, from + width) of a matrix got from here; follows its number of rows. */
  Matrix columns(Matrix matrix, int from, int width);

  /**
   * Whether the result's operation must add to the gradient of its i-th input, because another
   * operation has already written there in this run; otherwise it must overwrite.
   */
  boolean accumulates(Tensor result, int input);

  /** Whether this part's value is computed in place inside the concatenation's buffer. */
  boolean valueInside(Tensor part, Tensor concatenation);

  /** Whether this part's gradient is the concatenation's own, in place. */
  boolean gradientInside(Tensor part, Tensor concatenation);

  /**
   * The values of a parameter that is no embedding table, [rows, columns]; training writes them
   * between runs.
   */
  Matrix parameter(Parameter parameter);

  /** The rows of an embedding table. */
  EmbeddingRows table(Parameter parameter);

  /**
   * The gradient of a dense parameter for this shard, or null when scoring. It is zero when
   * gradients begin to run; every operation that reads the parameter adds to it.
   */
  @Nullable Matrix parameterGradient(Parameter parameter);

  /** Where to write what this shard observes of a statistic; null when scoring. */
  @Nullable Observation observation(Parameter statistic);

  /**
   * A buffer of the operation's own, with as many rows as its result. What forward leaves there,
   * backward finds.
   */
  Matrix scratch(Tensor result, int width);
}
