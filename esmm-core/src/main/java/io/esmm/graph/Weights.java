package io.esmm.graph;

import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of all parameters of a model. Training writes into the matrices; everyone else only
 * reads. Embedding tables of a model that was loaded may be mapped, and are then read-only. Any
 * number of threads may read while none writes.
 */
public final class Weights {
  private final List<Parameter> parameters;
  private final Precision precision;
  private final Map<Parameter, Matrix> values = new LinkedHashMap<>();
  private final Map<Parameter, MappedTable> mapped;

  /** All zeros. */
  public Weights(List<Parameter> parameters, Precision precision) {
    this(parameters, precision, Map.of());
  }

  /**
   * Zeros, but for tables that are mapped.
   *
   * @param mapped tables of floats, of the shapes of their parameters
   */
  public Weights(List<Parameter> parameters, Map<Parameter, MappedTable> mapped) {
    this(parameters, Precision.FLOAT, mapped);
  }

  private Weights(
      List<Parameter> parameters, Precision precision, Map<Parameter, MappedTable> mapped) {
    this.parameters = List.copyOf(parameters);
    this.precision = precision;
    this.mapped = Map.copyOf(mapped);
    for (Parameter p : parameters) {
      MappedTable table = mapped.get(p);
      if (table == null) {
        values.put(p, Matrix.of(precision, p.rows(), p.columns()));
      } else if (table.rows() != p.rows() || table.columns() != p.columns()) {
        throw new IllegalArgumentException("the table of [" + p.name() + "] has another shape");
      }
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
    return parameters;
  }

  /** The tables that are mapped; all other parameters have arrays. */
  public Map<Parameter, MappedTable> mapped() {
    return mapped;
  }

  /**
   * The values of a parameter, [rows, columns] without padding. Of a table that is mapped this is a
   * copy on the heap, made anew by each call.
   *
   * @throws IllegalArgumentException if it is not one of these parameters
   */
  public Matrix of(Parameter parameter) {
    Matrix matrix = values.get(parameter);
    if (matrix != null) {
      return matrix;
    }
    MappedTable table = mapped.get(parameter);
    if (table == null) {
      throw new IllegalArgumentException(
          "parameter [" + parameter.name() + "] is not of this model");
    }
    Matrix copy = Matrix.of(precision, table.rows(), table.columns());
    table.read(0, copy);
    return copy;
  }

  /** The parameters whose values here and in other weights differ in at least one bit. */
  public List<Parameter> differing(Weights other) {
    return parameters.stream().filter(p -> !sameBits(of(p), other.of(p))).toList();
  }

  private boolean sameBits(Matrix a, Matrix b) {
    return switch (precision) {
      case FLOAT -> Arrays.equals(a.floats(), b.floats());
      case DOUBLE -> Arrays.equals(a.doubles(), b.doubles());
    };
  }

  /** A copy, all of it on the heap, that later training does not touch. */
  public Weights copy() {
    Weights copy = new Weights(parameters, precision);
    copy.set(this);
    return copy;
  }

  /**
   * Takes over all values of other weights of the same parameters and precision.
   *
   * @throws IllegalStateException if a table of these is mapped
   */
  public void set(Weights other) {
    if (!mapped.isEmpty()) {
      throw new IllegalStateException("tables that are mapped cannot be written to");
    }
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
