package io.esmm.data.simulator;

/**
 * Chooses an item out of {@value #CANDIDATES} drawn from the catalogue. Shown items are chosen by
 * the click taste as a shop estimates it: the taste times the configured strength, plus the shop's
 * own error. Past behaviors are chosen by all the tastes, so the history tells of each of them. One
 * for each thread.
 */
final class Policy {
  private static final int CANDIDATES = 4;

  private final Catalogue catalogue;
  private final double strength;
  private final Draws attributes = new Draws();
  private SimulatedItem best = new SimulatedItem();
  private SimulatedItem next = new SimulatedItem();

  Policy(SimulatorConfig config, Catalogue catalogue) {
    this.catalogue = catalogue;
    strength = config.exposureStrength();
  }

  /** Draws the candidates and shows one; the item is completed. */
  void expose(SimulatedUser user, Draws draws, SimulatedItem shown) {
    double bestValue = Double.NEGATIVE_INFINITY;
    int chosen = 0;
    for (int c = 0; c < CANDIDATES; c++) {
      int id = catalogue.drawItem(draws);
      catalogue.look(id, shown, attributes);
      double value = strength * catalogue.clickMatch(user, shown) + draws.normal();
      if (value > bestValue) {
        bestValue = value;
        chosen = id;
      }
    }
    if (shown.id != chosen) {
      catalogue.look(chosen, shown, attributes);
    }
    catalogue.complete(shown, user, attributes);
  }

  /** An item that the user dealt with before the log begins; valid until the next call. */
  SimulatedItem recall(SimulatedUser user, Draws draws) {
    double bestValue = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < CANDIDATES; c++) {
      catalogue.look(catalogue.drawItem(draws), next, attributes);
      double value =
          catalogue.clickMatch(user, next)
              + 0.7 * catalogue.ownConversionMatch(user, next)
              + 0.7 * catalogue.brandAffinity(next, user, attributes)
              + draws.normal();
      if (value > bestValue) {
        bestValue = value;
        SimulatedItem swap = best;
        best = next;
        next = swap;
      }
    }
    catalogue.complete(best, user, attributes);
    return best;
  }
}
