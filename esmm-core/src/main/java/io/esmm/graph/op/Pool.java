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
import org.jspecify.annotations.Nullable;

/**
 * The pooled table rows of each row's ids: y[i] = sum over j of c[j] table[id[j]], where c is 1
 * (sum), one over the number of ids (mean) or the weight in the data (weighted). Its gradient stays
 * where it is: the embedding update sums c[j] times it over the occurrences of each id.
 *
 * @param field the place of the field in the schema
 * @param name of the field
 * @param level where the field lives, which makes the rows of the result
 * @param pooling how the ids of a row are added up
 * @param manyIds whether a row has many ids, as that of a sequence; decides how it is computed
 * @param table [v, e]; the result is [n, e]
 */
public record Pool(
    int field, String name, Level level, Pooling pooling, boolean manyIds, Parameter table)
    implements Op {

  @Override
  public String describe() {
    return "pool ("
        + pooling.name().toLowerCase(java.util.Locale.ROOT)
        + ") of "
        + name
        + " in "
        + table.name();
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

  /**
   * The coefficient of each of {@code count} ids pooled by the mean; the same forward and in the
   * gradient.
   */
  public static float meanCoefficient(int count) {
    return 1f / count;
  }

  @Override
  public Step bind(Binding b, Tensor result) {
    EmbeddingRows rows = b.table(table);
    Matrix y = b.value(result);
    return new Step() {
      private final PoolingCoefficients coefficients = new PoolingCoefficients(pooling);

      @Override
      public void forward() {
        Column.Bags bags = (Column.Bags) b.shard().batch().column(field);
        int first = b.shard().first(level);
        float @Nullable [] each = coefficients.of(bags, first, y.rows());
        rows.pool(bags.offsets(), bags.ids(), each, first, y);
      }

      @Override
      public void backward() {}
    };
  }
}
