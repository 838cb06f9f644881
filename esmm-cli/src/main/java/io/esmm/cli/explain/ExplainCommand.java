package io.esmm.cli.explain;

import static io.esmm.cli.console.Output.count;

import io.esmm.cli.configuration.Settings;
import io.esmm.cli.console.Output;
import io.esmm.config.EsmmConfig;
import io.esmm.data.prepare.FunnelLabels;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.data.raw.PathResolver;
import io.esmm.embedding.Sharing;
import io.esmm.experiment.project.ConfigurationFile;
import io.esmm.field.FeatureSchema;
import io.esmm.field.NominalSchema;
import io.esmm.funnel.DelayConfig;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.OpenConfig;
import io.esmm.funnel.Readout;
import io.esmm.graph.Parameter;
import io.esmm.graph.Weights;
import io.esmm.model.EsmmModel;
import io.esmm.objective.Objective;
import io.esmm.scoring.FunnelGraph;
import io.esmm.tower.TowerConfig;
import io.esmm.tower.TowerRegistry;
import io.esmm.tower.TrunkConfig;
import io.esmm.train.DownSampleConfig;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "  ./esmm explain esmm.json --set 'funnel.events.conversion.tower.hidden=[64,32]'"
    })
public final class ExplainCommand implements Runnable {
  private static final int NOMINAL_TOKENS = 998;

  @Mixin private Output output = new Output();

  @Parameters(
      paramLabel = "CONFIG_OR_MODEL_DIR",
      description = "A configuration, or the folder of a trained model.")
  private Path subject = Path.of("");

  @Mixin private Settings settings = new Settings();

  @Override
  public void run() {
    TowerRegistry registry = TowerRegistry.load();
    if (Files.isDirectory(subject)) {
      EsmmModel model = EsmmModel.load(subject, registry);
      print(model.config(), model.schema(), registry, model.weights());
      return;
    }
    ConfigurationFile file = ConfigurationFile.read(subject, settings.list());
    EsmmConfig config = file.config();
    @Nullable Path prepared = prepared(file);
    if (prepared != null) {
      try (PreparedSet set = PreparedSet.open(prepared)) {
        FunnelLabels labels = new FunnelLabels(config.funnel());
        print(config, set.require(config.fields(), labels.events()).schema(), registry, null);
        return;
      }
    }
    print(config, NominalSchema.of(config.fields(), NOMINAL_TOKENS), registry, null);
    output
        .results()
        .println(
            "The vocabularies are not known before the data is prepared: "
                + count(NOMINAL_TOKENS + 2)
                + " rows stand for each.");
  }

  /** The prepared rows that the configuration is trained on, if they are there. */
  private static @Nullable Path prepared(ConfigurationFile file) {
    if (file.config().data() == null) {
      return null;
    }
    @Nullable String train = file.data().train();
    if (train == null) {
      return null;
    }
    Path folder = PathResolver.in(file.folder()).resolve(train);
    return PreparedSet.isPrepared(folder) ? folder : null;
  }

  private static String kept(DownSampleConfig sample) {
    String undone =
        switch (sample.correct()) {
          case READOUT -> "every probability is corrected when scoring";
          case LOSS -> "those kept weigh the more in the loss";
        };
    return "Training rows without ["
        + sample.event()
        + "] are kept with probability "
        + sample.keepNegatives()
        + "; "
        + undone;
  }

  private void print(
      EsmmConfig config, FeatureSchema schema, TowerRegistry registry, @Nullable Weights weights) {
    FunnelGraph graph =
        FunnelGraph.of(config.funnel(), config.objective(), config.embedding(), schema, registry);
    Funnel funnel = graph.funnel();
    Objective objective =
        Objective.of(config.objective().terms(config.funnel()), funnel).knowing(graph.knownAfter());
    TermLines terms = new TermLines(objective, weights);
    TowerLayers layers = new TowerLayers(graph);
    PrintWriter out = output.results();
    out.println("Funnel of " + config.name());
    FunnelTree.draw(config.funnel(), registry).forEach(line -> out.println("  " + line));
    out.println();
    if (config.method() != null) {
      out.println("Method: " + config.method().word() + " = " + config.method().describe());
    }
    out.println("Objective: " + config.objective().describe());
    out.println(terms.terms());
    out.println(readout(funnel.readout()));
    @Nullable DownSampleConfig sample = config.training().downSample();
    if (sample != null) {
      out.println(kept(sample));
    }
    out.println();
    out.println("Rows that train each tower");
    out.println(terms.towers());
    out.println("Embedding tables, " + sharing(config.embedding().sharing()));
    out.println(layers.tables());
    @Nullable TrunkConfig trunk = config.funnel().trunk();
    if (trunk != null) {
      out.println("Trunk below all towers, type " + registry.trunks().nameOf(trunk));
      out.println(layers.trunk());
    }
    for (int h = 0; h < funnel.heads().size(); h++) {
      Funnel.Head head = funnel.heads().get(h);
      EventConfig event = config.funnel().event(funnel.nameOf(head.event()));
      TowerConfig tower = event.ways().get(h - funnel.firstHead(head.event())).tower();
      out.println("Tower of " + head.name() + ", type " + registry.towers().nameOf(tower));
      out.println(layers.tower(h));
    }
    for (int a = 0; a < graph.auxiliary().size(); a++) {
      out.println("Tower of head " + objective.auxiliary().get(a) + ", in training alone");
      out.println(layers.auxiliary(a));
    }
    for (int d = 0; d < funnel.delays().size(); d++) {
      String event = funnel.nameOf(funnel.delays().get(d).event());
      TowerConfig tower = delay(config, event).tower();
      out.println(
          "Tower of the delay of "
              + event
              + ", type "
              + registry.towers().nameOf(tower)
              + "; serves training alone");
      out.println(layers.delay(d));
    }
    totals(layers, out);
  }

  private static DelayConfig delay(EsmmConfig config, String event) {
    OpenConfig open = Objects.requireNonNull(config.funnel().event(event).open());
    return Objects.requireNonNull(open.delay());
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
        Locale.ROOT, "FLOPs of scoring: %s; training takes about 3 times that%n", layers.flops());
  }

  private static String readout(Readout readout) {
    return switch (readout) {
      case PRODUCT ->
          "Towers give conditional probabilities; joint ones are products along the path";
      case DIVISION ->
          "Towers give joint probabilities; conditional ones are quotients, which may exceed 1";
    };
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
