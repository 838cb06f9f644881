package io.esmm.data.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.esmm.problem.ProblemException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CandidateSimulatorTest {
  private static final CandidateSimulator SIMULATOR =
      new CandidateSimulator(CandidateLogConfig.quickstart(6_000, 40, 3));

  /** Beyond this, a chi-square of 20 degrees of freedom is seen once in 100,000 times. */
  private static final double LIMIT = 57.1;

  /** Draws beside the probabilities that they were drawn with, by twentieths. */
  private static final class Draw {
    private final double[] expected = new double[20];
    private final double[] variance = new double[20];
    private final double[] drawn = new double[20];

    void add(double probability, boolean counts, boolean happened) {
      assertThat(happened && !counts).isFalse();
      if (counts) {
        add(probability, happened);
      }
    }

    void add(double probability, boolean happened) {
      int bin = (int) (20 * probability);
      expected[bin] += probability;
      variance[bin] += probability * (1 - probability);
      drawn[bin] += happened ? 1 : 0;
    }

    double chiSquare() {
      double sum = 0;
      for (int b = 0; b < 20; b++) {
        double gap = drawn[b] - expected[b];
        sum += variance[b] > 5 ? gap * gap / variance[b] : 0;
      }
      return sum;
    }
  }

  private static void everyRequest(Consumer<CandidateRequest> consumer) {
    CandidateRequest request = SIMULATOR.newRequest();
    for (long r = 0; r < SIMULATOR.requests(); r++) {
      SIMULATOR.read(r, request);
      consumer.accept(request);
    }
  }

  @Test
  void labelsAreDrawnFromTheStatedProbabilities() {
    Draw shown = new Draw();
    Draw click = new Draw();
    Draw cart = new Draw();
    Draw withCart = new Draw();
    Draw without = new Draw();
    Draw conversion = new Draw();
    everyRequest(request -> {
      for (int i = 0; i < request.size(); i++) {
        shown.add(request.pShown(i), request.shown(i));
        conversion.add(
            request.pClick(i) * request.pConversion(i), request.shown(i), request.converts(i));
        if (request.shown(i)) {
          click.add(request.pClick(i), request.clicked(i));
        }
        if (request.clicked(i)) {
          cart.add(request.pCart(i), request.carted(i));
          if (request.carted(i)) {
            withCart.add(request.pConversionWithCart(i), request.converts(i));
          } else {
            without.add(request.pConversionWithoutCart(i), request.converts(i));
          }
        }
      }
    });
    assertThat(shown.chiSquare()).isLessThan(LIMIT);
    assertThat(click.chiSquare()).isLessThan(LIMIT);
    assertThat(cart.chiSquare()).isLessThan(LIMIT);
    assertThat(withCart.chiSquare()).isLessThan(LIMIT);
    assertThat(without.chiSquare()).isLessThan(LIMIT);
    assertThat(conversion.chiSquare()).isLessThan(LIMIT);
  }

  @Test
  void ratesAreTheConfiguredOnes() {
    long[] n = new long[5];
    everyRequest(request -> {
      for (int i = 0; i < request.size(); i++) {
        n[0]++;
        n[1] += request.shown(i) ? 1 : 0;
        n[2] += request.clicked(i) ? 1 : 0;
        n[3] += request.carted(i) ? 1 : 0;
        n[4] += request.converts(i) ? 1 : 0;
      }
    });
    // The whole log calibrates: four standard errors of each count.
    meets(n[1], n[0], 0.25);
    meets(n[2], n[1], 0.12);
    meets(n[3], n[2], 0.3);
    meets(n[4], n[2], 0.1);
  }

  private static void meets(long count, long of, double rate) {
    assertThat(count / (double) of).isCloseTo(rate, within(4 * Math.sqrt(rate * (1 - rate) / of)));
  }

  @Test
  void requestsDoNotDependOnTheOrderInWhichTheyAreRead() {
    CandidateRequest forward = SIMULATOR.newRequest();
    CandidateRequest backward = SIMULATOR.newRequest();
    CandidateSimulator again = new CandidateSimulator(SIMULATOR.config());
    for (long r = 40; r >= 0; r--) {
      again.read(r, backward);
      SIMULATOR.read(r, forward);
      SIMULATOR.read((r * 997) % 6000, forward);
      SIMULATOR.read(r, forward);
      assertThat(rows(forward)).isEqualTo(rows(backward));
    }
    CandidateSimulator other = new CandidateSimulator(CandidateLogConfig.quickstart(6_000, 40, 4));
    other.read(0, backward);
    SIMULATOR.read(0, forward);
    assertThat(rows(forward)).isNotEqualTo(rows(backward));
  }

  private static String rows(CandidateRequest request) {
    CandidateFlatLines lines = new CandidateFlatLines();
    lines.add(request);
    return lines.log.toString() + lines.truth;
  }

  @Test
  void positionsOfShownCandidatesAreOneTwoThreeInTheOrderOfTheirRank() {
    CandidateRequest request = SIMULATOR.newRequest();
    for (long r = 0; r < 50; r++) {
      SIMULATOR.read(r, request);
      int shown = 0;
      for (int i = 0; i < request.size(); i++) {
        shown += request.shown(i) ? 1 : 0;
      }
      boolean[] taken = new boolean[shown];
      for (int i = 0; i < request.size(); i++) {
        assertThat(request.position(i)).isBetween(0, shown);
        if (request.shown(i)) {
          assertThat(taken[request.position(i)]).isFalse();
          taken[request.position(i)] = true;
        }
      }
    }
  }

  @Test
  void clickProbabilityFallsWithThePositionByTheStatedEffect() {
    CandidateRequest request = SIMULATOR.newRequest();
    SIMULATOR.read(7, request);
    for (int i = 0; i < request.size(); i++) {
      double gap = logit(request.pClickAtFirst(i)) - logit(request.pClick(i));
      assertThat(gap).isCloseTo(0.2 * Math.log(1 + request.position(i)), within(1e-5));
    }
  }

  @Test
  void cartRaisesTheOddsOfConversionByTheLift() {
    CandidateRequest request = SIMULATOR.newRequest();
    SIMULATOR.read(7, request);
    for (int i = 0; i < request.size(); i++) {
      double lift =
          logit(request.pConversionWithCart(i)) - logit(request.pConversionWithoutCart(i));
      assertThat(lift).isCloseTo(2, within(1e-4));
    }
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }

  @Test
  void delaysAreExponentialWithTheStatedMeanAndTheEndCutsThemOff() {
    double[] sums = new double[2];
    long[] late = new long[2];
    long[] n = new long[1];
    everyRequest(request -> {
      assertThat(request.elapsedHours()).isBetween(0.0, SIMULATOR.config().hours());
      assertThat(request.hour() + request.elapsedHours())
          .isCloseTo(SIMULATOR.config().hours(), within(1e-9));
      for (int i = 0; i < request.size(); i++) {
        if (request.converts(i)) {
          double scaled = request.delayHours(i) / request.meanDelayHours(i); // Exp(1)
          sums[0] += scaled;
          sums[1] += scaled > 1 ? 1 : 0;
          n[0]++;
          boolean within = request.delayHours(i) <= request.elapsedHours();
          assertThat(request.converted(i)).isEqualTo(within);
          late[0] += within ? 0 : 1;
        }
      }
    });
    assertThat(sums[0] / n[0]).isCloseTo(1, within(4 / Math.sqrt(n[0])));
    assertThat(sums[1] / n[0]).isCloseTo(Math.exp(-1), within(4 * 0.5 / Math.sqrt(n[0])));
    assertThat(late[0]).isPositive();
  }

  @Test
  void policyThatFollowsNoTasteShowsAtRandom() {
    SimulatorConfig world =
        SimulatorConfig.quickstart(40_000, 1).withExposureStrength(0).withRequestsOf(20);
    CandidateSimulator random =
        new CandidateSimulator(new CandidateLogConfig(100, world, 0.3, 0.3, 0, 24, 1));
    CandidateRequest request = random.newRequest();
    random.read(3, request);
    for (int i = 0; i < request.size(); i++) {
      assertThat(request.pShown(i)).isCloseTo(0.3, within(1e-6));
    }
  }

  @Test
  void oddNumberOfRequestsAndASingleCandidateAreSimulated() {
    CandidateSimulator odd = new CandidateSimulator(CandidateLogConfig.quickstart(3, 1, 1));
    CandidateRequest request = odd.newRequest();
    for (long r = 0; r < 3; r++) {
      odd.read(r, request);
      assertThat(request.size()).isPositive();
    }
    assertThatThrownBy(() -> odd.read(3, request)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void everyValueOutOfRangeIsTold() {
    assertThatThrownBy(() ->
            new CandidateLogConfig(
                0, SimulatorConfig.quickstart(), 0, Double.NaN, -1, 0, Double.POSITIVE_INFINITY))
        .isInstanceOf(ProblemException.class)
        .hasMessageContainingAll(
            "requests [0] is not positive",
            "showRate [0.0] is out of range",
            "cartRate [NaN]",
            "cartLift [-1.0]",
            "hours [0.0]",
            "delayHours [Infinity]");
  }
}
