package io.esmm.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Hands its arguments to JMH. */
@Command(
    name = "jmh",
    description =
        "Runs the kernels under JMH, each with the vector kernels and with the scalar ones, in a"
            + " fresh JVM each; a wrong result ends the run. Options are JMH's: -h lists them, -l"
            + " the benchmarks, -lp their parameters.",
    footer = {
      "",
      "Examples:",
      "  ./esmm-bench jmh -lp",
      "  ./esmm-bench jmh LayerBenchmark -p rows=4096 -p layer=360x200 -f 5",
      "  ./esmm-bench jmh TableBenchmark -p kernels=vector -rf json -rff tables.json"
    })
final class JmhCommand implements Callable<Integer> {
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Stream<String> endOnError = Stream.of("-foe", "true");
    Main.main(Stream.concat(endOnError, arguments.stream()).toArray(String[]::new));
    return 0;
  }
}
