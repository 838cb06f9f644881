package io.esmm.benchmarks;

import io.esmm.model.EsmmModel;
import io.esmm.model.Request;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints how long a request takes on one thread, beside its candidates scored one by one. */
@Command(
    name = "scoring",
    mixinStandardHelpOptions = true,
    description =
        "Scores requests of an Ali-CCP user (27 fields, 500 behavior ids) with two towers of"
            + " 360-200-80 on one thread: all candidates at once, then each in a request of its"
            + " own.",
    footer = {"", "Example:", "  ./esmm-bench scoring --candidates 200"})
final class ScoringCommand implements Callable<Integer> {
  private static final int REQUESTS = 32;

  @Option(
      names = "--candidates",
      paramLabel = "N",
      defaultValue = "200",
      description = "Candidates of a request; default: ${DEFAULT-VALUE}.")
  private int candidates;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Scoring before the first measured call; default: ${DEFAULT-VALUE}.")
  private double warmUp;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Scoring that is measured, each way; default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ScoringWorkload workload = new ScoringWorkload();
    EsmmModel model = workload.model();
    List<Request> together =
        Stream.generate(() -> workload.request(candidates)).limit(REQUESTS).toList();
    List<List<Request>> alone = together.stream().map(ScoringWorkload::alone).toList();
    out.printf("%s; one thread%n%n", Heading.line());
    out.println("us a request       p50        p99   requests measured");
    line(out, candidates + " at once", request -> model.predict(together.get(request)));
    line(out, candidates + " x 1", request -> alone.get(request).forEach(model::predict));
    out.flush();
    return 0;
  }

  private void line(PrintWriter out, String name, IntConsumer way) {
    RequestTimes.byTurns(List.of(way), REQUESTS, warmUp);
    RequestTimes times = RequestTimes.byTurns(List.of(way), REQUESTS, seconds).getFirst();
    out.printf(
        Locale.ROOT,
        "%-11s %,10.0f %,10.0f   %,17d%n",
        name,
        1e6 * times.percentile(50),
        1e6 * times.percentile(99),
        times.count());
    out.flush();
  }
}
