package io.esmm.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every funnel, on 400 drawn at random, 50 of each depth from 1 to 8. The name of a
 * failing case is its seed.
 */
class GeneratedFunnelsTest {
  private static final int FUNNELS = 400;

  /** Of a sum of up to a few dozen rounded terms. */
  private static final double ROUNDING = 1e-14;

  static IntStream seeds() {
    return IntStream.range(0, FUNNELS);
  }

  /** A funnel and a row on it. */
  private static final class Case {
    private final SplittableRandom random;
    private final RandomFunnels draw;
    private final Funnel funnel;
    private final FunnelRow row;
    private final int n;

    Case(int seed) {
      random = new SplittableRandom(seed);
      draw = new RandomFunnels(random);
      funnel = draw.next(1 + seed % 8);
      row = new FunnelRow(funnel);
      n = funnel.events().size();
    }

    void evaluate(double[] logits) {
      for (int h = 0; h < logits.length; h++) {
        row.setLogit(h, logits[h]);
      }
      row.evaluate();
    }

    double joint(int event) {
      return event == Funnel.SPACE ? 1 : Math.exp(row.logJoint(event));
    }

    double reached(int event) {
      return funnel.events().get(event).parents().stream().mapToDouble(this::joint).sum();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anEventIsNoLikelierThanWhatItComesAfter(int seed) {
    Case of = new Case(seed);
    for (double scale : new double[] {1, 10, 1000}) {
      of.evaluate(of.draw.logits(of.funnel, scale));
      for (int e = 0; e < of.n; e++) {
        assertThat(of.joint(e)).isBetween(0.0, 1.0);
        assertThat(of.joint(e)).isLessThanOrEqualTo(of.reached(e) * (1 + ROUNDING * scale));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void oppositesShareWhatTheyComeAfter(int seed) {
    Case of = new Case(seed);
    of.evaluate(of.draw.logits(of.funnel, 5));
    for (int e = 0; e < of.n; e++) {
      Funnel.Event event = of.funnel.events().get(e);
      if (event.isOtherwise()) {
        assertThat(of.joint(e) + of.joint(event.otherwise()))
            .isCloseTo(of.reached(e), within(ROUNDING * of.reached(e) * 10));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anEventHappensOrDoesNot(int seed) {
    Case of = new Case(seed);
    for (double scale : new double[] {1, 30, 1000}) {
      of.evaluate(of.draw.logits(of.funnel, scale));
      for (int e = 0; e < of.n; e++) {
        assertThat(of.joint(e) + Math.exp(of.row.logComplement(e)))
            .isCloseTo(1, within(ROUNDING * 10));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eventsThatExcludeEachOtherHappenAtMostOnceInAll(int seed) {
    Case of = new Case(seed);
    of.evaluate(of.draw.logits(of.funnel, 3));
    for (int trial = 0; trial < 20; trial++) {
      List<Integer> exclusive = new ArrayList<>();
      for (int t = 0; t < 4 * of.n; t++) {
        int e = of.random.nextInt(of.n);
        if (exclusive.stream().allMatch(other -> of.funnel.exclusive(other, e))) {
          exclusive.add(e);
        }
      }
      assertThat(exclusive.stream().mapToDouble(of::joint).sum()).isLessThanOrEqualTo(1 + ROUNDING);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void conditionalProbabilityIsTheJointOneGivenWhatComesBefore(int seed) {
    Case of = new Case(seed);
    double[] logits = of.draw.logits(of.funnel, 4);
    of.evaluate(logits);
    double[][] conditional = new double[of.n][1];
    double[][] joint = new double[of.n][1];
    new FunnelProbabilities(of.funnel)
        .of(
            Arrays.stream(logits).mapToObj(s -> new double[] {s}).toArray(double[][]::new),
            conditional,
            joint);
    for (int e = 0; e < of.n; e++) {
      double expected = of.joint(e) / of.reached(e);
      assertThat(of.row.conditional(e)).isCloseTo(expected, within(1e-12 * expected));
      assertThat(conditional[e][0]).isEqualTo(of.row.conditional(e));
      assertThat(joint[e][0]).isCloseTo(of.joint(e), within(1e-12 * of.joint(e)));
      assertThat(Math.exp(of.row.logConditional(e))).isCloseTo(expected, within(1e-12));
      assertThat(Math.exp(of.row.logConditionalComplement(e)))
          .isCloseTo(1 - expected, within(1e-12));
    }
  }

  /** Enumerates all that can happen; what a row's events say is the sum over the outcomes. */
  @ParameterizedTest
  @MethodSource("seeds")
  void probabilitiesAreSumsOverAllOutcomes(int seed) {
    Case of = new Case(seed);
    if (of.funnel.heads().size() > 9) {
      return;
    }
    double[] logits = of.draw.logits(of.funnel, 3);
    of.evaluate(logits);
    double[] expected = new double[of.n];
    int heads = logits.length;
    // Every head succeeds or fails by itself, whether or not its event was reached.
    for (int successes = 0; successes < 1 << heads; successes++) {
      double probability = 1;
      for (int h = 0; h < heads; h++) {
        boolean success = (successes >> h & 1) == 1;
        probability *= LogProbability.sigmoid(success ? logits[h] : -logits[h]);
      }
      boolean[] happened = new boolean[of.n];
      for (int e = 0; e < of.n; e++) {
        Funnel.Event event = of.funnel.events().get(e);
        for (int k = 0; k < event.parents().size(); k++) {
          int parent = event.parents().get(k);
          boolean reached = parent == Funnel.SPACE || happened[parent];
          boolean success = (successes >> of.funnel.firstHead(e) + k & 1) == 1;
          happened[e] |= reached && success != event.isOtherwise();
        }
        expected[e] += happened[e] ? probability : 0;
      }
    }
    for (int e = 0; e < of.n; e++) {
      assertThat(of.joint(e)).isCloseTo(expected[e], within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noOutcomeHasTwoEventsThatExcludeEachOtherOrOneWithoutWhatItImplies(int seed) {
    Case of = new Case(seed);
    boolean[][] together = new boolean[of.n][of.n];
    boolean contradicted = false;
    for (int trial = 0; trial < 100; trial++) {
      boolean[] happened = of.draw.outcome(of.funnel, new double[of.funnel.heads().size()]);
      for (int a = 0; a < of.n; a++) {
        for (int b = 0; b < of.n; b++) {
          together[a][b] |= happened[a] && happened[b];
          if (of.funnel.implies(a, b)) {
            contradicted |= happened[a] && !happened[b];
          }
        }
      }
    }
    assertThat(contradicted).isFalse();
    for (int a = 0; a < of.n; a++) {
      for (int b = 0; b < of.n; b++) {
        if (of.funnel.exclusive(a, b)) {
          assertThat(together[a][b]).as(a + " and " + b).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void gradientsAreThoseOfFiniteDifferences(int seed) {
    Case of = new Case(seed);
    double[] logits = of.draw.logits(of.funnel, 3);
    double[] joint = of.random.doubles(of.n, -1, 1).toArray();
    double[] complement = of.random.doubles(of.n, -1, 1).toArray();
    of.evaluate(logits);
    for (int e = 0; e < of.n; e++) {
      of.row.addGradient(e, joint[e], complement[e]);
    }
    double[] gradients = new double[logits.length];
    of.row.backward(gradients);
    double norm = 0;
    double difference = 0;
    for (int h = 0; h < logits.length; h++) {
      double wide = slope(of, logits, h, 1e-3, joint, complement);
      double narrow = slope(of, logits, h, 5e-4, joint, complement);
      double numeric = (4 * narrow - wide) / 3;
      norm += gradients[h] * gradients[h];
      difference += Math.pow(gradients[h] - numeric, 2);
    }
    assertThat(Math.sqrt(difference)).isLessThanOrEqualTo(1e-6 * Math.sqrt(norm) + 1e-12);
  }

  private static double slope(
      Case of, double[] logits, int h, double step, double[] joint, double[] complement) {
    double[] moved = logits.clone();
    moved[h] = logits[h] + step;
    double up = loss(of, moved, joint, complement);
    moved[h] = logits[h] - step;
    return (up - loss(of, moved, joint, complement)) / (2 * step);
  }

  private static double loss(Case of, double[] logits, double[] joint, double[] complement) {
    of.evaluate(logits);
    double loss = 0;
    for (int e = 0; e < of.n; e++) {
      loss += joint[e] * of.row.logJoint(e) + complement[e] * of.row.logComplement(e);
    }
    return loss;
  }

  private static boolean isLog(double log, double atMost) {
    return Double.isFinite(log) && log <= atMost;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everythingIsFiniteForLogitsOfAnySizeAndSign(int seed) {
    Case of = new Case(seed);
    int heads = of.funnel.heads().size();
    // All combinations of signs if there are few heads, else as many drawn at random.
    for (int trial = 0; trial < Math.min(1 << Math.min(heads, 20), 32); trial++) {
      long signs = heads <= 5 ? trial : of.random.nextLong();
      for (double size : new double[] {1e4, 40}) {
        double[] logits = new double[heads];
        for (int h = 0; h < heads; h++) {
          logits[h] = (signs >> h & 1) == 1 ? size : -size;
        }
        of.evaluate(logits);
        for (int e = 0; e < of.n; e++) {
          boolean sound =
              isLog(of.row.logJoint(e), 0)
                  && isLog(of.row.logComplement(e), ROUNDING)
                  && isLog(of.row.logConditional(e), 0)
                  && isLog(of.row.logConditionalComplement(e), 0)
                  && of.row.conditional(e) >= 0
                  && of.row.conditional(e) <= 1;
          assertThat(sound).as("event " + e + " at " + Arrays.toString(logits)).isTrue();
          of.row.addGradient(e, -1, -1);
        }
        double[] gradients = new double[heads];
        of.row.backward(gradients);
        for (double gradient : gradients) {
          assertThat(gradient).isFinite().isBetween(-2.0 * of.n - 1, 2.0 * of.n + 1);
        }
      }
    }
  }
}
