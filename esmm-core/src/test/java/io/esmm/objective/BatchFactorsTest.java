package io.esmm.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.field.FeatureSchema;
import io.esmm.funnel.Funnel;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Factors that depend on a whole batch, on three rows of impression, click, conversion: clicked and
 * converted with P(click) = 1/4, clicked with 1/2, and not clicked with 3/4. P(conversion | click)
 * is 1/5 on each.
 */
class BatchFactorsTest {
  private static final Funnel FUNNEL =
      new Funnel(
          "impression",
          List.of(
              new Funnel.Event("click", Funnel.SPACE, "is_click"),
              new Funnel.Event("conversion", 0, "is_conversion")));
  private static final int CLICK = 0;
  private static final int CONVERSION = 1;
  private static final int ROWS = 3;
  private static final double[] CLICK_LOGITS = {-Math.log(3), 0, Math.log(3)};
  private static final double[] CONVERSION_LOGITS = {-Math.log(4), -Math.log(4), -Math.log(4)};
  private static final Term CLICKS = new Term(CLICK, Probability.JOINT, Funnel.SPACE, 1);

  /** What the click's term makes: the cross-entropies of the three rows over their number. */
  private static final double CLICK_LOSS = (Math.log(4) + Math.log(2) + Math.log(4)) / ROWS;

  private final Batch batch = batch();

  private static Batch batch() {
    Batch batch = new Batch(new FeatureSchema(List.of()), FUNNEL.names());
    for (int i = 0; i < ROWS; i++) {
      batch.addRequest(1);
    }
    System.arraycopy(new byte[] {1, 1, 0}, 0, batch.labels(CLICK), 0, ROWS);
    System.arraycopy(new byte[] {1, 0, 0}, 0, batch.labels(CONVERSION), 0, ROWS);
    return batch;
  }

  private static Term term(double weight, PropensityConfig propensity, String notAbove) {
    return term(weight, CLICK, propensity, TermLoss.CROSS_ENTROPY, notAbove);
  }

  private static Term term(
      double weight, int over, PropensityConfig propensity, TermLoss loss, String notAbove) {
    return new Term(
        CONVERSION,
        Probability.CONDITIONAL,
        over,
        new TermWeight.Fixed(weight),
        1,
        List.of(),
        Funnel.SPACE,
        null,
        null,
        propensity,
        loss,
        null,
        notAbove);
  }

  private static PropensityConfig selfNormalized(double least) {
    return new PropensityConfig("click", true, least, true);
  }

  /** Losses of terms, and the gradients of both logits on each row. */
  private record Found(double[] losses, double[][] gradients) {
    double sum(int from) {
      return Arrays.stream(losses).skip(from).sum();
    }
  }

  /** The batch in two parts, as two shards of a step would have it. */
  private Found evaluate(List<Term> terms) {
    Objective objective = new Objective(FUNNEL, terms);
    List<Part> parts = List.of(new Part(objective, 0, 1), new Part(objective, 1, ROWS));
    BatchSums whole = new BatchSums(objective);
    parts.forEach(part -> whole.add(part.measure()));
    Found found = new Found(new double[terms.size()], new double[2][ROWS]);
    parts.forEach(part -> part.evaluate(whole, found));
    return found;
  }

  private final class Part {
    private final int first;
    private final Objective objective;
    private final ObjectiveLoss loss;
    private final Matrix[] logits;
    private final Matrix[] gradients;

    Part(Objective objective, int first, int end) {
      this.first = first;
      this.objective = objective;
      this.loss = new ObjectiveLoss(objective);
      this.logits = new Matrix[2];
      this.gradients = new Matrix[2];
      for (int h = 0; h < 2; h++) {
        logits[h] = Matrix.of(Precision.DOUBLE, end - first, 1);
        gradients[h] = Matrix.of(Precision.DOUBLE, end - first, 1);
        for (int i = first; i < end; i++) {
          logits[h].set(i - first, 0, (h == CLICK ? CLICK_LOGITS : CONVERSION_LOGITS)[i]);
        }
      }
    }

    BatchSums measure() {
      BatchSums sums = new BatchSums(objective);
      loss.measure(batch, first, logits, gradients, 1.0 / ROWS, sums);
      return sums;
    }

    void evaluate(BatchSums whole, Found into) {
      loss.take(whole, 1.0 / ROWS);
      loss.evaluate(batch, first, logits, gradients, 1.0 / ROWS, into.losses());
      for (int h = 0; h < 2; h++) {
        for (int i = 0; i < gradients[h].rows(); i++) {
          into.gradients()[h][first + i] = gradients[h].get(i, 0);
        }
      }
    }
  }

  private static void assertGradients(double[] found, double... expected) {
    assertThat(found).usingComparatorWithPrecision(1e-12).containsExactly(expected);
  }

  @Test
  void aSelfNormalizedTermIsTheMeanOfItsRowsByTheirInversePropensities() {
    Found found = evaluate(List.of(term(1, selfNormalized(0.05), null)));
    // Weights 4 and 2 add up to 6; errors ln 5 and ln 5/4, whose slopes are -4/5 and 1/5.
    assertThat(found.losses()[0])
        .isCloseTo((4 * Math.log(5) + 2 * Math.log(1.25)) / 6, within(1e-12));
    assertGradients(found.gradients()[CONVERSION], 4 * -0.8 / 6, 2 * 0.2 / 6, 0);
    assertGradients(found.gradients()[CLICK], 0, 0, 0);
  }

  @Test
  void aBoundedPropensityIsBoundedInTheSum() {
    Found found = evaluate(List.of(term(3, selfNormalized(1), null)));
    assertThat(found.losses()[0]).isCloseTo(3 * (Math.log(5) + Math.log(1.25)) / 2, within(1e-12));
    assertGradients(found.gradients()[CONVERSION], 3 * -0.8 / 2, 3 * 0.2 / 2, 0);
  }

  @Test
  void aTermWithoutRowsInTheBatchIsNothing() {
    Arrays.fill(batch.labels(CLICK), 0, ROWS, (byte) 0);
    Arrays.fill(batch.labels(CONVERSION), 0, ROWS, (byte) 0);
    Found found = evaluate(List.of(term(1, selfNormalized(0.05), "click"), CLICKS));
    assertThat(found.losses()[0]).isZero();
    assertGradients(found.gradients()[CONVERSION], 0, 0, 0);
    assertThat(found.losses()[1]).isPositive();
  }

  @Test
  void termsAboveAnotherEventsAreScaledDownToItTogether() {
    Term labels = term(30, null, "click");
    Term entropy = term(20, Funnel.SPACE, null, TermLoss.ENTROPY, "click");
    Found free = evaluate(List.of(CLICKS, term(30, null, null), freeEntropy(20)));
    Found held = evaluate(List.of(CLICKS, labels, entropy));
    double above = free.sum(1);
    assertThat(above).isGreaterThan(CLICK_LOSS);
    assertThat(held.losses()[0]).isEqualTo(free.losses()[0]).isCloseTo(CLICK_LOSS, within(1e-12));
    assertThat(held.sum(1)).isCloseTo(CLICK_LOSS, within(1e-12));
    assertThat(held.losses()[1]).isCloseTo(free.losses()[1] * CLICK_LOSS / above, within(1e-12));
    // Slopes of the label's error and of the entropy, -s r (1 - r).
    double slope = Math.log(4) * 0.16;
    double factor = CLICK_LOSS / above / ROWS;
    assertGradients(
        held.gradients()[CONVERSION],
        factor * (30 * -0.8 + 20 * slope),
        factor * (30 * 0.2 + 20 * slope),
        factor * 20 * slope);
    // The quotient is a number: the click learns what it learns alone.
    assertThat(held.gradients()[CLICK]).isEqualTo(evaluate(List.of(CLICKS)).gradients()[CLICK]);
  }

  private static Term freeEntropy(double weight) {
    return term(weight, Funnel.SPACE, null, TermLoss.ENTROPY, null);
  }

  @Test
  void termsBelowAreAsTheyAreBitForBit() {
    Found free = evaluate(List.of(CLICKS, term(0.1, null, null), freeEntropy(0.1)));
    Found held =
        evaluate(
            List.of(
                CLICKS,
                term(0.1, null, "click"),
                term(0.1, Funnel.SPACE, null, TermLoss.ENTROPY, "click")));
    assertThat(held.sum(1)).isLessThan(CLICK_LOSS);
    assertThat(held.losses()).containsExactly(free.losses());
    assertThat(held.gradients()).isDeepEqualTo(free.gradients());
  }

  @Test
  void whatIsHeldAgainstAnotherEventIsNormalizedFirst() {
    Found held = evaluate(List.of(CLICKS, term(5, selfNormalized(0.05), "click")));
    assertThat(held.losses()[1]).isCloseTo(CLICK_LOSS, within(1e-12));
    Found below = evaluate(List.of(CLICKS, term(0.5, selfNormalized(0.05), "click")));
    assertThat(below.losses()[1])
        .isCloseTo(0.5 * (4 * Math.log(5) + 2 * Math.log(1.25)) / 6, within(1e-12));
  }

  @Test
  void onlyObjectivesWithSuchTermsNeedTheWholeBatch() {
    assertThat(new Objective(FUNNEL, List.of(CLICKS)).dependsOnBatch()).isFalse();
    assertThat(
            new Objective(FUNNEL, List.of(term(1, new PropensityConfig("click", true, 0.1), null)))
                .dependsOnBatch())
        .isFalse();
    assertThat(new Objective(FUNNEL, List.of(term(1, selfNormalized(0.1), null))).dependsOnBatch())
        .isTrue();
    assertThat(new Objective(FUNNEL, List.of(term(1, null, "click"))).dependsOnBatch()).isTrue();
  }

  @Test
  void whatGoesNotTogetherIsRefused() {
    TermConfig conversion = new TermConfig("buy", Probability.CONDITIONAL, "click", 1.0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conversion.notAbove("buy"))
        .withMessageContaining("notAbove [buy]")
        .withMessageContaining("name another one");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new TermConfig(
                    "buy", Probability.CONDITIONAL, "click", TermWeight.Learnt.UNCERTAINTY, null)
                .notAbove("click"))
        .withMessageContaining("set weight to a number");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            TermConfig.of(TermLoss.DOUBLY_ROBUST, "buy", "impression", "head", selfNormalized(0.1)))
        .withMessageContaining("remove selfNormalized");
  }
}
