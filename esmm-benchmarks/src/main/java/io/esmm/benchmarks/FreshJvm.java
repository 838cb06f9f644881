package io.esmm.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A JVM like this one, with its class path and options, that runs a command of {@code esmm-bench}.
 */
final class FreshJvm {
  private FreshJvm() {}

  /**
   * A process that is ready to start.
   *
   * @param kept which of this JVM's options it takes
   * @param options of its own
   * @param arguments the command and what it is given
   */
  static ProcessBuilder of(Predicate<String> kept, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(kept)
        .forEach(command::add);
    command.addAll(options);
    Stream.of("-cp", System.getProperty("java.class.path"), BenchCommand.class.getName())
        .forEach(command::add);
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /**
   * Runs it to its end.
   *
   * @return what it ended with
   * @throws IOException if it cannot be started
   */
  static int wait(ProcessBuilder process) throws IOException {
    try {
      return process.inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }
}
