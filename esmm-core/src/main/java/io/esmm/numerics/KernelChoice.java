package io.esmm.numerics;

import io.esmm.problem.ProblemException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the kernels that this JVM runs best. The system property {@value #PROPERTY} chooses: {@code
 * auto} (the default) takes the Vector API where it is there and says once, by {@link
 * System.Logger}, what is missing where it is not; {@code scalar} and {@code vector} insist.
 * Thread-safe.
 */
public final class KernelChoice {
  /** The system property that chooses: {@code auto}, {@code scalar} or {@code vector}. */
  public static final String PROPERTY = "esmm.kernels";

  private static final String MODULE = "jdk.incubator.vector";
  private static final String FLAG = "--add-modules=" + MODULE;
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  private KernelChoice() {}

  /** New kernels of a precision, for one thread: they own scratch memory. */
  public static Kernels create(Precision precision) {
    return switch (precision) {
      case FLOAT -> create();
      case DOUBLE -> new DoubleKernels();
    };
  }

  /**
   * New float kernels, for one thread.
   *
   * @throws ProblemException if the property has another value, or demands vectors without their
   *     module
   */
  public static Kernels create() {
    String choice = System.getProperty(PROPERTY, "auto");
    return switch (choice) {
      case "scalar" -> new ScalarKernels();
      case "vector" -> {
        if (!vectorsPresent()) {
          throw new ProblemException(
              "-D" + PROPERTY,
              "vector kernels demanded, but the module " + MODULE + " is not loaded",
              "start the JVM with " + FLAG + ", or with -D" + PROPERTY + "=scalar");
        }
        yield vectorKernels();
      }
      case "auto" -> vectorsPresent() ? vectorKernels() : scalarWithWarning();
      default ->
          throw new ProblemException(
              "-D" + PROPERTY, "kernels [" + choice + "] unknown", "known: [auto, scalar, vector]");
    };
  }

  /** Whether the JVM was started with the module of the Vector API. */
  public static boolean vectorsPresent() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  private static Kernels scalarWithWarning() {
    if (WARNED.compareAndSet(false, true)) {
      System.getLogger(KernelChoice.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "Vector API not loaded, scalar kernels are several times slower;"
                  + " start the JVM with {0}",
              FLAG);
    }
    return new ScalarKernels();
  }

  /** By name: a class that mentions the Vector API cannot even be verified without its module. */
  static Kernels vectorKernels() {
    try {
      return (Kernels)
          Class.forName("io.esmm.numerics.VectorKernels").getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("vector kernels cannot be made", e);
    }
  }
}
