package io.esmm.data.simulator;

import io.esmm.data.simulator.Draws.Stream;

/** Requests as lines of the Ali-CCP format, with more columns of outcomes. Reused. */
final class CandidateAliCcpLines {
  final ByteSink skeleton = new ByteSink();
  final ByteSink common = new ByteSink();
  final ByteSink truth = new ByteSink();

  private final long seed;
  private final TokenList tokens;
  private final Draws order = new Draws();

  CandidateAliCcpLines(CandidateSimulator simulator) {
    seed = simulator.config().world().seed();
    tokens =
        new TokenList(SimulatedField.firstIds(simulator.config().world(), simulator.intentions()));
    truth.put(CandidateLogWriter.truthHeader());
  }

  void add(CandidateRequest request) {
    SimulatedRequest visit = request.visit;
    long key = Draws.key(seed, Stream.COMMON_KEY, visit.number);
    order.start(seed, Stream.TOKEN_ORDER, visit.number);
    AliCcpLines.common(visit, tokens);
    tokens.shuffle(order);
    common.putHex(key).put(',').putNumber(tokens.size()).put(',');
    tokens.write(common);
    common.put('\n');
    for (int i = 0; i < request.size(); i++) {
      line(request, i, key);
      CandidateTruthLine.write(request, i, truth);
    }
  }

  private void line(CandidateRequest request, int i, long key) {
    AliCcpLines.own(request.visit, i, tokens);
    if (request.shown(i)) {
      tokens.add(SimulatedField.POSITION, request.position(i));
    }
    tokens.shuffle(order);
    skeleton.putNumber(request.sample(i));
    outcome(request.shown(i));
    outcome(request.clicked(i));
    outcome(request.carted(i));
    outcome(request.converted(i));
    skeleton.put(',').putHours(request.elapsedHours()).put(',');
    if (request.converted(i)) {
      skeleton.putHours(request.delayHours(i));
    }
    skeleton.put(',').putHex(key).put(',').putNumber(tokens.size()).put(',');
    tokens.write(skeleton);
    skeleton.put('\n');
  }

  private void outcome(boolean happened) {
    skeleton.put(',').put(happened ? '1' : '0');
  }
}
