package io.esmm.machine;

import com.sun.management.OperatingSystemMXBean;
import io.esmm.numerics.KernelChoice;
import java.lang.management.ManagementFactory;

/**
 * What this JVM runs on.
 *
 * @param java the JDK's version and vendor
 * @param system the operating system and the processor's architecture
 * @param cores that the JVM may use
 * @param memoryBytes of the machine or container
 * @param heapBytes that the JVM's heap may grow to
 * @param vectorModule whether the module of the Vector API is loaded
 * @param kernels which kernels training and scoring use: "vector, 512 bits" or "scalar"
 */
public record Machine(
    String java,
    String system,
    int cores,
    long memoryBytes,
    long heapBytes,
    boolean vectorModule,
    String kernels) {

  /**
   * Describes the present JVM and the kernels that it would choose.
   *
   * @throws io.esmm.problem.ProblemException if the kernels that are demanded cannot be had
   */
  public static Machine inspect() {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        System.getProperty("java.version") + ", " + System.getProperty("java.vendor"),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", "
            + System.getProperty("os.arch"),
        runtime.availableProcessors(),
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize(),
        runtime.maxMemory(),
        KernelChoice.vectorsPresent(),
        KernelChoice.create().description());
  }
}
