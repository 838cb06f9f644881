package io.esmm.numerics;

import java.util.ArrayList;
import java.util.List;

/** The kernels that this JVM can make: parameter source of the tests in this package. */
final class AvailableKernels {
  private AvailableKernels() {}

  /** Scalar, double and, in a JVM with the module of the Vector API, vector kernels. */
  static List<Kernels> all() {
    List<Kernels> all = new ArrayList<>(floats());
    all.add(new DoubleKernels());
    return all;
  }

  /** The kernels on floats. A run that promised vectors and has none fails here, not silently. */
  static List<Kernels> floats() {
    List<Kernels> floats = new ArrayList<>();
    floats.add(new ScalarKernels());
    if (KernelChoice.vectorsPresent()) {
      floats.add(KernelChoice.vectorKernels());
    } else if (Boolean.getBoolean("esmm.expectVector")) {
      throw new AssertionError(
          "this run expects vector kernels; start it with --add-modules=jdk.incubator.vector");
    }
    return floats;
  }
}
