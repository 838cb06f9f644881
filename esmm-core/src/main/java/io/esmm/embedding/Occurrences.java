package io.esmm.embedding;

import io.esmm.batch.Batch;
import io.esmm.field.Column;
import io.esmm.graph.Parameter;
import io.esmm.graph.Shard;
import io.esmm.graph.ShardGradients;
import io.esmm.graph.Tensor;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import java.util.Arrays;
import java.util.List;

/**
 * Which rows of one embedding table occur in a batch, and where. Every distinct row gets a slot, in
 * the order of first occurrence; each slot lists its occurrences, in the order of the fields and,
 * within a field, of the rows. This order does not depend on threads, so neither does the sum of
 * the gradients.
 *
 * <p>Buffers grow and are reused. Building is for one thread; the sums of different slots may then
 * be taken by several.
 */
public final class Occurrences {
  private final Parameter table;
  private final List<TableUse> uses;
  private final int[] fields;
  private final int[] slotOf;
  private final int[] stamps;

  /** As stamps, for the distinct ids of a shard; empty if no tensor has a row for each of them. */
  private final int[] shardStamps;

  private int stamp;
  private int shardStamp;

  /** The distinct ids of each use and shard, where the use has a row for each of them. */
  private int[] distinct = new int[0];

  private int slots;
  private int size;
  private int[] rows = new int[1024];
  private int[] counts = new int[1024];
  private int[] starts = new int[1025];
  private int[] slotOfOccurrence = new int[4096];
  private int[] source = new int[4096];
  private int[] row = new int[4096];
  private final boolean weighted;
  private float[] coefficients = new float[0];
  private Matrix[] sources = new Matrix[0];
  private int[] sourceVersions = new int[0];

  /**
   * The occurrences of one table's rows, none before a batch is given.
   *
   * @param table the table's parameter
   * @param inputs the tensors that read from tables; those of other tables are passed over
   */
  public Occurrences(Parameter table, List<Tensor> inputs) {
    this.table = table;
    this.slotOf = new int[table.rows()];
    this.stamps = new int[table.rows()];
    this.uses = TableUse.of(table, inputs);
    this.shardStamps = new int[uses.stream().anyMatch(TableUse::distinct) ? table.rows() : 0];
    this.fields = uses.stream().mapToInt(TableUse::field).distinct().toArray();
    this.weighted = uses.stream().anyMatch(TableUse::isWeighted);
  }

  /** The table's parameter. */
  public Parameter table() {
    return table;
  }

  /** The number of distinct rows in the batch. */
  public int slots() {
    return slots;
  }

  /** Occurrences in all slots. */
  public int size() {
    return size;
  }

  /** The table row of each slot. */
  public int[] rows() {
    return rows;
  }

  /** Slot s has the occurrences [starts[s], starts[s + 1]). */
  public int[] starts() {
    return starts;
  }

  /** Adds to counts[r], for each row r of the table, how often it occurs in a batch's fields. */
  public void count(Batch batch, int[] counts) {
    for (int field : fields) {
      switch (batch.column(field)) {
        case Column.Ids c -> count(c.ids(), c.rows(), counts);
        case Column.Bags c -> count(c.ids(), c.size(), counts);
        case Column.Numbers c -> throw new IllegalStateException("numbers are not embedded");
      }
    }
  }

  private static void count(int[] ids, int size, int[] counts) {
    for (int j = 0; j < size; j++) {
      counts[ids[j]]++;
    }
  }

  /** Finds the occurrences in a batch that has been cut into shards. */
  public void build(Batch batch, Shard[] shards, int shardCount) {
    stamp++;
    slots = 0;
    size = 0;
    if (distinct.length < uses.size() * shards.length) {
      distinct = new int[uses.size() * shards.length];
    }
    for (int u = 0; u < uses.size(); u++) {
      if (uses.get(u).distinct()) {
        for (int s = 0; s < shardCount; s++) {
          distinct[u * shards.length + s] = numberDistinct(batch, uses.get(u), shards[s]);
        }
      } else {
        number(batch, uses.get(u));
      }
    }
    if (starts.length <= slots) {
      starts = new int[Math.max(slots + 1, 2 * starts.length)];
    }
    starts[0] = 0;
    for (int s = 0; s < slots; s++) {
      starts[s + 1] = starts[s] + counts[s];
      counts[s] = starts[s];
    }
    if (source.length < size) {
      source = new int[slotOfOccurrence.length];
      row = new int[slotOfOccurrence.length];
    }
    if (weighted && coefficients.length < size) {
      coefficients = new float[slotOfOccurrence.length];
    }
    int at = 0;
    for (int u = 0; u < uses.size(); u++) {
      for (int s = 0; s < shardCount; s++) {
        at = place(batch, uses.get(u), u * shards.length + s, shards[s], at);
      }
    }
  }

  /** First pass: a slot for each distinct id, and the number of its occurrences. */
  private void number(Batch batch, TableUse use) {
    Column column = batch.column(use.field());
    int[] ids;
    int count;
    switch (column) {
      case Column.Ids c -> {
        ids = c.ids();
        count = c.rows();
      }
      case Column.Bags c -> {
        ids = c.ids();
        count = c.size();
      }
      case Column.Numbers c -> throw new IllegalStateException("numbers are not embedded");
    }
    makeRoom(count);
    for (int j = 0; j < count; j++) {
      add(ids[j]);
    }
  }

  /** The same for the first occurrences in a shard; returns their number. */
  private int numberDistinct(Batch batch, TableUse use, Shard shard) {
    int first = shard.first(use.level());
    int end = first + shard.rows(use.level());
    return switch (batch.column(use.field())) {
      case Column.Ids c -> numberDistinct(c.ids(), first, end);
      case Column.Bags c -> numberDistinct(c.ids(), c.offsets()[first], c.offsets()[end]);
      case Column.Numbers c -> throw new IllegalStateException("numbers are not embedded");
    };
  }

  private int numberDistinct(int[] ids, int from, int to) {
    int before = size;
    shardStamp++;
    makeRoom(to - from);
    for (int j = from; j < to; j++) {
      int id = ids[j];
      if (shardStamps[id] != shardStamp) {
        shardStamps[id] = shardStamp;
        add(id);
      }
    }
    return size - before;
  }

  private void makeRoom(int count) {
    if (slotOfOccurrence.length < size + count) {
      slotOfOccurrence = Arrays.copyOf(slotOfOccurrence, Math.max(size + count, 2 * size));
    }
  }

  private void add(int id) {
    if (stamps[id] != stamp) {
      stamps[id] = stamp;
      slotOf[id] = newSlot(id);
    }
    int slot = slotOf[id];
    counts[slot]++;
    slotOfOccurrence[size++] = slot;
  }

  private int newSlot(int id) {
    if (slots == rows.length) {
      rows = Arrays.copyOf(rows, 2 * slots);
      counts = Arrays.copyOf(counts, 2 * slots);
    }
    rows[slots] = id;
    counts[slots] = 0;
    return slots++;
  }

  /** Second pass: the place of each occurrence's gradient, slot by slot. */
  private int place(Batch batch, TableUse use, int sourceOf, Shard shard, int from) {
    int at = from;
    if (use.distinct()) {
      for (int r = 0; r < distinct[sourceOf]; r++) {
        put(at++, sourceOf, r, 1f);
      }
      return at;
    }
    int first = shard.first(use.level());
    int count = shard.rows(use.level());
    switch (batch.column(use.field())) {
      case Column.Ids c -> {
        for (int r = 0; r < count; r++) {
          put(at++, sourceOf, r, 1f);
        }
      }
      case Column.Bags c -> {
        int[] offsets = c.offsets();
        if (use.pooling() == null) {
          for (int j = 0; j < offsets[first + count] - offsets[first]; j++) {
            put(at++, sourceOf, j, 1f);
          }
          return at;
        }
        for (int r = 0; r < count; r++) {
          int length = offsets[first + r + 1] - offsets[first + r];
          for (int j = offsets[first + r]; j < offsets[first + r + 1]; j++) {
            put(at++, sourceOf, r, use.coefficient(c, j, length));
          }
        }
      }
      case Column.Numbers c -> throw new IllegalStateException("numbers are not embedded");
    }
    return at;
  }

  private void put(int occurrence, int sourceOf, int localRow, float coefficient) {
    int to = counts[slotOfOccurrence[occurrence]]++;
    source[to] = sourceOf;
    row[to] = localRow;
    if (weighted) {
      coefficients[to] = coefficient;
    }
  }

  /**
   * Points to the gradients that the shards left; call after they have run and before {@link #sum}.
   */
  public void setGradients(ShardGradients[] shards, int shardCount) {
    if (sources.length == 0) {
      sources = new Matrix[uses.size() * shards.length];
      sourceVersions = new int[shards.length];
      Arrays.fill(sourceVersions, -1);
      Arrays.fill(sources, Matrix.of(shards[0].precision(), 0, table.columns()));
    }
    for (int s = 0; s < shardCount; s++) {
      if (sourceVersions[s] != shards[s].version()) {
        sourceVersions[s] = shards[s].version();
        for (int u = 0; u < uses.size(); u++) {
          sources[u * shards.length + s] = shards[s].of(uses.get(u).tensor());
        }
      }
    }
  }

  /** out[s] = the gradient of the table row of slot s, for s in [from, to). */
  public void sum(Kernels kernels, int from, int to, Matrix out) {
    kernels.sumOccurrences(
        starts, from, to, source, row, weighted ? coefficients : null, sources, out);
  }
}
