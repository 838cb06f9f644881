package io.esmm.cli.train;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says on how many threads to work; a picocli mixin. */
public final class ThreadCount {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to work on; the result does not depend on it. Default: all cores.")
  private @Nullable Integer threads;

  /** The number asked for, or the cores that the JVM may use. */
  public int get() {
    if (threads == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (threads < 1 || threads > 1024) {
      throw new ParameterException(
          spec.commandLine(), "--threads [" + threads + "] must be from 1 to 1024");
    }
    return threads;
  }
}
