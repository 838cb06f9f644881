package io.esmm.benchmarks;

import io.esmm.machine.Machine;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every measurement begins with: what it was measured on. */
final class Heading {
  private Heading() {}

  /** The JVM, the cores and the kernels with the width of their vectors, on one line. */
  static String line() {
    Machine machine = Machine.inspect();
    return "Java %s; %d cores; kernels: %s"
        .formatted(machine.java(), machine.cores(), machine.kernels());
  }

  /** The same by name. */
  static Map<String, String> byName() {
    Machine machine = Machine.inspect();
    Map<String, String> named = new LinkedHashMap<>();
    named.put("java", machine.java());
    named.put("system", machine.system());
    named.put("cores", Integer.toString(machine.cores()));
    named.put("kernels", machine.kernels());
    return named;
  }
}
