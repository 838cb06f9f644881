package io.esmm.benchmarks;

import io.esmm.benchmarks.LayerProduct.Product;
import io.esmm.numerics.KernelChoice;
import io.esmm.numerics.Kernels;
import java.util.ArrayList;
import java.util.List;

/** The kernels that are measured, each with operands of its own. */
final class KernelCases {
  /** Layers of the paper's towers. */
  private static final int[][] LAYERS = {{414, 360}, {360, 200}, {200, 80}};

  /** Widths that have kernels of their own. */
  private static final int[][] NARROW = {{80, 1}, {414, 8}, {414, 18}};

  private KernelCases() {}

  /** The three products of each of the paper's layers. */
  static List<KernelCase> layers(int rows) {
    return products(LAYERS, rows);
  }

  /** The three products of narrow layers. */
  static List<KernelCase> narrowLayers(int rows) {
    return products(NARROW, rows);
  }

  private static List<KernelCase> products(int[][] layers, int rows) {
    Kernels kernels = KernelChoice.create();
    List<KernelCase> cases = new ArrayList<>();
    for (int[] layer : layers) {
      for (Product product : Product.values()) {
        cases.add(LayerProduct.of(kernels, product, rows, layer[0], layer[1]));
      }
    }
    return cases;
  }

  /** Uses of a table that no cache holds, the plain loops among them. */
  static List<KernelCase> tables() {
    TableRows rows = new TableRows(KernelChoice.create(), TableRows.BEYOND_CACHES);
    List<KernelCase> cases = new ArrayList<>();
    for (TableRows.Use use : TableRows.Use.values()) {
      cases.add(rows.of(use));
    }
    return cases;
  }

  /** Functions of single values. */
  static List<KernelCase> functions() {
    Kernels kernels = KernelChoice.create();
    List<KernelCase> cases = new ArrayList<>();
    for (FunctionValues.Function function : FunctionValues.Function.values()) {
      cases.add(FunctionValues.of(kernels, function));
    }
    return cases;
  }
}
