package io.esmm.examples.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.model.EsmmModel;
import io.esmm.scoring.Predictions;
import org.junit.jupiter.api.Test;

class TrainInProcessTest {

  @Test
  void modelLearnsWhatReadersClickAndBuy() {
    EsmmModel model = TrainInProcess.train(TrainInProcess.log(4000, 1));
    Predictions p = model.predict(TrainInProcess.crimeReader());
    // The shop's truth, of which 20,000 impressions leave some open: of the rarest, 300 purchases.
    double[] pCtr = {0.7, 0.7, 0.1};
    double[] pCvr = {0.6, 0.2, 0.6};
    for (int i = 0; i < 3; i++) {
      assertThat(p.joint("click", i)).isCloseTo(pCtr[i], within(0.1));
      assertThat(p.conditional("purchase", i)).isCloseTo(pCvr[i], within(0.22));
      assertThat(p.joint("purchase", i)).isCloseTo(pCtr[i] * pCvr[i], within(0.1));
    }
  }
}
