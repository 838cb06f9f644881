package io.esmm.eval;

import io.esmm.eval.metric.Values;
import java.util.List;
import java.util.Random;

/** Predictions of impression, click, conversion for tests. */
final class ClickFunnel {
  static final byte[] CLICK = {1, 0, 1, 0, 1, 0};
  static final byte[] CONVERSION = {1, 0, 0, 0, 0, 0};
  static final double[] P_CTR = {0.5, 0.25, 0.5, 0.125, 0.25, 0.25};
  static final double[] P_CVR = {0.5, 0.75, 0.25, 0.25, 0.5, 0.125};

  private ClickFunnel() {}

  /** Six impressions, three clicks, one conversion. */
  static FunnelPredictions small() {
    return of(CLICK, CONVERSION, P_CTR, P_CVR);
  }

  static FunnelPredictions of(byte[] click, byte[] conversion, double[] pCtr, double[] pCvr) {
    double[] pCtcvr = new double[pCtr.length];
    for (int i = 0; i < pCtcvr.length; i++) {
      pCtcvr[i] = pCtr[i] * pCvr[i];
    }
    return FunnelPredictions.of(
        "impression",
        List.of(
            EventPredictions.of("click", "impression", Values.of(pCtr), Values.of(pCtr), click),
            EventPredictions.of(
                "conversion", "click", Values.of(pCvr), Values.of(pCtcvr), conversion)));
  }

  /** Labels drawn from known probabilities; predictions that miss them by up to {@code noise}. */
  static FunnelPredictions simulated(int rows, double noise) {
    Random truth = new Random(1);
    Random model = new Random(2);
    double[][] q = new double[3][rows];
    double[][] p = new double[3][rows];
    byte[][] y = new byte[2][rows];
    int[] users = new int[rows];
    for (int i = 0; i < rows; i++) {
      for (int e = 0; e < 2; e++) {
        q[e][i] = 0.5 * truth.nextDouble();
        p[e][i] = q[e][i] * Math.exp(noise * model.nextGaussian()) / (1 + noise);
      }
      q[2][i] = q[0][i] * q[1][i];
      p[2][i] = p[0][i] * p[1][i];
      y[0][i] = (byte) (truth.nextDouble() < q[0][i] ? 1 : 0);
      y[1][i] = truth.nextDouble() < q[1][i] ? y[0][i] : 0;
      users[i] = truth.nextInt(1 + rows / 20);
    }
    Values[] predicted = {Values.of(p[0]), Values.of(p[1]), Values.of(p[2])};
    Values[] expected = {Values.of(q[0]), Values.of(q[1]), Values.of(q[2])};
    return FunnelPredictions.of(
            "impression",
            List.of(
                EventPredictions.of("click", "impression", predicted[0], predicted[0], y[0])
                    .withTruth(expected[0], expected[0]),
                EventPredictions.of("conversion", "click", predicted[1], predicted[2], y[1])
                    .withTruth(expected[1], expected[2])))
        .withGroups(users);
  }
}
