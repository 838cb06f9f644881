package io.esmm.numerics;

/** The constants of an {@link FtrlRule} as floats; one object is refilled for every call. */
final class FtrlConstants {
  float scale;
  float oneOverRate;
  float betaOverRate;
  float l1;
  float l2;

  void set(FtrlRule rule, double gradientScale) {
    scale = (float) gradientScale;
    oneOverRate = (float) (1 / rule.learningRate());
    betaOverRate = (float) (rule.beta() / rule.learningRate());
    l1 = (float) rule.l1();
    l2 = (float) rule.l2();
  }
}
