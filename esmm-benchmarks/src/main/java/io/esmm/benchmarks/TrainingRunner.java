package io.esmm.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Trains for a while when it is its turn, and stands still in between. */
public interface TrainingRunner {

  /** For people: who trains, and on how many threads. */
  String name();

  /**
   * Trains for about so many seconds, one step at least.
   *
   * @return impressions per second
   */
  double run(double seconds);

  /**
   * The rates of several, by turns, so that what else runs on the machine meets all of them.
   *
   * @param seconds of a turn
   * @return for each runner its rate in every turn
   */
  static double[][] byTurns(List<? extends TrainingRunner> runners, double seconds, int turns) {
    double[][] rates = new double[runners.size()][turns];
    for (int turn = 0; turn < turns; turn++) {
      for (int i = 0; i < rates.length; i++) {
        rates[i][turn] = runners.get(i).run(seconds);
      }
    }
    return rates;
  }

  /** The rates of one alone. */
  static double[] alone(TrainingRunner runner, double seconds, int turns) {
    double[] rates = new double[turns];
    Arrays.setAll(rates, _ -> runner.run(seconds));
    return rates;
  }
}
