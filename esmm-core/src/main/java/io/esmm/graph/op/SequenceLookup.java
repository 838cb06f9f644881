package io.esmm.graph.op;

import io.esmm.field.Column;
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
 * The table row of each element of a sequence: y[j] = table[id[j]], a row for each element. Its
 * gradient stays where it is: the embedding update sums it over the occurrences of each id.
 *
 * @param elements the sequence, whose elements are the rows of the result
 * @param table [v, e]; the result is [elements, e]
 */
public record SequenceLookup(Rows.Elements elements, Parameter table) implements Op {

  @Override
  public String describe() {
    return "lookup of each of " + elements.name() + " in " + table.name();
  }

  @Override
  public List<Tensor> inputs() {
    return List.of();
  }

  @Override
  public Shape shape() {
    return new Shape(elements, table.columns());
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
        Column.Bags bags = (Column.Bags) b.shard().batch().column(elements.field());
        int first = bags.offsets()[b.shard().first(elements.level())];
        rows.gather(bags.ids(), first, y);
      }

      @Override
      public void backward() {}
    };
  }
}
