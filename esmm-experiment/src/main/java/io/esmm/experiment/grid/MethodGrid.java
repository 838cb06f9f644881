package io.esmm.experiment.grid;

import io.esmm.config.ConfigReader;
import io.esmm.config.Method;
import io.esmm.eval.experiment.FinishedRun;
import io.esmm.eval.experiment.FinishedRuns;
import io.esmm.eval.experiment.MethodMeasures;
import io.esmm.experiment.grid.MethodTraining.Ctr;
import io.esmm.experiment.rows.ExperimentData;
import io.esmm.experiment.rows.RowChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Trains every method with every seed on the same rows, measures each, and keeps a file for each
 * that is done: an interrupted grid goes on with those that are missing, and ends with the same
 * bytes.
 *
 * <p>A repeat has a seed, from which initial weights, the order of the rows and the choices of AMAN
 * and UNBIAS follow, and one independent network of pCTR that serves all its methods. What is
 * searched for is chosen once ({@link ParameterSearch}); the methods themselves are trained on all
 * training rows.
 */
public final class MethodGrid {
  /** Part of what tells runs apart: raise it when methods are trained in another way. */
  private static final String RULES = "rules 2";

  private final ExperimentData data;
  private final GridFiles files;
  private final List<Method> methods;
  private final int repeats;
  private final Networks networks;
  private final RowChoice choice;
  private final GridWork work;
  private final GridListener listener;

  /** What was searched for, in this grid or before it. */
  private final Map<Method, Double> parameters = new EnumMap<>(Method.class);

  /**
   * Trains nothing yet.
   *
   * @param folder for the files of runs
   * @param sampleRate the share of the training rows that is used
   */
  public MethodGrid(
      ExperimentData data,
      Path folder,
      List<Method> methods,
      int repeats,
      double sampleRate,
      int threads,
      GridListener listener) {
    this.data = data;
    this.methods = List.copyOf(methods);
    this.repeats = repeats;
    this.listener = listener;
    RowChoice all = data.training();
    this.choice = new RowChoice(all.clicks(), all.conversions(), all.from(), all.to(), sampleRate);
    this.work = GridWork.of(choice, data.measured().rows());
    this.networks = new Networks(data.file().config(), data.file().registry(), threads);
    String madeFrom =
        String.join(
            "\n",
            RULES,
            data.identity(),
            "sample " + sampleRate,
            new ConfigReader(data.file().registry()).write(data.file().config()).toString());
    this.files = new GridFiles(new FinishedRuns(folder), madeFrom);
  }

  /** With parameters that were found before, so that none is searched for. */
  public MethodGrid with(Map<Method, Double> found) {
    parameters.putAll(found);
    return this;
  }

  /** Makes what is missing. */
  public GridResults run(String title) {
    listener.began(title);
    try {
      GridProgress progress = new GridProgress(listener);
      MethodTraining training = new MethodTraining(data, networks, choice, progress);
      ParameterSearch search = new ParameterSearch(files, work, training, progress);
      int clicked = Math.toIntExact(choice.clickCount());
      MethodRuns runs = new MethodRuns(data.measured(), clicked, files, work, training, progress);
      expect(search, runs);
      for (Method method : searching()) {
        parameters.put(method, search.best(method));
      }
      Map<Method, List<FinishedRun>> finished = train(runs);
      FirstRepeat first = new FirstRepeat(data.measured(), files);
      Map<Method, Double> all = new EnumMap<>(Method.class);
      methods.forEach(method -> all.put(method, parameter(method)));
      return new GridResults(
          finished,
          parameters,
          search.searched(),
          first.againstEsmm(all, MethodMeasures::compareCvr),
          first.againstEsmm(all, MethodMeasures::compareCtcvr),
          first.measures().curvesOfPCtr(),
          first.measures().curvesOfTruth());
    } finally {
      listener.ended();
    }
  }

  private void expect(ParameterSearch search, MethodRuns runs) {
    searching().forEach(search::expect);
    seeds()
        .forEach(seed -> {
          runs.expectCtr(seed);
          methods.forEach(method -> runs.expect(method, parameter(method), seed));
        });
  }

  private Map<Method, List<FinishedRun>> train(MethodRuns runs) {
    Map<Method, List<FinishedRun>> finished = new EnumMap<>(Method.class);
    seeds()
        .forEach(seed -> {
          Ctr ctr = runs.ctr(seed);
          for (Method method : methods) {
            finished
                .computeIfAbsent(method, _ -> new ArrayList<>())
                .add(runs.of(method, parameter(method), seed, ctr));
          }
        });
    return finished;
  }

  private LongStream seeds() {
    return LongStream.range(GridFiles.FIRST_SEED, GridFiles.FIRST_SEED + repeats);
  }

  /** The methods whose parameter is not known yet. */
  private List<Method> searching() {
    return methods.stream()
        .filter(method -> !PaperProtocol.candidates(method).isEmpty())
        .filter(method -> !parameters.containsKey(method))
        .toList();
  }

  /** A method's parameter, its first candidate until one is chosen, or 0 if it has none. */
  private double parameter(Method method) {
    List<Double> candidates = PaperProtocol.candidates(method);
    return parameters.getOrDefault(method, candidates.isEmpty() ? 0.0 : candidates.getFirst());
  }
}
