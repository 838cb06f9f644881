package io.esmm.graph.op;

import io.esmm.field.Column;
import io.esmm.field.Level;
import io.esmm.graph.Binding;
import io.esmm.graph.Op;
import io.esmm.graph.Rows;
import io.esmm.graph.Shape;
import io.esmm.graph.Step;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Matrix;
import java.util.List;

/**
 * A numeric field as a column of width 1. Nothing upstream learns, so it has no gradient.
 *
 * @param field the place of the field in the schema
 * @param name of the field
 * @param level where the field lives, which makes the rows of the result
 */
public record NumberInput(int field, String name, Level level) implements Op {

  @Override
  public String describe() {
    return "number " + name;
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
  public Step bind(Binding b, Tensor result) {
    Matrix y = b.value(result);
    return new Step() {
      @Override
      public void forward() {
        float[] values = ((Column.Numbers) b.shard().batch().column(field)).values();
        int first = b.shard().first(level);
        for (int r = 0; r < y.rows(); r++) {
          y.set(r, 0, values[first + r]);
        }
      }

      @Override
      public void backward() {}
    };
  }
}
