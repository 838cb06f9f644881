package io.esmm.embedding;

import io.esmm.field.Column;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.graph.Parameter;
import io.esmm.graph.Tensor;
import io.esmm.graph.op.DistinctLookup;
import io.esmm.graph.op.Lookup;
import io.esmm.graph.op.Pool;
import io.esmm.graph.op.SequenceLookup;
import io.esmm.graph.op.SparseLinear;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor that reads an embedding table by the ids of a field.
 *
 * @param pooling of ids to one row; null where each id has a row of its own
 * @param distinct whether the tensor has one row for all occurrences of an id in a shard
 */
record TableUse(
    Tensor tensor, int field, Level level, @Nullable Pooling pooling, boolean distinct) {

  /**
   * The uses of one table, in the order of the tensors.
   *
   * @param inputs the tensors that read from tables; those of other tables are passed over
   */
  static List<TableUse> of(Parameter table, List<Tensor> inputs) {
    List<TableUse> uses = new ArrayList<>();
    for (Tensor tensor : inputs) {
      if (tensor.op() instanceof Lookup op && op.table().equals(table)) {
        uses.add(new TableUse(tensor, op.field(), op.level(), null, false));
      } else if (tensor.op() instanceof Pool op && op.table().equals(table)) {
        uses.add(new TableUse(tensor, op.field(), op.level(), op.pooling(), false));
      } else if (tensor.op() instanceof SequenceLookup op && op.table().equals(table)) {
        uses.add(new TableUse(tensor, op.elements().field(), op.elements().level(), null, false));
      } else if (tensor.op() instanceof DistinctLookup op && op.table().equals(table)) {
        uses.add(new TableUse(tensor, op.rows().field(), op.rows().level(), null, true));
      } else if (tensor.op() instanceof SparseLinear op) {
        for (SparseLinear.Term term : op.terms()) {
          if (term.weights().equals(table)) {
            uses.add(new TableUse(tensor, term.field(), op.level(), term.pooling(), false));
          }
        }
      }
    }
    return List.copyOf(uses);
  }

  /** Whether its ids may count other than 1. */
  boolean isWeighted() {
    return pooling != null && pooling != Pooling.SUM;
  }

  /**
   * How much id j of a column counts in its row.
   *
   * @param length how many ids the row has
   */
  float coefficient(Column.Bags column, int j, int length) {
    return switch (pooling) {
      case null -> 1f;
      case SUM -> 1f;
      case MEAN -> Pool.meanCoefficient(length);
      case WEIGHTED -> column.weights()[j];
    };
  }
}
