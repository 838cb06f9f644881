package io.esmm.data.simulator;

import io.esmm.data.simulator.Draws.Stream;

/** Who comes, where, and with which past: all of a request that precedes its items. Immutable. */
final class Visits {
  private static final double[] SCENARIO_ENDS = {0.6, 0.9};

  private final SimulatorConfig config;
  private final Population population;
  private final RequestLayout layout;

  Visits(SimulatorConfig config, RequestLayout layout) {
    this.config = config;
    this.population = new Population(config);
    this.layout = layout;
  }

  /** Sets who comes, and where: the request's number, size, user and scenario. */
  void begin(long number, SimulatedRequest request) {
    request.number = number;
    request.firstSample = layout.firstSample(number);
    request.size = layout.size(number);
    population.look(layout.user(number, request.draws), request.user, request.draws);
    double u = request.draws.start(config.seed(), Stream.SCENARIO, number).uniform();
    request.scenario = u < SCENARIO_ENDS[0] ? 0 : u < SCENARIO_ENDS[1] ? 1 : 2;
  }

  /** Sets the past: the same for every visit of the user: it happened before the log begins. */
  void remember(SimulatedRequest request) {
    request.categories.clear();
    request.shops.clear();
    request.brands.clear();
    request.intentions.clear();
    Draws draws = request.draws.start(config.seed(), Stream.HISTORY, request.user.id);
    double u = draws.uniform();
    int events = (int) (3 * config.historyLength() * u * u + 0.5);
    for (int e = 0; e < events; e++) {
      SimulatedItem item = request.policy.recall(request.user, draws);
      request.categories.add(item.category);
      request.shops.add(item.shop);
      if (item.brand >= 0) {
        request.brands.add(item.brand);
      }
      for (int i = 0; i < item.intentionCount; i++) {
        request.intentions.add(item.intentions[i]);
      }
    }
    request.categories.close();
    request.shops.close();
    request.brands.close();
    request.intentions.close();
  }
}
