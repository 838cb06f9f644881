package io.esmm.data.simulator;

/** A simulated log as columns, and the statistics that tests need of them. */
final class SimulatedColumns {
  final int rows;
  final double[] pCtr;
  final double[] pCvr;
  final double[] clickTaste;
  final double[] conversionTaste;
  final boolean[] clicked;
  final boolean[] converted;
  final int[] position;

  /** Every stride-th request. */
  SimulatedColumns(Simulator simulator, int stride) {
    int total = 0;
    SimulatedRequest request = simulator.newRequest();
    for (long r = 0; r < simulator.requests(); r += stride) {
      total += sizeOf(simulator, r);
    }
    rows = total;
    pCtr = new double[rows];
    pCvr = new double[rows];
    clickTaste = new double[rows];
    conversionTaste = new double[rows];
    clicked = new boolean[rows];
    converted = new boolean[rows];
    position = new int[rows];
    int row = 0;
    for (long r = 0; r < simulator.requests(); r += stride) {
      simulator.read(r, request);
      for (int i = 0; i < request.size(); i++, row++) {
        pCtr[row] = request.pCtr(i);
        pCvr[row] = request.pCvr(i);
        clickTaste[row] = request.clickTaste(i);
        conversionTaste[row] = request.conversionTaste(i);
        clicked[row] = request.clicked(i);
        converted[row] = request.converted(i);
        position[row] = i;
      }
    }
  }

  private static int sizeOf(Simulator simulator, long request) {
    return new RequestLayout(simulator.config()).size(request);
  }

  static SimulatedColumns of(SimulatorConfig config) {
    return new SimulatedColumns(new Simulator(config), 1);
  }

  double[] product() {
    double[] product = new double[rows];
    for (int i = 0; i < rows; i++) {
      product[i] = pCtr[i] * pCvr[i];
    }
    return product;
  }

  static double count(boolean[] values) {
    int count = 0;
    for (boolean value : values) {
      count += value ? 1 : 0;
    }
    return count;
  }

  static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  static double mean(double[] values) {
    return sum(values) / values.length;
  }

  static double correlation(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  static double[] logits(double[] probabilities) {
    double[] logits = new double[probabilities.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = Math.log(probabilities[i] / (1 - probabilities[i]));
    }
    return logits;
  }
}
