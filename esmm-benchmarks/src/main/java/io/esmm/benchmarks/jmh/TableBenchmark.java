package io.esmm.benchmarks.jmh;

import io.esmm.benchmarks.KernelCase;
import io.esmm.benchmarks.TableRows;
import io.esmm.benchmarks.TableRows.Use;
import io.esmm.numerics.Kernels;
import org.openjdk.jmh.annotations.Param;

/**
 * 65,536 rows of 18 at random places of an embedding table: gathered, pooled in bags, summed as
 * gradients, stepped by lazy Adam; and read or changed by the plain loops that these compare with.
 */
public class TableBenchmark extends KernelBenchmark {
  /** What is done with the rows. */
  @Param public Use use = Use.GATHER;

  /** v, the rows of the table. */
  @Param("" + TableRows.BEYOND_CACHES)
  public int rows = TableRows.BEYOND_CACHES;

  /** For JMH. */
  public TableBenchmark() {}

  @Override
  KernelCase of(Kernels chosen) {
    return new TableRows(chosen, rows).of(use);
  }
}
