package io.esmm.graph.op;

import io.esmm.field.Column;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.graph.Binding;
import io.esmm.graph.EmbeddingRows;
import io.esmm.graph.Op;
import io.esmm.graph.Parameter;
import io.esmm.graph.Rows;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Matrix;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A linear model over ids: y[i] = sum over the fields f and the ids j of row i of c[f,j]
 * w[f][id[f,j]], where c is as the field's pooling says. One operation for all fields of a level,
 * of width 1. Its gradient stays where it is: the update of each table sums c times it over the
 * occurrences of each id.
 *
 * @param level where all of the fields live
 * @param terms one for each field, at least one
 */
public record SparseLinear(Level level, List<Term> terms) implements Op {
  /** Fields whose names still make a short line. */
  private static final int NAMED = 4;

  /**
   * One field's part of the sum.
   *
   * @param field the place of the field in the schema
   * @param name of the field
   * @param pooling of a field with any number of ids per row; null for one with one id
   * @param weights a table of width 1, a weight for each id
   */
  public record Term(int field, String name, @Nullable Pooling pooling, Parameter weights) {}

  /**
   * Copies the terms.
   *
   * @throws IllegalArgumentException if there are none, or a table of weights is not of width 1
   */
  public SparseLinear {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("a linear model over no field");
    }
    for (Term term : terms) {
      if (term.weights().columns() != 1) {
        throw new IllegalArgumentException(
            "the weights of [" + term.name() + "] have width " + term.weights().columns());
      }
    }
  }

  @Override
  public String describe() {
    return terms.size() > NAMED
        ? "linear over " + terms.size() + " fields"
        : terms.stream().map(Term::name).collect(Collectors.joining(", ", "linear over ", ""));
  }

  @Override
  public List<Tensor> inputs() {
    return List.of();
  }

  @Override
  public Shape shape() {
    return new Shape(Rows.of(level), 1);
  }

  @Override
  public List<Parameter> parameters() {
    return terms.stream().map(Term::weights).toList();
  }

  @Override
  public long flops() {
    return terms.size();
  }

  @Override
  public Step bind(Binding b, Tensor result) {
    Matrix y = b.value(result);
    int[] fields = terms.stream().mapToInt(Term::field).toArray();
    EmbeddingRows[] weights =
        terms.stream().map(term -> b.table(term.weights())).toArray(EmbeddingRows[]::new);
    PoolingCoefficients[] coefficients =
        terms.stream()
            .map(term -> new PoolingCoefficients(term.pooling()))
            .toArray(PoolingCoefficients[]::new);
    return new Step() {
      @Override
      public void forward() {
        int first = b.shard().first(level);
        y.fill(0);
        for (int t = 0; t < fields.length; t++) {
          switch (b.shard().batch().column(fields[t])) {
            case Column.Ids c -> weights[t].addWeights(c.ids(), first, y);
            case Column.Bags c ->
                weights[t].addBagWeights(
                    c.offsets(), c.ids(), coefficients[t].of(c, first, y.rows()), first, y);
            case Column.Numbers c -> throw new IllegalStateException("numbers have no ids");
          }
        }
      }

      @Override
      public void backward() {}
    };
  }
}
