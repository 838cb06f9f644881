package io.esmm.cli.explain;

import static io.esmm.cli.console.Output.count;

import io.esmm.cli.console.Output;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.data.config.DataConfig;
import io.esmm.embedding.Sharing;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.NominalSchema;
import io.esmm.funnel.Funnel;
import io.esmm.graph.Parameter;
import io.esmm.objective.Objective;
import io.esmm.scoring.FunnelGraph;
import io.esmm.tower.TowerRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a model. */
@Command(
    name = "explain",
    description =
        "Draws the funnel and shows which rows train which tower, and every tower's layers with"
            + " shapes, parameters and floating-point operations.",
    footer = {
      "",
      "Example:",
      "  ./esmm explain esmm.json --set funnel.events.conversion.tower.hidden=[64,32]"
    })
public final class ExplainCommand implements Runnable {
  private static final int NOMINAL_TOKENS = 998;

  @Mixin private Output output = new Output();

  @Parameters(
      paramLabel = "CONFIG_OR_MODEL_DIR",
      description = "A configuration, or the folder of a trained model.")
  private Path subject = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Puts a value into the configuration; may be repeated.")
  private List<String> settings = List.of();

  @Override
  public void run() {
    TowerRegistry registry = TowerRegistry.load();
    EsmmConfig config =
        new ConfigReader(registry).withData(DataConfig.class).read(subject, settings);
    FeatureSchema schema = NominalSchema.of(config.fields(), NOMINAL_TOKENS);
    print(config, schema, registry);
    output
        .results()
        .println(
            "The vocabularies are not known before the data is prepared: "
                + count(NOMINAL_TOKENS + 2)
                + " rows stand for each.");
  }

  private void print(EsmmConfig config, FeatureSchema schema, TowerRegistry registry) {
    FunnelGraph graph = FunnelGraph.of(config.funnel(), config.embedding(), schema, registry);
    Funnel funnel = graph.funnel();
    TermLines terms =
        new TermLines(Objective.of(config.objective().terms(config.funnel()), funnel));
    TowerLayers layers = new TowerLayers(graph);
    PrintWriter out = output.results();
    out.println("Funnel of " + config.name());
    FunnelTree.draw(config.funnel(), registry).forEach(line -> out.println("  " + line));
    out.println();
    out.println("Objective: " + objective(config));
    out.println(terms.terms());
    out.println("Rows that train each tower");
    out.println(terms.towers());
    out.println("Embedding tables, " + sharing(config.embedding().sharing()));
    out.println(layers.tables());
    for (int e = 0; e < funnel.events().size(); e++) {
      String name = funnel.events().get(e).name();
      String type = registry.typeOf(config.funnel().event(name).tower());
      out.println("Tower of " + name + ", type " + type);
      out.println(layers.tower(e));
    }
    totals(layers, out);
  }

  private static void totals(TowerLayers layers, PrintWriter out) {
    long dense = layers.parameters(Parameter.Kind.DENSE);
    long tables = layers.parameters(Parameter.Kind.TABLE);
    out.printf(
        Locale.ROOT,
        "Parameters: %,d in layers + %,d in tables = %,d (%s; while training %s)%n",
        dense,
        tables,
        dense + tables,
        megabytes(4 * (dense + tables)),
        megabytes(12 * (dense + tables)));
    out.printf(
        Locale.ROOT,
        "FLOPs of scoring: %,d per impression + %,d per request; training takes about 3 times"
            + " that%n",
        layers.flops(Level.IMPRESSION),
        layers.flops(Level.REQUEST));
  }

  private static String objective(EsmmConfig config) {
    return config.objective().preset() == null
        ? "terms written out"
        : config.objective().preset().name().toLowerCase(Locale.ROOT);
  }

  private static String sharing(Sharing sharing) {
    return switch (sharing) {
      case ALL -> "shared by all towers";
      case NONE -> "each tower its own";
    };
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
