package io.esmm.data.simulator;

import java.util.BitSet;
import java.util.List;

/** Adds up requests. Whole numbers only: the sums do not depend on who counted which request. */
final class LogCounter {
  private static final long BILLION = 1_000_000_000;

  private final BitSet users = new BitSet();
  private final BitSet items = new BitSet();
  private long requests;
  private long impressions;
  private long clicks;
  private long conversions;
  private long clickBillionths;
  private long conversionBillionths;
  private long jointBillionths;

  void count(SimulatedRequest request) {
    requests++;
    impressions += request.size();
    users.set(request.user().id());
    for (int i = 0; i < request.size(); i++) {
      items.set(request.item(i).id());
      clicks += request.clicked(i) ? 1 : 0;
      conversions += request.converted(i) ? 1 : 0;
      long click = request.clickBillionths[i];
      long conversion = request.conversionBillionths[i];
      clickBillionths += click;
      conversionBillionths += conversion;
      jointBillionths += (click * conversion + BILLION / 2) / BILLION;
    }
  }

  static LogCounts total(List<LogCounter> counters) {
    LogCounter all = new LogCounter();
    for (LogCounter counter : counters) {
      all.add(counter);
    }
    return all.counts();
  }

  private void add(LogCounter other) {
    requests += other.requests;
    impressions += other.impressions;
    clicks += other.clicks;
    conversions += other.conversions;
    clickBillionths += other.clickBillionths;
    conversionBillionths += other.conversionBillionths;
    jointBillionths += other.jointBillionths;
    users.or(other.users);
    items.or(other.items);
  }

  private LogCounts counts() {
    return new LogCounts(
        requests,
        impressions,
        clicks,
        conversions,
        users.cardinality(),
        items.cardinality(),
        clickBillionths / 1e9,
        jointBillionths / 1e9,
        conversionBillionths / 1e9 / impressions,
        jointBillionths / (double) clickBillionths);
  }
}
