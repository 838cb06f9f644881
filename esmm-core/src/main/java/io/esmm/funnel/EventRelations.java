package io.esmm.funnel;

import java.util.List;

/**
 * How the events of a funnel stand to each other: which ones exclude each other, so that never two
 * of them happen on one row, and which ones follow from others.
 *
 * <p>Two events exclude each other if every two paths to them part at some event X, one by X and
 * one by its opposite. Looking at the later of the two is enough: unless it is itself the opposite
 * of the earlier one, its paths can only part from the earlier one's further up, since its own
 * opposite stands beside it in the order.
 */
final class EventRelations {
  private final boolean[][] excluded;
  private final boolean[][] implied;

  /**
   * @param parents for each event, in an order with parents first and opposites side by side
   * @param otherwise for each event the one that it is the opposite of, or {@link Funnel#NONE}
   */
  EventRelations(List<List<Integer>> parents, List<Integer> otherwise) {
    int n = parents.size();
    excluded = new boolean[n][n];
    implied = new boolean[n][n];
    for (int late = 0; late < n; late++) {
      implied[late][late] = true;
      for (int early = 0; early < late; early++) {
        boolean apart = true;
        boolean follows = true;
        for (int parent : parents.get(late)) {
          apart &= parent != Funnel.SPACE && excluded[early][parent];
          follows &= parent != Funnel.SPACE && implied[parent][early];
        }
        apart |= otherwise.get(late) == early;
        excluded[early][late] = apart;
        excluded[late][early] = apart;
        implied[late][early] = follows;
      }
    }
  }

  /** Whether at most one of the two events happens on a row. */
  boolean exclusive(int a, int b) {
    return a != Funnel.SPACE && b != Funnel.SPACE && excluded[a][b];
  }

  /** Whether wherever the one event has happened, the other one has too. */
  boolean implies(int event, int other) {
    return other == Funnel.SPACE || event != Funnel.SPACE && implied[event][other];
  }
}
