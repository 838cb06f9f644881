package io.esmm.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Puts the process's real standard error back in place.
 *
 * <p>A JVM that is started with the vector module writes a warning to stderr before any code of
 * ours runs. The launcher therefore starts the JVM with stderr going through a filter, and hands
 * over the real one as another descriptor, named by the system property {@code esmm.stderr}.
 * Descriptor 2 then becomes a duplicate of it, as if it had never been another: Java, native
 * libraries and the JVM write to it directly, in order and unbuffered.
 */
final class StandardError {

  private static final int STDERR = 2;

  private StandardError() {}

  /**
   * Does nothing unless the launcher asked for it; on failure messages keep going through the
   * filter.
   */
  @SuppressWarnings("restricted") // calling into the C library is the purpose
  static void restore() {
    Integer real = Integer.getInteger("esmm.stderr");
    if (real == null) {
      return;
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle dup2 =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("dup2"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      int _ = (int) dup2.invokeExact(real.intValue(), STDERR);
    } catch (Throwable _) {
      // The filter passes every other line on: nothing is lost.
    }
  }
}
