package io.esmm.data.simulator;

import static io.esmm.data.simulator.SimulatedColumns.correlation;
import static io.esmm.data.simulator.SimulatedColumns.count;
import static io.esmm.data.simulator.SimulatedColumns.logits;
import static io.esmm.data.simulator.SimulatedColumns.mean;
import static io.esmm.data.simulator.SimulatedColumns.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorTest {
  private static final SimulatorConfig SMALL = SimulatorConfig.quickstart(60_000, 5);
  private static final SimulatedColumns LOG = SimulatedColumns.of(SMALL);

  @Test
  void requestsComeOutTheSameInAnyOrder() {
    Simulator simulator = new Simulator(SimulatorConfig.quickstart(2_000, 1));
    SimulatedRequest forward = simulator.newRequest();
    SimulatedRequest alone = simulator.newRequest();
    simulator.read(simulator.requests() - 1, alone);
    for (long r = 0; r < simulator.requests(); r++) {
      simulator.read(r, forward);
      simulator.read(simulator.requests() - 1, alone);
      simulator.read(r, alone);
      assertThat(describe(alone)).isEqualTo(describe(forward));
    }
  }

  @Test
  void anotherSeedIsAnotherLog() {
    assertThat(firstRequest(1)).isEqualTo(firstRequest(1)).isNotEqualTo(firstRequest(2));
  }

  @ParameterizedTest
  @CsvSource({"0.12, 0.10", "0.04, 0.005", "0.5, 0.5", "0.01, 0.3"})
  void expectedRatesAreTheConfiguredOnes(double clickRate, double conversionRate) {
    SimulatedColumns log = SimulatedColumns.of(SMALL.withRates(clickRate, conversionRate));
    assertThat(mean(log.pCtr)).isCloseTo(clickRate, within(1e-5 * clickRate));
    assertThat(sum(log.product()) / sum(log.pCtr))
        .isCloseTo(conversionRate, within(1e-5 * conversionRate));
  }

  @Test
  void conversionsComeOnlyWithClicks() {
    assertThat(count(LOG.converted)).isPositive();
    for (int i = 0; i < LOG.rows; i++) {
      assertThat(LOG.clicked[i] || !LOG.converted[i]).isTrue();
    }
  }

  @Test
  void clicksAreDrawnFromTheStatedProbabilities() {
    boolean[] all = new boolean[LOG.rows];
    Arrays.fill(all, true);
    assertThat(worstBin(LOG.pCtr, LOG.clicked, all)).isLessThan(4);
  }

  @Test
  void conversionsOfClicksAreDrawnFromTheStatedProbabilities() {
    assertThat(worstBin(LOG.pCvr, LOG.converted, LOG.clicked)).isLessThan(4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.6, 0, 0.4, 0.8, 1})
  void correlationIsThatOfTheTastesOverUsersAndItems(double correlation) {
    SimulatedColumns log =
        SimulatedColumns.of(SMALL.withCorrelation(correlation).withExposureStrength(0));
    assertThat(correlation(log.clickTaste, log.conversionTaste))
        .isCloseTo(correlation, within(0.05));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void withoutCorrelationClickLogitsSayNextToNothingOnConversionLogits(long seed) {
    SimulatedColumns log = SimulatedColumns.of(SMALL.withCorrelation(0).withSeed(seed));
    assertThat(correlation(log.clickTaste, log.conversionTaste)).isCloseTo(0, within(0.06));
    assertThat(correlation(logits(log.pCtr), logits(log.pCvr))).isCloseTo(0, within(0.08));
  }

  @Test
  void policyShowsWhatUsersLikeToClick() {
    SimulatedColumns random = SimulatedColumns.of(SMALL.withExposureStrength(0));
    assertThat(mean(random.clickTaste)).isCloseTo(0, within(0.1));
    assertThat(mean(LOG.clickTaste)).isGreaterThan(0.3);
  }

  @Test
  void clickedImpressionsConvertBetterThanAllIfTastesAreCorrelated() {
    SimulatedColumns log = SimulatedColumns.of(SMALL.withCorrelation(0.8));
    assertThat(sum(log.product()) / sum(log.pCtr)).isGreaterThan(1.2 * mean(log.pCvr));
  }

  @Test
  void lowerPositionsAreClickedLess() {
    double[] sums = new double[2];
    int[] rows = new int[2];
    for (int i = 0; i < LOG.rows; i++) {
      int part = LOG.position[i] == 0 ? 0 : LOG.position[i] >= 10 ? 1 : -1;
      if (part >= 0) {
        sums[part] += LOG.pCtr[i];
        rows[part]++;
      }
    }
    assertThat(sums[0] / rows[0]).isGreaterThan(1.3 * sums[1] / rows[1]);
  }

  @Test
  void aliCcpPresetExpectsThePapersCountsWithinTwoPercent() {
    Simulator simulator = new Simulator(SimulatorConfig.likeAliCcp());
    // Requests that the calibration did not see, but for a few impressions.
    SimulatedColumns sample = new SimulatedColumns(simulator, 211);
    double scale = 84e6 / sample.rows;
    assertThat(sample.rows).isGreaterThan(350_000);
    assertThat(scale * sum(sample.pCtr)).isCloseTo(3.4e6, within(0.02 * 3.4e6));
    assertThat(scale * sum(sample.product())).isCloseTo(18_000, within(0.02 * 18_000));
  }

  @Test
  void aliCcpPresetShowsItsUsersAndItems() {
    SimulatorConfig config = SimulatorConfig.likeAliCcp(420_000, 1);
    Simulator simulator = new Simulator(config);
    SimulatedRequest request = simulator.newRequest();
    LogCounter counter = new LogCounter();
    for (long r = 0; r < simulator.requests(); r++) {
      simulator.read(r, request);
      counter.count(request);
    }
    LogCounts counts = LogCounter.total(List.of(counter));
    assertThat(counts.impressions()).isEqualTo(420_000);
    assertThat(counts.users()).isEqualTo(2_000);
    assertThat(counts.items()).isBetween(21_500L * 98 / 100, 21_500L);
  }

  @Test
  void requestBeyondTheLogIsRefused() {
    Simulator simulator = new Simulator(SimulatorConfig.quickstart(100, 1));
    SimulatedRequest request = simulator.newRequest();
    assertThatThrownBy(() -> simulator.read(simulator.requests(), request))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /**
   * Largest |z| of observed against stated events, over twenty bins of equal range in the logit.
   */
  private static double worstBin(double[] stated, boolean[] happened, boolean[] taken) {
    double[] observed = new double[21];
    double[] expected = new double[21];
    double[] variance = new double[21];
    for (int i = 0; i < stated.length; i++) {
      if (taken[i]) {
        double logit = Math.log(stated[i] / (1 - stated[i]));
        int bin = (int) Math.clamp(2 * logit + 14, 0, 20);
        observed[bin] += happened[i] ? 1 : 0;
        expected[bin] += stated[i];
        variance[bin] += stated[i] * (1 - stated[i]);
      }
    }
    double worst = 0;
    int used = 0;
    for (int b = 0; b < observed.length; b++) {
      if (expected[b] >= 10) {
        used++;
        worst = Math.max(worst, Math.abs(observed[b] - expected[b]) / Math.sqrt(variance[b]));
      }
    }
    assertThat(used).isGreaterThan(6);
    return worst;
  }

  private static String firstRequest(long seed) {
    Simulator simulator = new Simulator(SimulatorConfig.quickstart(1_000, seed));
    SimulatedRequest request = simulator.newRequest();
    simulator.read(0, request);
    return describe(request);
  }

  private static String describe(SimulatedRequest request) {
    StringBuilder text = new StringBuilder();
    text.append(request.number()).append(' ').append(request.user().id());
    text.append(' ').append(request.scenario()).append(' ').append(request.categories().size());
    for (int i = 0; i < request.intentions().size(); i++) {
      text.append(' ').append(request.intentions().id(i));
      text.append('x').append(request.intentions().count(i));
    }
    for (int i = 0; i < request.size(); i++) {
      text.append('\n').append(request.sample(i)).append(' ').append(request.item(i).id());
      text.append(' ').append(request.pCtr(i)).append(' ').append(request.pCvr(i));
      text.append(' ').append(request.clicked(i)).append(' ').append(request.converted(i));
    }
    return text.toString();
  }
}
