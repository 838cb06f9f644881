package io.esmm.data.simulator;

/** Adds up requests with their candidates. */
final class CandidateCounter {
  private long requests;
  private long candidates;
  private long shown;
  private long clicks;
  private long carts;
  private long conversions;
  private long laterConversions;

  void count(CandidateRequest request) {
    requests++;
    candidates += request.size();
    for (int i = 0; i < request.size(); i++) {
      shown += request.shown(i) ? 1 : 0;
      clicks += request.clicked(i) ? 1 : 0;
      carts += request.carted(i) ? 1 : 0;
      conversions += request.converted(i) ? 1 : 0;
      laterConversions += request.converts(i) && !request.converted(i) ? 1 : 0;
    }
  }

  CandidateCounts counts() {
    return new CandidateCounts(
        requests, candidates, shown, clicks, carts, conversions, laterConversions);
  }
}
