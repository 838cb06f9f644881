package io.esmm.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelProbabilities;
import io.esmm.funnel.LogProbability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriorCorrectionTest {
  private static Funnel.Event after(String name, int... parents) {
    return new Funnel.Event(name, Arrays.stream(parents).boxed().toList(), "y");
  }

  /** impression, click, cart, purchase. */
  private static Funnel chain() {
    return new Funnel(
        "request", List.of(after("i", -1), after("c", 0), after("k", 1), after("p", 2)));
  }

  /** After click: cart, with a purchase behind it, and beside them like and share. */
  private static Funnel branches() {
    return new Funnel(
        "impression",
        List.of(
            after("click", -1), after("cart", 0), after("p", 1), after("like", 0), after("s", 3)));
  }

  /** Purchase after a cart or without one (ESM2), and something behind the purchase. */
  private static Funnel meeting() {
    List<Funnel.Event> events = new ArrayList<>(List.of(after("click", -1), after("cart", 0)));
    events.add(Funnel.Event.otherwise("none", events.get(1), 1));
    events.add(after("purchase", 1, 2));
    events.add(after("return", 3));
    events.add(after("like", 0));
    return new Funnel("impression", events);
  }

  /** Three exclusive branches, of which the last one leads on. */
  private static Funnel nested() {
    List<Funnel.Event> events = new ArrayList<>(List.of(after("a", -1)));
    events.add(Funnel.Event.otherwise("not-a", events.getFirst(), 0));
    events.add(after("b", 1));
    events.add(Funnel.Event.otherwise("not-b", events.get(2), 2));
    events.add(after("c", 3));
    events.add(after("d", 0));
    return new Funnel("impression", events);
  }

  /** Every outcome of a funnel with its probability, and sums over them. */
  private static final class Outcomes {
    private final Funnel funnel;
    private final double[] logits;
    private final int event;
    private final double rate;

    /** For each head: the weight of rows on which it was asked, and of those where it said yes. */
    private final double[] asked;

    private final double[] yes;

    Outcomes(Funnel funnel, double[] logits, int event, double rate) {
      this.funnel = funnel;
      this.logits = logits;
      this.event = event;
      this.rate = rate;
      this.asked = new double[logits.length];
      this.yes = new double[logits.length];
      enumerate(0, new boolean[funnel.events().size()], 1, new ArrayList<>());
    }

    private void enumerate(int e, boolean[] happened, double p, List<Integer> path) {
      if (e == happened.length) {
        double weight = p * (happened[event] ? 1 : rate);
        for (int h : path) {
          asked[h] += weight;
          yes[h] += happened[funnel.heads().get(h).event()] ? weight : 0;
        }
        return;
      }
      Funnel.Event at = funnel.events().get(e);
      int k = 0;
      while (k < at.parents().size()
          && at.parents().get(k) >= 0
          && !happened[at.parents().get(k)]) {
        k++;
      }
      boolean reached = k < at.parents().size();
      if (at.isOtherwise() || !reached) {
        happened[e] = reached && !happened[at.otherwise() < 0 ? e : at.otherwise()];
        enumerate(e + 1, happened, p, path);
        return;
      }
      int head = funnel.firstHead(e) + k;
      path.add(head);
      happened[e] = true;
      enumerate(e + 1, happened, p * LogProbability.sigmoid(logits[head]), path);
      happened[e] = false;
      enumerate(e + 1, happened, p * LogProbability.sigmoid(-logits[head]), path);
      path.removeLast();
    }

    /** What a model learns on the sample. */
    double logit(int head) {
      return Math.log(yes[head]) - Math.log(asked[head] - yes[head]);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.01})
  void whatASampleShiftsIsUndoneForEveryFunnelAndEvent(double rate) {
    SplittableRandom random = new SplittableRandom(11);
    for (Funnel funnel : List.of(chain(), branches(), meeting(), nested())) {
      for (int e = 0; e < funnel.events().size(); e++) {
        if (funnel.events().get(e).isOtherwise()) {
          continue;
        }
        double[] truth = random.doubles(funnel.heads().size(), -3, 3).toArray();
        Outcomes sample = new Outcomes(funnel, truth, e, rate);
        double[][] logits = new double[truth.length][1];
        for (int h = 0; h < truth.length; h++) {
          logits[h][0] = sample.logit(h);
        }
        PriorCorrection.of(funnel, e, rate).correct(logits, 0, new double[funnel.events().size()]);
        for (int h = 0; h < truth.length; h++) {
          assertThat(logits[h][0])
              .as("%s, sampled by %s, head %s", funnel.names(), funnel.nameOf(e), h)
              .isCloseTo(truth[h], within(1e-10));
        }
      }
    }
  }

  @Test
  void aClickIsCorrectedByTheKnownFormulaAndTheConversionBehindItNotAtAll() {
    Funnel funnel = new Funnel("impression", List.of(after("click", -1), after("buy", 0)));
    double[][] logits = {{0.3}, {-1.1}};
    PriorCorrection.of(funnel, 0, 0.1).correct(logits, 0, new double[2]);
    double q = LogProbability.sigmoid(0.3);
    assertThat(LogProbability.sigmoid(logits[0][0]))
        .isCloseTo(0.1 * q / (1 - q + 0.1 * q), within(1e-15));
    assertThat(logits[1][0]).isEqualTo(-1.1);
  }

  @Test
  void allRowsNeedNoCorrection() {
    double[][] logits = {{0.3}, {-1.1}, {2}, {5}};
    PriorCorrection.of(chain(), 2, 1).correct(logits, 0, new double[4]);
    assertThat(logits).isDeepEqualTo(new double[][] {{0.3}, {-1.1}, {2}, {5}});
  }

  @Test
  void everythingStaysFiniteForExtremeLogits() {
    double[] extremes = {-1e4, -1, 1e4};
    Funnel funnel = meeting();
    int heads = funnel.heads().size();
    for (int combination = 0; combination < Math.pow(3, heads); combination++) {
      double[][] logits = new double[heads][1];
      for (int h = 0, c = combination; h < heads; h++, c /= 3) {
        logits[h][0] = extremes[c % 3];
      }
      PriorCorrection.of(funnel, 3, 1e-6).correct(logits, 0, new double[6]);
      double[][] conditional = new double[6][1];
      double[][] joint = new double[6][1];
      new FunnelProbabilities(funnel).of(logits, conditional, joint);
      for (int e = 0; e < 6; e++) {
        assertThat(joint[e][0]).isBetween(0.0, 1.0);
        assertThat(conditional[e][0]).isBetween(0.0, 1.0);
      }
      for (double[] logit : logits) {
        assertThat(logit[0]).isFinite();
      }
    }
  }

  @Test
  void aRateOutsideZeroToOneIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> PriorCorrection.of(chain(), 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> PriorCorrection.of(chain(), 0, 1.5));
    assertThatIllegalArgumentException().isThrownBy(() -> PriorCorrection.of(nested(), 1, 0.5));
  }
}
