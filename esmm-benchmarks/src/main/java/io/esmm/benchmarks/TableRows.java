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

/**
 * Kernels on rows at random places of a table that is larger than the caches, beside a plain loop
 * that reads such rows and does nothing else.
 */
public final class TableRows {
  /** Rows of a table that no cache holds: 144 MB. */
  public static final int BEYOND_CACHES = 2_000_000;

  /** What is done with the rows. */
  public enum Use {
    /** Their ends are read by a plain loop. */
    PLAIN,
    /** They are copied. */
    GATHER,
    /** Bags of them are added up. */
    POOL,
    /** Gradients are added up over the occurrences of each row. */
    SCATTER,
    /** An optimizer's step on them alone. */
    ADAM
  }

  /** The name of the plain loop, whose rate is what the memory system can do. */
  static final String PLAIN = "random rows, plain loop";

  private static final int WIDTH = 18;

  /** Rows of a call. */
  private static final int IDS = 1 << 16;

  /** Calls before the same rows come again: by then they have left the cache. */
  private static final int TURNS = 16;

  private static final int BAG = 16;
  private static final int OCCURRENCES = 4;
  private static final AdamStep STEP = new AdamStep(0.001, 0.9, 0.999, 1e-8, 1);

  private final Kernels kernels;
  private final SplittableRandom random = new SplittableRandom(3);
  private final Matrix table;
  private final int[] ids;
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
      case PLAIN -> new KernelCase(PLAIN, Bound.MEMORY, IDS, this::read, this::readError);
      case GATHER -> gather();
      case POOL -> pool();
      case SCATTER -> scatter();
      case ADAM -> adam();
    };
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
    Matrix out = Matrix.of(Precision.FLOAT, IDS, WIDTH);
    return of("gather", 1, out, () -> kernels.gather(table, ids, next(), out));
  }

  private KernelCase pool() {
    Matrix out = Matrix.of(Precision.FLOAT, IDS / BAG, WIDTH);
    int[] offsets = IntStream.rangeClosed(0, ids.length / BAG).map(i -> i * BAG).toArray();
    return of(
        "gather and pool, bags of " + BAG,
        BAG,
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
        out,
        () ->
            kernels.sumOccurrences(
                starts[next() / IDS], 0, slots, source, ids, null, sources, out));
  }

  private KernelCase of(String name, int size, Matrix out, Runnable call) {
    return new KernelCase(
        name,
        Bound.MEMORY,
        IDS,
        call,
        () -> {
          call.run();
          return error(out, size);
        });
  }

  /** Row i of the result is the sum of as many rows of the table. */
  private double error(Matrix out, int size) {
    double worst = 0;
    for (int i = 0; i < out.rows(); i++) {
      for (int c = 0; c < WIDTH; c++) {
        double exact = 0;
        for (int j = turn * IDS + i * size; j < turn * IDS + (i + 1) * size; j++) {
          exact += table.get(ids[j], c);
        }
        worst = Math.max(worst, Math.abs(out.get(i, c) - exact) / size);
      }
    }
    return worst;
  }

  /** A call reads and writes a row of the weights and of both moments for each id. */
  private KernelCase adam() {
    int[][] chosen = new int[TURNS][];
    Arrays.setAll(chosen, _ -> distinctRows());
    Matrix w = Matrix.of(Precision.FLOAT, table.rows(), WIDTH);
    Matrix m = Matrix.of(Precision.FLOAT, table.rows(), WIDTH);
    Matrix v = Matrix.of(Precision.FLOAT, table.rows(), WIDTH);
    Matrix g = Operands.random(IDS, WIDTH, random);
    return new KernelCase(
        "lazy Adam, sorted rows",
        Bound.MEMORY,
        3.0 * IDS,
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
