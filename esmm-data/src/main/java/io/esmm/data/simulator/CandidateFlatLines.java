package io.esmm.data.simulator;

/** Candidates as flat rows of text, on their way to Parquet. Reused. */
final class CandidateFlatLines {
  final ByteSink log = new ByteSink();
  final ByteSink truth = new ByteSink();

  void add(CandidateRequest request) {
    for (int i = 0; i < request.size(); i++) {
      user(request, i);
      item(request, i);
      outcome(request, i);
      CandidateTruthLine.write(request, i, truth);
    }
  }

  private void user(CandidateRequest request, int i) {
    SimulatedUser user = request.user();
    log.putNumber(request.sample(i)).put(',').putNumber(request.number());
    number(user.idKnown() ? user.id() : -1);
    boolean known = user.profileKnown();
    number(known ? user.segment() : -1);
    number(known ? user.group() : -1);
    number(known ? user.gender() : -1);
    number(known ? user.age() : -1);
    number(known ? user.power() : -1);
    number(known ? user.reportedPower() : -1);
    number(known ? user.occupation() : -1);
    number(user.city());
    number(request.scenario());
    SimulatedRequest visit = request.visit;
    bag(visit.categories());
    bag(visit.shops());
    bag(visit.brands());
    bag(visit.intentions());
  }

  private void item(CandidateRequest request, int i) {
    SimulatedItem item = request.item(i);
    number(item.id());
    number(item.category());
    number(item.shop());
    number(item.brand());
    log.put(',');
    for (int n = 0; n < item.intentionCount(); n++) {
      if (n > 0) {
        log.put('|');
      }
      log.putNumber(item.intention(n));
    }
  }

  private void outcome(CandidateRequest request, int i) {
    number(request.shown(i) ? request.position(i) : -1);
    number(request.shown(i) ? 1 : 0);
    number(request.clicked(i) ? 1 : 0);
    number(request.carted(i) ? 1 : 0);
    number(request.converted(i) ? 1 : 0);
    log.put(',').putHours(request.hour()).put(',').putHours(request.elapsedHours()).put(',');
    if (request.converted(i)) {
      log.putHours(request.delayHours(i));
    }
    log.put('\n');
  }

  /** A number, or nothing for -1. */
  private void number(int value) {
    log.put(',');
    if (value >= 0) {
      log.putNumber(value);
    }
  }

  private void bag(BehaviorBag bag) {
    log.put(',');
    for (int n = 0; n < bag.size(); n++) {
      if (n > 0) {
        log.put('|');
      }
      log.putNumber(bag.id(n));
    }
  }
}
