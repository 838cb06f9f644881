package io.esmm.benchmarks;

import io.esmm.benchmarks.KernelCase.Bound;
import io.esmm.numerics.AdamStep;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Kernels on rows of a table that is larger than the caches, beside plain loops that read such rows
 * or change them and do nothing else: what the memory system can do.
 */
public final class TableRows {
  /** Rows of a table that no cache holds: 144 MB. */
  public static final int BEYOND_CACHES = 2_000_000;

  /** What is done with the rows. */
  public enum Use {
    /** The ends of rows at random places are read by a plain loop. */
    READ,
    /** They are copied, as many at a time as a shard of a training step has. */
    GATHER,
    /** Bags of them are added up. */
    POOL,
    /** Gradients are added up over the occurrences of each row. */
    SCATTER,
    /** The ends of rows of three tables, upward, are changed by a plain loop. */
    UPDATE,
    /** An optimizer's step on them and their two moments alone. */
    ADAM
  }

  /** The names of the plain loops. */
  static final String READ = "random rows read, plain loop";

  static final String UPDATE = "sorted rows of 3 tables changed, plain loop";

  private static final int WIDTH = 18;

  /** Rows of a call. */
  private static final int IDS = 1 << 16;

  private static final int SHARD = 1024;

  /** Calls before the same rows come again: by then they have left the cache. */
  private static final int TURNS = 16;

  private static final int BAG = 16;
  private static final int OCCURRENCES = 4;
  private static final AdamStep STEP = new AdamStep(0.001, 0.9, 0.999, 1e-8, 1);

  private final Kernels kernels;
  private final SplittableRandom random = new SplittableRandom(3);
  private final Matrix table;
  private final int[] ids;
  private @Nullable Sorted sorted;
  private int turn;
  private float sum;

  /** A table of random values and the ids of calls, the same each time. */
  public TableRows(Kernels kernels, int rows) {
    this.kernels = kernels;
    this.table = Operands.random(rows, WIDTH, random);
    this.ids = random.ints((long) TURNS * IDS, 0, rows).toArray();
  }

  /** A use of the table, to be called by one thread. */
  public KernelCase of(Use use) {
    return switch (use) {
      case READ -> new KernelCase(READ, Bound.READS, IDS, this::read, this::readError);
      case GATHER -> gather();
      case POOL -> pool();
      case SCATTER -> scatter();
      case UPDATE -> sorted().update();
      case ADAM -> sorted().adam();
    };
  }

  private Sorted sorted() {
    @Nullable Sorted made = sorted;
    if (made == null) {
      made = new Sorted();
      sorted = made;
    }
    return made;
  }

  /** The first of the ids of the next call. */
  private int next() {
    turn = (turn + 1) % TURNS;
    return turn * IDS;
  }

  /** The first and the last element of each row: a row of 72 bytes has two lines of the cache. */
  private void read() {
    float[] values = table.floats();
    float ends = 0;
    int from = next();
    for (int j = from; j < from + IDS; j++) {
      int id = ids[j];
      ends += values[id * WIDTH] + values[id * WIDTH + WIDTH - 1];
    }
    sum = ends;
  }

  private double readError() {
    read();
    double exact = 0;
    for (int j = turn * IDS; j < (turn + 1) * IDS; j++) {
      exact += table.get(ids[j], 0) + table.get(ids[j], WIDTH - 1);
    }
    return Math.abs(sum - exact) / (2 * IDS);
  }

  private KernelCase gather() {
    Matrix out = Matrix.of(Precision.FLOAT, SHARD, WIDTH);
    return of(
        "gather, 1,024 at a time",
        1,
        IDS - SHARD,
        out,
        () -> {
          int from = next();
          for (int j = from; j < from + IDS; j += SHARD) {
            kernels.gather(table, ids, j, out);
          }
        });
  }

  private KernelCase pool() {
    Matrix out = Matrix.of(Precision.FLOAT, IDS / BAG, WIDTH);
    int[] offsets = IntStream.rangeClosed(0, ids.length / BAG).map(i -> i * BAG).toArray();
    return of(
        "gather and pool, bags of " + BAG,
        BAG,
        0,
        out,
        () -> kernels.pool(table, offsets, ids, null, next() / BAG, out));
  }

  private KernelCase scatter() {
    int slots = IDS / OCCURRENCES;
    Matrix out = Matrix.of(Precision.FLOAT, slots, WIDTH);
    int[] source = new int[ids.length];
    Matrix[] sources = {table};
    int[][] starts = new int[TURNS][];
    Arrays.setAll(
        starts, t -> IntStream.rangeClosed(0, slots).map(i -> t * IDS + i * OCCURRENCES).toArray());
    return of(
        "scatter, " + OCCURRENCES + " occurrences a row",
        OCCURRENCES,
        0,
        out,
        () ->
            kernels.sumOccurrences(
                starts[next() / IDS], 0, slots, source, ids, null, sources, out));
  }

  /**
   * A use that reads.
   *
   * @param size rows of the table that a row of the result is the sum of
   * @param first of a call's ids, the first that is summed in the result
   */
  private KernelCase of(String name, int size, int first, Matrix out, Runnable call) {
    return new KernelCase(
        name,
        Bound.READS,
        IDS,
        call,
        () -> {
          call.run();
          return error(out, size, turn * IDS + first);
        });
  }

  private double error(Matrix out, int size, int first) {
    double worst = 0;
    for (int i = 0; i < out.rows(); i++) {
      for (int c = 0; c < WIDTH; c++) {
        double exact = 0;
        for (int j = first + i * size; j < first + (i + 1) * size; j++) {
          exact += table.get(ids[j], c);
        }
        worst = Math.max(worst, Math.abs(out.get(i, c) - exact) / size);
      }
    }
    return worst;
  }

  /**
   * Distinct rows, upward, of the table and of its two moments: a call reads and writes three rows
   * for each.
   */
  private final class Sorted {
    private static final double ROWS = 3.0 * IDS;

    private final int[][] chosen = new int[TURNS][];
    private final Matrix w = Matrix.of(Precision.FLOAT, table.rows(), WIDTH);
    private final Matrix m = Matrix.of(Precision.FLOAT, table.rows(), WIDTH);
    private final Matrix v = Matrix.of(Precision.FLOAT, table.rows(), WIDTH);

    Sorted() {
      Arrays.setAll(chosen, _ -> distinctRows());
    }

    KernelCase update() {
      return new KernelCase(
          UPDATE,
          Bound.UPDATES,
          ROWS,
          () -> addToEnds(chosen[next() / IDS]),
          () -> {
            double before = v.get(chosen[0][0], WIDTH - 1);
            addToEnds(chosen[0]);
            return Math.abs(v.get(chosen[0][0], WIDTH - 1) - before - 1);
          });
    }

    private void addToEnds(int[] rows) {
      float[] a = w.floats();
      float[] b = m.floats();
      float[] c = v.floats();
      for (int row : rows) {
        int first = row * WIDTH;
        int last = first + WIDTH - 1;
        a[first]++;
        a[last]++;
        b[first]++;
        b[last]++;
        c[first]++;
        c[last]++;
      }
    }

    KernelCase adam() {
      Matrix g = Operands.random(IDS, WIDTH, random);
      return new KernelCase(
          "lazy Adam, sorted rows of 3 tables",
          Bound.UPDATES,
          ROWS,
          () -> kernels.updates().adamRows(STEP, g, chosen[next() / IDS], 0, IDS, w, m, v),
          () -> {
            // From zero, the first step is the rate, against the sign of the gradient.
            int row = chosen[0][0];
            List.of(w, m, v).forEach(matrix -> matrix.set(row, 0, 0));
            kernels.updates().adamRows(STEP, g, chosen[0], 0, IDS, w, m, v);
            double expected = -STEP.rate() * Math.signum(g.get(0, 0));
            return Math.abs(w.get(row, 0) / expected - 1);
          });
    }
  }

  /** As many distinct rows as a call takes, upward. */
  private int[] distinctRows() {
    BitSet chosen = new BitSet(table.rows());
    for (int left = IDS; left > 0; ) {
      int row = random.nextInt(table.rows());
      if (!chosen.get(row)) {
        chosen.set(row);
        left--;
      }
    }
    return chosen.stream().toArray();
  }
}
