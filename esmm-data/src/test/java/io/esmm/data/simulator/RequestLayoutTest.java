package io.esmm.data.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLayoutTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 19, 39, 40, 41, 79, 80, 999, 1000, 12_345})
  void requestsCoverTheSamplesWithoutGapOrOverlap(long impressions) {
    RequestLayout layout = new RequestLayout(SimulatorConfig.quickstart(impressions, 3));
    long next = 1;
    for (long r = 0; r < layout.requests(); r++) {
      assertThat(layout.firstSample(r)).isEqualTo(next);
      assertThat(layout.size(r)).isBetween(1, layout.maxSize());
      assertThat(layout.requestOf(next)).isEqualTo(r);
      next += layout.size(r);
      assertThat(layout.requestOf(next - 1)).isEqualTo(r);
    }
    assertThat(next).isEqualTo(impressions + 1);
  }

  @Test
  void requestSizesVaryAroundTheMean() {
    RequestLayout layout = new RequestLayout(SimulatorConfig.quickstart(100_000, 3));
    BitSet sizes = new BitSet();
    for (long r = 0; r < layout.requests() - 1; r++) {
      sizes.set(layout.size(r));
    }
    assertThat(sizes.nextSetBit(0)).isEqualTo(5);
    assertThat(sizes.length() - 1).isEqualTo(35);
  }

  @Test
  void everyUserComesOnceInARoundOfPairs() {
    SimulatorConfig config = SimulatorConfig.quickstart(1_000_000, 3);
    RequestLayout layout = new RequestLayout(config);
    BitSet users = new BitSet();
    Draws draws = new Draws();
    for (long pair = 0; pair < config.users(); pair++) {
      users.set(layout.user(2 * pair, draws));
    }
    assertThat(users.cardinality()).isEqualTo(config.users());
    assertThat(users.length()).isEqualTo(config.users());
  }

  @Test
  void sampleIdsBeyondTheRangeOfIntDoNotOverflow() {
    SimulatorConfig config = SimulatorConfig.likeAliCcp(20_000_000_000L, 1);
    RequestLayout layout = new RequestLayout(config);
    long last = layout.requests() - 1;
    assertThat(layout.firstSample(last) + layout.size(last) - 1).isEqualTo(20_000_000_000L);
    assertThat(layout.requestOf(20_000_000_000L)).isEqualTo(last);
    assertThat(layout.user(last, new Draws())).isBetween(0, config.users() - 1);
  }

  @Test
  void featureIdsBeyondTheRangeOfIntDoNotOverflow() {
    SimulatorConfig config = SimulatorConfig.likeAliCcp(40_000_000_000L, 1);
    long[] first = SimulatedField.firstIds(config, 1000);
    for (int f = 1; f < first.length; f++) {
      assertThat(first[f]).isGreaterThan(first[f - 1]);
    }
    assertThat(first[SimulatedField.SHOP.ordinal()]).isGreaterThan(Integer.MAX_VALUE);
  }
}
