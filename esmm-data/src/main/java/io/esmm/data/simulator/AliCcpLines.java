package io.esmm.data.simulator;

import io.esmm.data.simulator.Draws.Stream;

/**
 * The lines of some consecutive requests, as a part of each of the three files. For one thread,
 * reused.
 */
final class AliCcpLines {
  final LogTable.Part skeleton;
  final LogTable.Part common;
  final LogTable.Part truth;
  final LogCounter counter = new LogCounter();

  private final Simulator simulator;
  private final SimulatedRequest request;
  private final TokenList tokens;
  private final Draws order = new Draws();

  AliCcpLines(Simulator simulator, boolean gzip) {
    skeleton = new LogTable.Part(gzip);
    common = new LogTable.Part(gzip);
    truth = new LogTable.Part(gzip);
    this.simulator = simulator;
    request = simulator.newRequest();
    tokens = new TokenList(SimulatedField.firstIds(simulator.config(), simulator.intentions()));
  }

  /** Replaces the text by that of requests from..to-1. */
  AliCcpLines render(long from, long to) {
    skeleton.text.clear();
    common.text.clear();
    truth.text.clear();
    for (long number = from; number < to; number++) {
      simulator.read(number, request);
      counter.count(request);
      long seed = simulator.config().seed();
      long key = Draws.key(seed, Stream.COMMON_KEY, number);
      order.start(seed, Stream.TOKEN_ORDER, number);
      commonLine(key);
      for (int i = 0; i < request.size(); i++) {
        impressionLine(i, key);
        truth
            .text
            .putNumber(request.sample(i))
            .put(',')
            .putBillionths(request.clickBillionths[i])
            .put(',')
            .putBillionths(request.conversionBillionths[i])
            .put('\n');
      }
    }
    skeleton.pack();
    common.pack();
    truth.pack();
    return this;
  }

  /** The last sample id rendered. */
  long lastSample() {
    return request.sample(request.size() - 1);
  }

  private void commonLine(long key) {
    common(request, tokens);
    tokens.shuffle(order);
    common.text.putHex(key).put(',').putNumber(tokens.size()).put(',');
    tokens.write(common.text);
    common.text.put('\n');
  }

  /** The features that all items of a request have in common. */
  static void common(SimulatedRequest request, TokenList tokens) {
    SimulatedUser user = request.user();
    tokens.clear();
    if (user.idKnown()) {
      tokens.add(SimulatedField.USER, user.id());
    }
    if (user.profileKnown()) {
      tokens.add(SimulatedField.SEGMENT, user.segment());
      tokens.add(SimulatedField.GROUP, user.group());
      tokens.add(SimulatedField.GENDER, user.gender());
      tokens.add(SimulatedField.AGE, user.age());
      tokens.add(SimulatedField.POWER, user.power());
      tokens.add(SimulatedField.OCCUPATION, user.occupation());
      if (user.reportedPower() >= 0) {
        tokens.add(SimulatedField.REPORTED_POWER, user.reportedPower());
      }
    }
    tokens.add(SimulatedField.CITY, user.city());
    tokens.addAll(SimulatedField.CATEGORY_HISTORY, request.categories());
    tokens.addAll(SimulatedField.SHOP_HISTORY, request.shops());
    tokens.addAll(SimulatedField.BRAND_HISTORY, request.brands());
    tokens.addAll(SimulatedField.INTENTION_HISTORY, request.intentions());
  }

  private void impressionLine(int index, long key) {
    own(request, index, tokens);
    tokens.shuffle(order);
    skeleton
        .text
        .putNumber(request.sample(index))
        .put(',')
        .put(request.clicked(index) ? '1' : '0')
        .put(',')
        .put(request.converted(index) ? '1' : '0')
        .put(',')
        .putHex(key)
        .put(',')
        .putNumber(tokens.size())
        .put(',');
    tokens.write(skeleton.text);
    skeleton.text.put('\n');
  }

  /** The features of one item of a request. */
  static void own(SimulatedRequest request, int index, TokenList tokens) {
    SimulatedItem item = request.item(index);
    tokens.clear();
    tokens.add(SimulatedField.ITEM, item.id());
    tokens.add(SimulatedField.CATEGORY, item.category());
    tokens.add(SimulatedField.SHOP, item.shop());
    tokens.add(SimulatedField.SCENARIO, request.scenario());
    cross(SimulatedField.CATEGORY_CROSS, item.category(), request.categories(), tokens);
    cross(SimulatedField.SHOP_CROSS, item.shop(), request.shops(), tokens);
    if (item.brand() >= 0) {
      tokens.add(SimulatedField.BRAND, item.brand());
      cross(SimulatedField.BRAND_CROSS, item.brand(), request.brands(), tokens);
    }
    for (int i = 0; i < item.intentionCount(); i++) {
      tokens.add(SimulatedField.INTENTION, item.intention(i));
      cross(SimulatedField.INTENTION_CROSS, item.intention(i), request.intentions(), tokens);
    }
  }

  /** A cross is there if the history has the item's value, and weighs what the history does. */
  private static void cross(
      SimulatedField field, int value, BehaviorBag history, TokenList tokens) {
    int count = history.countOf(value);
    if (count > 0) {
      tokens.add(field, value, count);
    }
  }
}
