package io.esmm.examples.funneloffour;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.data.simulator.CandidateLogConfig;
import io.esmm.data.simulator.CandidateRequest;
import io.esmm.data.simulator.CandidateSimulator;
import io.esmm.model.EsmmModel;
import io.esmm.model.Request;
import io.esmm.scoring.Predictions;
import java.util.Arrays;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunnelOfFourTest {
  private static final int TRAINED = 3_000;
  private static final int ASKED = 200;
  private final CandidateSimulator simulator =
      new CandidateSimulator(CandidateLogConfig.quickstart(TRAINED + ASKED, 25, 2));
  private final EsmmModel model = FunnelOfFour.train(simulator, TRAINED);

  /** Predictions beside the truth, over all candidates, shown or not. */
  private static final class Beside {
    private final double[] model = new double[20_000];
    private final double[] truth = new double[20_000];
    private int n;

    void add(double predicted, double really) {
      model[n] = predicted;
      truth[n++] = really;
    }

    double correlation() {
      return new PearsonsCorrelation()
          .correlation(Arrays.copyOf(model, n), Arrays.copyOf(truth, n));
    }

    double ratioOfMeans() {
      double a = 0;
      double b = 0;
      for (int i = 0; i < n; i++) {
        a += model[i];
        b += truth[i];
      }
      return a / b;
    }
  }

  @Test
  void everyEventOfTheChainIsLearntOverAllCandidates() {
    Beside impression = new Beside();
    Beside click = new Beside();
    Beside joint = new Beside();
    CandidateRequest now = simulator.newRequest();
    for (long r = TRAINED; r < TRAINED + ASKED; r++) {
      simulator.read(r, now);
      Predictions p = model.predict(FunnelOfFour.asked(now));
      for (int i = 0; i < p.size(); i++) {
        impression.add(p.joint("impression", i), now.pShown(i));
        click.add(p.conditional("click", i), now.pClickAtFirst(i));
        joint.add(p.joint("click", i), now.pShown(i) * now.pClickAtFirst(i));
        assertThat(p.joint("conversion", i)).isLessThanOrEqualTo(p.joint("click", i));
        assertThat(p.joint("click", i)).isLessThanOrEqualTo(p.joint("impression", i));
      }
    }
    // Most of a taste is the user's own, which no field here tells; without learning these are 0.
    assertThat(impression.correlation()).isGreaterThan(0.12);
    assertThat(impression.ratioOfMeans()).isBetween(0.8, 1.2);
    assertThat(joint.correlation()).isGreaterThan(0.15);
    assertThat(joint.ratioOfMeans()).isBetween(0.75, 1.4);
    assertThat(click.correlation()).isGreaterThan(0.2);
  }

  @Test
  void positionChangesTheClickAndNotTheImpression() {
    CandidateRequest now = simulator.newRequest();
    simulator.read(TRAINED, now);
    Request first = FunnelOfFour.asked(now);
    Request.Builder moved = Request.builder().setAll(first.fields());
    first.candidates().forEach(candidate -> moved.candidate(candidate).set("position", 7));
    Predictions a = model.predict(first);
    Predictions b = model.predict(moved.build());
    for (int i = 0; i < a.size(); i++) {
      assertThat(b.joint("impression", i)).isEqualTo(a.joint("impression", i));
      assertThat(b.conditional("click", i)).isNotEqualTo(a.conditional("click", i));
    }
  }
}
