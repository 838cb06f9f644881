package io.esmm.graph;

import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of all parameters of a model. Training writes into the matrices; everyone else only
 * reads. Any number of threads may read while none writes.
 */
public final class Weights {
  private final Precision precision;
  private final Map<Parameter, Matrix> values = new LinkedHashMap<>();

  /** All zeros. */
  public Weights(List<Parameter> parameters, Precision precision) {
    this.precision = precision;
    for (Parameter p : parameters) {
      values.put(p, Matrix.of(precision, p.rows(), p.columns()));
    }
  }

  /** The values before the first step, as the initializers of the parameters give them. */
  public static Weights initial(List<Parameter> parameters, long seed, Precision precision) {
    Weights weights = new Weights(parameters, precision);
    weights.values.forEach((p, matrix) -> p.initializer().fill(p.name(), seed, matrix));
    return weights;
  }

  /** The precision in which all matrices are held. */
  public Precision precision() {
    return precision;
  }

  /** The parameters in the order of the graph. */
  public List<Parameter> parameters() {
    return List.copyOf(values.keySet());
  }

  /**
   * The values of a parameter, [rows, columns] without padding.
   *
   * @throws IllegalArgumentException if it is not one of these parameters
   */
  public Matrix of(Parameter parameter) {
    Matrix matrix = values.get(parameter);
    if (matrix == null) {
      throw new IllegalArgumentException(
          "parameter [" + parameter.name() + "] is not of this model");
    }
    return matrix;
  }

  /** The parameters whose values here and in other weights differ in at least one bit. */
  public List<Parameter> differing(Weights other) {
    return values.keySet().stream().filter(p -> !sameBits(of(p), other.of(p))).toList();
  }

  private boolean sameBits(Matrix a, Matrix b) {
    return switch (precision) {
      case FLOAT -> Arrays.equals(a.floats(), b.floats());
      case DOUBLE -> Arrays.equals(a.doubles(), b.doubles());
    };
  }

  /** A copy that later training does not touch. */
  public Weights copy() {
    Weights copy = new Weights(parameters(), precision);
    copy.set(this);
    return copy;
  }

  /** Takes over all values of other weights of the same parameters and precision. */
  public void set(Weights other) {
    values.forEach((p, matrix) -> {
      Matrix from = other.of(p);
      switch (precision) {
        case FLOAT ->
            System.arraycopy(from.floats(), 0, matrix.floats(), 0, matrix.floats().length);
        case DOUBLE ->
            System.arraycopy(from.doubles(), 0, matrix.doubles(), 0, matrix.doubles().length);
      }
    });
  }
}
