package io.esmm.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.eval.statistics.PairedStudent;
import io.esmm.eval.statistics.PairedWilcoxon;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceTestsTest {
  private static final double[] ESMM = {0.70, 0.71, 0.72, 0.73};
  private static final double[] FAR = {0.601, 0.612, 0.620, 0.633};
  private static final double[] NEAR = {0.70, 0.70, 0.73, 0.73};

  @Test
  void everyOtherMethodIsComparedAndTheirNumberCorrectedFor() {
    ReferenceTests tests = ReferenceTests.of(values(FAR, NEAR), "esmm");
    assertThat(tests.reference()).isEqualTo("esmm");
    List<ReferenceTests.Compared> methods = tests.methods();
    assertThat(methods).extracting(ReferenceTests.Compared::name).containsExactly("far", "near");
    assertThat(methods.get(0).student()).isEqualTo(PairedStudent.compare(FAR, ESMM));
    assertThat(methods.get(0).wilcoxon()).isEqualTo(PairedWilcoxon.compare(FAR, ESMM));
    double far = methods.get(0).student().pValue().orElseThrow();
    double near = methods.get(1).student().pValue().orElseThrow();
    assertThat(far).isLessThan(near);
    assertThat(methods.get(0).studentAdjusted()).isCloseTo(2 * far, within(1e-15));
    assertThat(methods.get(1).studentAdjusted()).isCloseTo(near, within(1e-15));
    // four repeats, all worse: 2 / 2^4, times two methods
    assertThat(methods.get(0).wilcoxonAdjusted()).isCloseTo(0.25, within(1e-15));
  }

  @Test
  void whatIsUndefinedInOneRunCannotBeTestedAndCountsAsAComparison() {
    double[] broken = NEAR.clone();
    broken[2] = Double.NaN;
    List<ReferenceTests.Compared> methods =
        ReferenceTests.of(values(FAR, broken), "esmm").methods();
    assertThat(methods.get(1).student().pValue().isDefined()).isFalse();
    assertThat(methods.get(1).student().difference()).isNaN();
    assertThat(methods.get(1).studentAdjusted()).isEqualTo(1);
    assertThat(methods.get(0).studentAdjusted())
        .isCloseTo(2 * methods.get(0).student().pValue().orElseThrow(), within(1e-15));
  }

  private static Map<String, double[]> values(double[] far, double[] near) {
    Map<String, double[]> values = new LinkedHashMap<>();
    values.put("far", far);
    values.put("near", near);
    values.put("esmm", ESMM);
    return values;
  }
}
