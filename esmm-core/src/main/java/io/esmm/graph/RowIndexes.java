package io.esmm.graph;

import io.esmm.field.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How the rows of a plan's tensors are numbered in a shard, and which row of one kind belongs to
 * which of another. The same objects for every shard, found anew when one is taken. Not
 * thread-safe.
 */
final class RowIndexes {
  private final Shard shard = new Shard();
  private final boolean training;
  private final Map<Integer, SequenceIndex> sequences = new HashMap<>();
  private final Map<Rows.Distinct, DistinctIds> distinct = new LinkedHashMap<>();
  private final Map<List<Rows.Distinct>, IdSums> idSums = new HashMap<>();

  // The values of the maps, to go through without an iterator.
  private final List<SequenceIndex> allSequences;
  private final List<DistinctIds> allDistinct;
  private final List<IdSums> allSums = new ArrayList<>();

  /**
   * @param known what is looked up instead of computed
   */
  RowIndexes(Plan plan, ValuesOfIds known) {
    this.training = plan.training();
    for (Rows rows : plan.rows()) {
      switch (rows) {
        case Rows.Elements e -> addSequence(e.field(), e.level());
        case Rows.Pairs p -> addSequence(p.field(), Level.REQUEST);
        case Rows.Distinct d -> distinct.put(d, new DistinctIds(d, known.has(d)));
        case Rows.Requests(), Rows.Impressions() -> {}
      }
    }
    this.allSequences = List.copyOf(sequences.values());
    this.allDistinct = List.copyOf(distinct.values());
  }

  private void addSequence(int field, Level level) {
    sequences.computeIfAbsent(field, _ -> new SequenceIndex(field, level));
  }

  /** Takes a shard; what depends on more than the numbers of its rows waits for {@link #index}. */
  void take(Shard rows) {
    shard.set(rows.batch(), rows.firstRequest(), rows.requests(), rows.draw());
    for (int i = 0; i < allDistinct.size(); i++) {
      allDistinct.get(i).set(shard);
    }
  }

  /** Takes every id of a table in place of a shard. */
  void takeEvery(int ids) {
    allDistinct.forEach(field -> field.setEvery(ids));
  }

  /** Finds the rest of what is asked of the shard that was taken last. */
  void index() {
    for (int i = 0; i < allSequences.size(); i++) {
      allSequences.get(i).set(shard);
    }
    for (int i = 0; i < allSums.size(); i++) {
      allSums.get(i).set(shard);
    }
  }

  Shard shard() {
    return shard;
  }

  /** How many rows of a kind the shard has. */
  int count(Rows rows) {
    return rows instanceof Rows.Distinct d ? distinct(d).size() : shard.rows(rows);
  }

  SequenceIndex sequence(int field) {
    SequenceIndex index = sequences.get(field);
    if (index == null) {
      throw new IllegalArgumentException("the plan has no rows of field [" + field + "]");
    }
    return index;
  }

  DistinctIds distinct(Rows.Distinct rows) {
    DistinctIds ids = distinct.get(rows);
    if (ids == null) {
      throw new IllegalArgumentException("the plan has no rows of [" + rows + "]");
    }
    return ids;
  }

  IdSums sums(List<Rows.Distinct> fields) {
    return idSums.computeIfAbsent(
        List.copyOf(fields),
        key -> {
          IdSums made = new IdSums(key.stream().map(this::distinct).toList(), training);
          allSums.add(made);
          return made;
        });
  }

  /** The row of one kind that each row of another belongs to. */
  RowMap map(Rows from, Rows to) {
    if (from.equals(to) || !from.liftsTo(to)) {
      throw new IllegalArgumentException("[" + from + "] cannot be lifted to [" + to + "]");
    }
    return switch (to) {
      case Rows.Requests() -> throw new IllegalArgumentException("nothing lifts to requests");
      case Rows.Distinct _ -> throw new IllegalArgumentException("nothing lifts to " + to);
      case Rows.Impressions() -> new RequestMap(shard);
      case Rows.Elements elements -> {
        SequenceIndex index = sequence(elements.field());
        boolean owner = from.equals(Rows.of(elements.level()));
        yield owner ? new LocalMap(index::ownerOf) : new LocalMap(index::requestOf);
      }
      case Rows.Pairs pairs -> {
        SequenceIndex index = sequence(pairs.field());
        yield switch (from) {
          case Rows.Requests() -> new LocalMap(index::requestOf);
          case Rows.Impressions() -> new LocalMap(index::impressionOf);
          case Rows.Elements _, Rows.Pairs _, Rows.Distinct _ -> new LocalMap(index::elementOf);
        };
      }
    };
  }

  /** The request of each impression, as the batch numbers them. */
  private record RequestMap(Shard shard) implements RowMap {
    @Override
    public int[] index() {
      return shard.batch().requestOf();
    }

    @Override
    public int first() {
      return shard.firstImpression();
    }

    @Override
    public int base() {
      return shard.firstRequest();
    }
  }

  /** A map that is numbered within the shard. */
  private record LocalMap(Supplier<int[]> array) implements RowMap {
    @Override
    public int[] index() {
      return array.get();
    }

    @Override
    public int first() {
      return 0;
    }

    @Override
    public int base() {
      return 0;
    }
  }
}
