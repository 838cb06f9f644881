package io.esmm.graph.op;

import io.esmm.graph.Binding;
import io.esmm.graph.DistinctIds;
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
 * The table row of each distinct id of a field: y[d] = table[id of d]. Its gradient stays where it
 * is: the embedding update sums it over the shards that have the id.
 *
 * @param rows the field, whose distinct ids are the rows of the result
 * @param table [v, e]; the result is [distinct ids, e]
 */
public record DistinctLookup(Rows.Distinct rows, Parameter table) implements Op {

  @Override
  public String describe() {
    return "lookup of each distinct " + rows.name() + " in " + table.name();
  }

  @Override
  public List<Tensor> inputs() {
    return List.of();
  }

  @Override
  public Shape shape() {
    return new Shape(rows, table.columns());
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(table);
  }

  @Override
  public Step bind(Binding b, Tensor result) {
    EmbeddingRows embeddings = b.table(table);
    Matrix y = b.value(result);
    DistinctIds distinct = b.distinct(rows);
    return new Step() {
      @Override
      public void forward() {
        embeddings.gather(distinct.ids(), 0, y);
      }

      @Override
      public void backward() {}
    };
  }
}
