package io.esmm.cli.page;

import io.esmm.eval.EventPredictions;
import io.esmm.eval.FunnelPredictions;
import io.esmm.eval.metric.Values;
import java.util.List;
import java.util.Random;

/** Predictions of a click and the conversion after it, with labels drawn from them. */
final class SamplePredictions {
  private SamplePredictions() {}

  /** So many rows under names of one's own. */
  static FunnelPredictions of(int rows, String click, String conversion) {
    Random random = new Random(3);
    double[] pCtr = new double[rows];
    double[] pCvr = new double[rows];
    double[] pCtcvr = new double[rows];
    byte[] clicks = new byte[rows];
    byte[] conversions = new byte[rows];
    for (int i = 0; i < rows; i++) {
      pCtr[i] = 1 / (1 + Math.exp(1.5 - random.nextGaussian()));
      pCvr[i] = 1 / (1 + Math.exp(1 - random.nextGaussian()));
      pCtcvr[i] = pCtr[i] * pCvr[i];
      clicks[i] = (byte) (random.nextDouble() < pCtr[i] ? 1 : 0);
      conversions[i] = (byte) (clicks[i] == 1 && random.nextDouble() < pCvr[i] ? 1 : 0);
    }
    return FunnelPredictions.of(
        "impression",
        List.of(
            EventPredictions.of(click, "impression", Values.of(pCtr), Values.of(pCtr), clicks),
            EventPredictions.of(
                conversion, click, Values.of(pCvr), Values.of(pCtcvr), conversions)));
  }
}
