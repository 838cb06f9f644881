package io.esmm.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.field.FeatureSchema;
import io.esmm.funnel.Funnel;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Samples and propensities of terms on impression, click, conversion. */
class SampledTermsTest {
  private static final Funnel FUNNEL =
      new Funnel(
          "impression",
          List.of(
              new Funnel.Event("click", Funnel.SPACE, "is_click"),
              new Funnel.Event("conversion", 0, "is_conversion")));
  private static final int CLICK = 0;
  private static final int CONVERSION = 1;
  private static final int N = 20_000;

  private static Term aman(double rate) {
    return term(Funnel.SPACE, SampleConfig.negatives("click", rate), null);
  }

  private static Term term(int over, SampleConfig sample, PropensityConfig propensity) {
    return new Term(
        CONVERSION,
        Probability.CONDITIONAL,
        over,
        TermWeight.ONE,
        1,
        List.of(),
        Funnel.SPACE,
        null,
        sample,
        propensity);
  }

  /** N rows with these labels, as requests of the given size, from a request of the set on. */
  private static Batch rows(int click, int conversion, int size, int firstRequest) {
    Batch batch = new Batch(new FeatureSchema(List.of()), FUNNEL.names());
    for (int r = 0; r < N / size; r++) {
      batch.addRequest(size);
      batch.identify(r, firstRequest + r);
    }
    for (int i = 0; i < N; i++) {
      batch.labels(CLICK)[i] = (byte) click;
      batch.labels(CONVERSION)[i] = (byte) conversion;
    }
    return batch;
  }

  private static Matrix constant(int n, double value) {
    Matrix matrix = Matrix.of(Precision.DOUBLE, n, 1);
    matrix.fill(value);
    return matrix;
  }

  /** Gradients of the conversion logit on all rows of a batch, where P(click) is as given. */
  private static Matrix[] gradients(Objective objective, Batch batch, double pCtr, double scale) {
    int n = batch.impressions();
    Matrix[] logits = {constant(n, Math.log(pCtr / (1 - pCtr))), constant(n, -Math.log(4))};
    Matrix[] gradients = {constant(n, 9), constant(n, 9)};
    new ObjectiveLoss(objective)
        .evaluate(batch, 0, logits, gradients, scale, new double[objective.terms().size()]);
    return gradients;
  }

  private static BitSet kept(Term term, long seed, Batch batch, double pCtr) {
    Objective objective = new Objective(FUNNEL, List.of(term), seed);
    Matrix gradient = gradients(objective, batch, pCtr, 1)[CONVERSION];
    BitSet kept = new BitSet();
    for (int i = 0; i < batch.impressions(); i++) {
      kept.set(i, gradient.get(i, 0) != 0);
    }
    return kept;
  }

  /** Five standard deviations of the share of N rows that are kept with probability p. */
  private static org.assertj.core.data.Offset<Double> chance(double p) {
    return within(5 * Math.sqrt(p * (1 - p) / N));
  }

  @Test
  void theShareOfNegativesIsKeptAndEveryRowWithTheEvent() {
    for (double rate : new double[] {0.1, 0.2, 0.5}) {
      assertThat((double) kept(aman(rate), 1, rows(0, 0, 1, 0), 0.5).cardinality() / N)
          .isCloseTo(rate, chance(rate));
      assertThat(kept(aman(rate), 1, rows(1, 0, 1, 0), 0.5).cardinality()).isEqualTo(N);
    }
    assertThat(kept(aman(1), 1, rows(0, 0, 1, 0), 0.5).cardinality()).isEqualTo(N);
  }

  @Test
  void aKeptNegativeTrainsTheConversionTowerAsARowWithoutConversion() {
    Matrix[] gradients =
        gradients(new Objective(FUNNEL, List.of(aman(1))), rows(0, 0, 1, 0), 0.3, 0.25);
    assertThat(gradients[CONVERSION].get(7, 0)).isCloseTo(0.2 * 0.25, within(1e-15));
    assertThat(gradients[CLICK].get(7, 0)).isZero();
  }

  @Test
  void theRowsOfALowerShareAreAmongThoseOfAHigherOne() {
    BitSet few = kept(aman(0.1), 1, rows(0, 0, 4, 0), 0.5);
    BitSet more = kept(aman(0.2), 1, rows(0, 0, 4, 0), 0.5);
    few.andNot(more);
    assertThat(few.isEmpty()).isTrue();
  }

  @Test
  void theChoiceDependsOnTheRowAndTheSeedAndNotOnItsBatch() {
    BitSet whole = kept(aman(0.5), 1, rows(0, 0, 4, 0), 0.5);
    BitSet later = kept(aman(0.5), 1, rows(0, 0, 4, 1000), 0.5);
    assertThat(later.get(0, N - 4000)).isEqualTo(whole.get(4000, N));
    BitSet other = kept(aman(0.5), 2, rows(0, 0, 4, 0), 0.5);
    other.xor(whole);
    assertThat((double) other.cardinality() / N).isCloseTo(0.5, chance(0.5));
  }

  @Test
  void rejectionKeepsARowInInverseProportionToTheProbabilityOfTheEvent() {
    Term unbias = term(CLICK, SampleConfig.rejection("click", 0.05), null);
    for (double pCtr : new double[] {0.1, 0.2, 0.8}) {
      double expected = 0.05 / pCtr;
      assertThat((double) kept(unbias, 1, rows(1, 0, 1, 0), pCtr).cardinality() / N)
          .isCloseTo(expected, chance(expected));
    }
    assertThat(kept(unbias, 1, rows(1, 0, 1, 0), 0.04).cardinality()).isEqualTo(N);
    assertThat(kept(unbias, 1, rows(0, 0, 1, 0), 0.04).cardinality()).isZero();
  }

  /** What is kept of the clicked rows is the same share of every group's rows, clicked or not. */
  @Test
  void whatRejectionKeepsIsDistributedAsAllRowsAre() {
    double keepBelow = 0.1;
    double[] pCtr = {0.1, 0.3, 0.8};
    int[] end = {12_000, 18_000, N};
    Batch batch = rows(0, 0, 1, 0);
    Matrix click = constant(N, 0);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < N; i++) {
      double p = pCtr[i < end[0] ? 0 : i < end[1] ? 1 : 2];
      click.set(i, 0, Math.log(p / (1 - p)));
      batch.labels(CLICK)[i] = (byte) (random.nextDouble() < p ? 1 : 0);
    }
    Term unbias = term(CLICK, SampleConfig.rejection("click", keepBelow), null);
    Matrix[] gradients = {constant(N, 9), constant(N, 9)};
    new ObjectiveLoss(new Objective(FUNNEL, List.of(unbias), 1))
        .evaluate(batch, 0, new Matrix[] {click, constant(N, 0)}, gradients, 1, new double[1]);
    for (int group = 0, i = 0; group < end.length; group++) {
      int rows = end[group] - i;
      int kept = 0;
      for (; i < end[group]; i++) {
        kept += gradients[CONVERSION].get(i, 0) == 0 ? 0 : 1;
      }
      // Binomial: a row is clicked with probability p and then kept with keepBelow / p.
      double deviation = Math.sqrt(rows * keepBelow * (1 - keepBelow));
      assertThat((double) kept).isCloseTo(rows * keepBelow, within(5 * deviation));
    }
  }

  @Test
  void aPropensityDividesTheLossOfARowAndIsBoundedBelow() {
    Term ipw = term(CLICK, null, new PropensityConfig("click", null, 0.1));
    Objective objective = new Objective(FUNNEL, List.of(ipw));
    Batch clicked = rows(1, 1, 1, 0);
    // d -log r / d logit of r = -(1 - r), divided by pCTR
    assertThat(gradients(objective, clicked, 0.25, 1)[CONVERSION].get(0, 0))
        .isCloseTo(-0.8 / 0.25, within(1e-12));
    assertThat(gradients(objective, clicked, 0.02, 1)[CONVERSION].get(0, 0))
        .isCloseTo(-0.8 / 0.1, within(1e-12));
    Term not = term(Funnel.SPACE, null, new PropensityConfig("click", false, 0.1));
    assertThat(
            gradients(new Objective(FUNNEL, List.of(not)), rows(0, 0, 1, 0), 0.25, 1)[CONVERSION]
                .get(0, 0))
        .isCloseTo(0.2 / 0.75, within(1e-12));
  }

  @Test
  void noGradientGoesThroughAPropensityOrASample() {
    for (Term term :
        List.of(
            term(CLICK, null, new PropensityConfig("click", true, 0.01)),
            term(CLICK, SampleConfig.rejection("click", 0.2), null))) {
      Matrix click = gradients(new Objective(FUNNEL, List.of(term)), rows(1, 0, 1, 0), 0.4, 1)[0];
      for (int i = 0; i < N; i++) {
        assertThat(click.get(i, 0)).isZero();
      }
    }
  }

  @Test
  void rowsWithoutTheEventCannotBeNegativesOfATowerThatReadsWhatComesAfterIt() {
    Objective objective = new Objective(FUNNEL, List.of(aman(0.5)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> objective.knowing(List.of(Set.of(), Set.of("click"))))
        .withMessageContaining("rows without [click]")
        .withMessageContaining("tower of [conversion]");
  }
}
