package io.esmm.graph.op;

import io.esmm.field.Column;
import io.esmm.field.Level;
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

/**
 * The table row of each row's id: y[i] = table[id[i]]. Its gradient stays where it is: the
 * embedding update sums it over the occurrences of each id.
 *
 * @param field the place of the field in the schema
 * @param name of the field
 * @param level where the field lives, which makes the rows of the result
 * @param table [v, e]; the result is [n, e]
 */
public record Lookup(int field, String name, Level level, Parameter table) implements Op {

  @Override
  public String describe() {
    return "lookup of " + name + " in " + table.name();
  }

  @Override
  public List<Tensor> inputs() {
    return List.of();
  }

  @Override
  public Shape shape() {
    return new Shape(Rows.of(level), table.columns());
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(table);
  }

  @Override
  public Step bind(Binding b, Tensor result) {
    EmbeddingRows rows = b.table(table);
    Matrix y = b.value(result);
    return new Step() {
      @Override
      public void forward() {
        Column.Ids ids = (Column.Ids) b.shard().batch().column(field);
        rows.gather(ids.ids(), b.shard().first(level), y);
      }

      @Override
      public void backward() {}
    };
  }
}
