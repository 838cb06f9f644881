package io.esmm.cli.quickstart;

import static io.esmm.cli.console.Output.count;

import io.esmm.cli.console.Output;
import io.esmm.cli.console.Progress;
import io.esmm.cli.prepare.PreparationDisplay;
import io.esmm.cli.train.ModelTraining;
import io.esmm.cli.train.ThreadCount;
import io.esmm.data.prepare.Preparation;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.data.simulator.AliCcpWriter;
import io.esmm.data.simulator.LogCounts;
import io.esmm.data.simulator.Simulator;
import io.esmm.data.simulator.SimulatorConfig;
import io.esmm.eval.FunnelEvaluation;
import io.esmm.eval.FunnelPredictions;
import io.esmm.eval.HeldOutRows;
import io.esmm.eval.curve.LossHistory;
import io.esmm.experiment.project.ConfigurationFile;
import io.esmm.experiment.project.SimulatedTruth;
import io.esmm.experiment.project.TrainingRows;
import io.esmm.model.EsmmModel;
import io.esmm.report.html.HtmlReport;
import io.esmm.report.model.ModelResults;
import io.esmm.scoring.Scorer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole way, in a minute. */
@Command(
    name = "quickstart",
    description =
        "Simulates a small log whose true probabilities are known, prepares it, trains ESMM and the"
            + " baseline on its first half, compares both on the second half, saves the models,"
            + " and scores a request. A report with charts stands in the folder.",
    footer = {"", "Example:", "  ./esmm quickstart --dir build/quickstart"})
public final class QuickstartCommand implements Runnable {
  private static final long LEAST = 20_000;

  /** The paper's baseline: each tower with its own embeddings, pCVR learnt from clicked rows. */
  private static final List<String> BASE =
      List.of("name=quickstart-base", "objective=base", "embedding.sharing=none");

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Output output = new Output();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "esmm-quickstart",
      description = "Folder for log, configuration and models; default: ${DEFAULT-VALUE}.")
  private Path dir = Path.of("");

  @Option(
      names = "--impressions",
      paramLabel = "N",
      defaultValue = "400000",
      description = "Rows of the log; default: ${DEFAULT-VALUE}.")
  private long impressions;

  @Mixin private ThreadCount threads = new ThreadCount();

  @Override
  public void run() {
    if (impressions < LEAST) {
      throw new ParameterException(
          spec.commandLine(),
          "--impressions [" + impressions + "] is too few to learn from; give " + LEAST);
    }
    QuickstartFolder folder = new QuickstartFolder(dir);
    folder.begin();
    simulate(folder);
    ConfigurationFile esmm = ConfigurationFile.read(folder.configuration(), List.of());
    ConfigurationFile base = ConfigurationFile.read(folder.configuration(), BASE);
    try (PreparationDisplay display = new PreparationDisplay(output)) {
      Preparation.prepare(esmm.config(), esmm.folder(), folder.data(), display);
    }
    try (TrainingRows rows = TrainingRows.prepared(esmm.config(), folder.data())) {
      Map<String, LossHistory> losses = new LinkedHashMap<>();
      losses.put("ESMM", train(esmm, "esmm", "train ESMM", rows, folder));
      losses.put("BASE", train(base, "base", "train BASE", rows, folder));
      compare(folder, Objects.requireNonNull(rows.test()), losses, esmm);
    }
    next(folder);
  }

  private void simulate(QuickstartFolder folder) {
    Simulator simulator = new Simulator(SimulatorConfig.quickstart(impressions, 1));
    LogCounts counts;
    try (Progress progress = output.progress("simulate")) {
      counts =
          new AliCcpWriter(false, threads.get())
              .write(simulator, folder.log(), rows -> progress.rows(rows, impressions, ""))
              .counts();
      progress.done("");
    }
    PrintWriter out = output.results();
    out.printf(
        Locale.ROOT,
        "The log: %,d impressions, %,d clicks, %,d conversions.%n",
        counts.impressions(),
        counts.clicks(),
        counts.conversions());
    out.printf(
        Locale.ROOT,
        "The true pCVR is %.4f on average over the clicked impressions and %.4f over all of"
            + " them.%n%n",
        counts.meanCvrOfClicked(),
        counts.meanCvrOfAll());
    out.flush();
  }

  private LossHistory train(
      ConfigurationFile file,
      String name,
      String task,
      TrainingRows rows,
      QuickstartFolder folder) {
    LossHistory losses = new LossHistory();
    new ModelTraining(file, threads.get(), output)
        .telling(losses)
        .train(task, rows.training(), rows.validation())
        .save(folder.model(name));
    return losses;
  }

  /** Both models as anyone would load them, on rows that neither has seen. */
  private void compare(
      QuickstartFolder folder,
      PreparedSet test,
      Map<String, LossHistory> losses,
      ConfigurationFile configuration) {
    SimulatedTruth truth = SimulatedTruth.read(folder.log().resolve(AliCcpWriter.TRUTH), test);
    EsmmModel esmm = EsmmModel.load(folder.model("esmm"));
    FunnelPredictions ofEsmm = truth.beside(predict("evaluate ESMM", esmm, test));
    FunnelPredictions ofBase =
        truth.beside(predict("evaluate BASE", EsmmModel.load(folder.model("base")), test));
    List<ModelResults> results =
        List.of(
            new ModelResults("BASE", ofBase, FunnelEvaluation.of(ofBase)),
            new ModelResults("ESMM", ofEsmm, FunnelEvaluation.of(ofEsmm)));
    Map<String, FunnelEvaluation> models = new LinkedHashMap<>();
    results.forEach(model -> models.put(model.name(), model.evaluation()));
    FunnelEvaluation ceiling = FunnelEvaluation.of(truth.asPredictions(ofEsmm));
    PrintWriter out = output.results();
    out.println(
        "Trained on the first half, measured on the second: "
            + count(test.impressions())
            + " impressions, "
            + count(test.positives(0))
            + " clicks, "
            + count(test.positives(1))
            + " conversions.");
    out.println(QuickstartTable.of(models));
    out.println("Nobody can do better than the truth itself, of which no field tells all:");
    out.println(QuickstartTable.of(Map.of("truth", ceiling)));
    int request = test.requests() / 2;
    out.println(
        "One request of "
            + test.impressions(request)
            + " candidates, scored by the model in "
            + folder.model("esmm")
            + ", the likeliest to be bought first:");
    out.println(TopCandidates.of(esmm, test, request, truth));
    out.flush();
    HtmlReport.write(
        QuickstartReport.of(results, ceiling, losses, configuration, BASE), folder.report());
    output.say("report: " + folder.report());
  }

  private FunnelPredictions predict(String task, EsmmModel model, PreparedSet test) {
    try (Progress progress = output.progress(task)) {
      FunnelPredictions predictions =
          HeldOutRows.of(model.funnel(), test.requireSchema(model.schema()))
              .onThreads(threads.get())
              .predict(
                  new Scorer(model.graph(), model.weights()),
                  rows -> progress.rows(rows, test.impressions(), ""));
      progress.done("");
      return predictions;
    }
  }

  private void next(QuickstartFolder folder) {
    PrintWriter out = output.results();
    out.println("What next:");
    out.println("  ./esmm explain " + folder.configuration());
    out.println(
        "  ./esmm train "
            + folder.configuration()
            + " --out "
            + folder.model("mine")
            + " --set 'funnel.events.conversion.tower.hidden=[64]'");
    out.println(
        "  ./esmm predict "
            + folder.model("esmm")
            + " --input "
            + folder.log().resolve(AliCcpWriter.SKELETON)
            + " --out "
            + folder.path().resolve("scores.csv"));
  }
}
