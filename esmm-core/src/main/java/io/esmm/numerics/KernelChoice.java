package io.esmm.numerics;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.esmm.problem.ProblemException;
import java.lang.management.ManagementFactory;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the kernels that this JVM runs best. The system property {@value #PROPERTY} chooses: {@code
 * auto} (the default) takes the Vector API where it is there and fast, and says once, by {@link
 * System.Logger}, what is missing where it is not; {@code scalar} and {@code vector} insist.
 * Vectors are as wide as the processor has them, or as the system property {@value #BITS_PROPERTY}
 * says. Thread-safe.
 */
public final class KernelChoice {
  /** The system property that chooses: {@code auto}, {@code scalar} or {@code vector}. */
  public static final String PROPERTY = "esmm.kernels";

  /**
   * The system property for the width of vectors: {@code 128}, {@code 256} or {@code 512} bits. It
   * asks for vector kernels, and is read once in a JVM, by the first of them. Vectors wider than
   * the processor's are computed in plain Java: the bits of a wider machine, but very slowly.
   */
  public static final String BITS_PROPERTY = "esmm.vectorBits";

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
   * @throws ProblemException if a property has another value, or demands vectors without their
   *     module
   */
  public static Kernels create() {
    String choice = System.getProperty(PROPERTY, "auto");
    return switch (choice) {
      case "scalar" -> new ScalarKernels();
      case "vector" -> demanded(PROPERTY);
      case "auto" -> vectorBits().isPresent() ? demanded(BITS_PROPERTY) : automatic();
      default ->
          throw new ProblemException(
              "-D" + PROPERTY, "kernels [" + choice + "] unknown", "known: [auto, scalar, vector]");
    };
  }

  /** Whether the JVM was started with the module of the Vector API. */
  public static boolean vectorsPresent() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /**
   * The width that is asked for, if any.
   *
   * @throws ProblemException if there are no vectors of that width
   */
  static OptionalInt vectorBits() {
    String bits = System.getProperty(BITS_PROPERTY);
    return switch (bits) {
      case null -> OptionalInt.empty();
      case "128", "256", "512" -> OptionalInt.of(Integer.parseInt(bits));
      default ->
          throw new ProblemException(
              "-D" + BITS_PROPERTY,
              "vectors of [" + bits + "] bits unknown",
              "known: [128, 256, 512]; without it they are as wide as the processor has them");
    };
  }

  private static Kernels demanded(String property) {
    vectorBits();
    if (!vectorsPresent()) {
      throw new ProblemException(
          "-D" + property,
          "vector kernels demanded, but the module " + MODULE + " is not loaded",
          "start the JVM with " + FLAG + ", or with -D" + PROPERTY + "=scalar");
    }
    return vectorKernels();
  }

  private static Kernels automatic() {
    if (!vectorsPresent()) {
      warnOnce(
          "Vector API not loaded, scalar kernels are several times slower; start the JVM with "
              + FLAG);
      return new ScalarKernels();
    }
    if (!fusedMultiplyAdd()) {
      warnOnce("this processor has no fused multiply-add; scalar kernels are used");
      return new ScalarKernels();
    }
    return vectorKernels();
  }

  private static void warnOnce(String message) {
    if (WARNED.compareAndSet(false, true)) {
      System.getLogger(KernelChoice.class.getName()).log(System.Logger.Level.WARNING, message);
    }
  }

  /** Without the instruction, every fma goes through BigDecimal: a thousand times slower. */
  private static boolean fusedMultiplyAdd() {
    try {
      return !"false"
          .equals(
              ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                  .getVMOption("UseFMA")
                  .getValue());
    } catch (IllegalArgumentException e) {
      // Another JVM, or a processor that always has it.
      return true;
    }
  }

  static Kernels vectorKernels() {
    return (Kernels) vectorObject("VectorKernels");
  }

  /**
   * A new object of this package, by name: a class that mentions the Vector API cannot even be
   * verified without its module.
   */
  static Object vectorObject(String name) {
    try {
      return Class.forName(KernelChoice.class.getPackageName() + "." + name)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + " cannot be made", e);
    }
  }
}
