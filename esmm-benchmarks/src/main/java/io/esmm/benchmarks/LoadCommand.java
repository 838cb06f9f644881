package io.esmm.benchmarks;

import io.esmm.model.EsmmModel;
import io.esmm.scoring.Predictions;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints how long a large model takes to load in a JVM with little heap. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description =
        "Writes a model of the given size, unless it is there, and loads it in fresh JVMs with"
            + " little heap: the time from call to model, that of the processor within it, that of"
            + " the first request of 200 candidates, and the heap. The file is in the system's"
            + " cache, as it was just written or read.",
    footer = {"", "Example:", "  ./esmm-bench load --bytes 1000000000 --heap 200m --times 5"})
final class LoadCommand implements Callable<Integer> {
  private static final int CANDIDATES = 200;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      defaultValue = "1000000000",
      description = "Bytes of all embedding tables; default: ${DEFAULT-VALUE}.")
  private long bytes;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Tokens of each of eight vocabularies; default: ${DEFAULT-VALUE}.")
  private int tokens;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "200m",
      description = "Largest heap of the JVM that loads; default: ${DEFAULT-VALUE}.")
  private String heap = "";

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "5",
      description = "JVMs that load, one after the other; default: ${DEFAULT-VALUE}.")
  private int times;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "esmm-bench-data",
      description = "Where the model is kept for the next time; default: ${DEFAULT-VALUE}.")
  private Path dir = Path.of("");

  @Option(names = "--in-this-jvm", hidden = true)
  private @Nullable Path loaded;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (loaded != null) {
      load(loaded, out);
      out.flush();
      return 0;
    }
    Path folder = dir.resolve("model-" + bytes + "-" + tokens);
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(dir);
      LargeModel.of(bytes, tokens).save(folder);
    }
    out.printf(
        Locale.ROOT,
        "%,d bytes of weights, eight vocabularies of %,d tokens, -Xmx%s%n%n",
        Files.size(folder.resolve("weights.safetensors")),
        tokens,
        heap);
    out.println("load ms   processor ms   first request ms   heap MB   most heap MB");
    out.flush();
    for (int i = 0; i < times; i++) {
      int exit =
          FreshJvm.wait(
              FreshJvm.of(
                  option -> !option.startsWith("-Xmx"),
                  List.of("-Xmx" + heap),
                  "load",
                  "--in-this-jvm",
                  folder.toString()));
      if (exit != 0) {
        return exit;
      }
    }
    return 0;
  }

  private static void load(Path folder, PrintWriter out) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long worked = threads.getCurrentThreadCpuTime();
    EsmmModel model = EsmmModel.load(folder);
    worked = threads.getCurrentThreadCpuTime() - worked;
    long ready = System.nanoTime();
    Predictions scores = model.predict(LargeModel.request(1, CANDIDATES));
    long scored = System.nanoTime();
    double most = most();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    double used = memory.getHeapMemoryUsage().getUsed();
    out.printf(
        Locale.ROOT,
        "%7.0f %14.0f %18.0f %9.0f %14.0f%s%n",
        (ready - start) / 1e6,
        worked / 1e6,
        (scored - ready) / 1e6,
        used / 1e6,
        most / 1e6,
        model.weights().mapped().isEmpty() || scores.size() != CANDIDATES ? "  not mapped" : "");
  }

  /** The sum of the most that each part of the heap ever held: no less than the heap ever held. */
  private static double most() {
    double bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        bytes += pool.getPeakUsage().getUsed();
      }
    }
    return bytes;
  }
}
