package io.esmm.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.funnel.Delay;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.Readout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Impression, click, buy with a delay or no-buy, refund. P(click) = 1/2; P(buy | click) = 1/4; the
 * rate of the delay is 2 in the unit of the rows.
 */
class DelayedFeedbackTest {
  private static final double S = -Math.log(3);
  private static final double R = Math.log(Math.expm1(2));
  private static final double REFUND = 0.7;
  private static final Delay DELAY = new Delay(1, "e", "d", 1 / Math.log(2));
  private static final Funnel.Event BUY = new Funnel.Event("buy", 0, "b");
  private static final Funnel FUNNEL =
      new Funnel(
          "impression",
          List.of(
              new Funnel.Event("click", Funnel.SPACE, "c"),
              BUY,
              Funnel.Event.otherwise("no-buy", BUY, 1),
              new Funnel.Event("refund", 1, "f")),
          Readout.PRODUCT,
          List.of(DELAY));

  private double loss;

  /** The gradients of click, buy, refund and the rate on one row. */
  private double[] evaluate(Term term, int click, int buy, double elapsed, double delay) {
    OneRow row =
        new OneRow()
            .label("click", click)
            .label("buy", buy)
            .label("refund", buy == Batch.UNKNOWN ? Batch.UNKNOWN : 0)
            .number("d", delay)
            .number("e", elapsed);
    double[] slopes = row.gradients(new Objective(FUNNEL, List.of(term)), 0, S, REFUND, R);
    loss = row.loss();
    return slopes;
  }

  private static Term term(int event, Probability probability) {
    return new Term(event, probability, Funnel.SPACE, 1);
  }

  @Test
  void whereItHappenedTheDelayHasItsDensity() {
    double[] slopes = evaluate(term(1, Probability.JOINT), 1, 1, 9, 0.75f);
    assertThat(loss).isCloseTo(-Math.log(0.25) - Math.log(2) + 2 * 0.75, within(1e-12));
    // d lambda / d r = sigmoid(r) = 1 - e^-lambda.
    double rate = (0.75 - 1 / 2.0) * -Math.expm1(-2);
    assertThat(slopes).usingComparatorWithPrecision(1e-12).containsExactly(0, -0.75, 0, rate);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, Batch.UNKNOWN})
  void whereItHasNotItNeverWillOrWillLater(int label) {
    double later = 0.25 * Math.exp(-2 * 0.5);
    double[] slopes = evaluate(term(1, Probability.CONDITIONAL), 1, label, 0.5f, 0);
    assertThat(loss).isCloseTo(-Math.log(0.75 + later), within(1e-12));
    double will = later / (0.75 + later);
    assertThat(slopes)
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0, 0.25 - will, 0, will * 0.5 * -Math.expm1(-2));
  }

  @Test
  void withoutTimeNothingIsLearntAndAfterAllOfItTheLabelIsFinal() {
    assertThat(evaluate(term(1, Probability.JOINT), 1, Batch.UNKNOWN, 0, 0))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0, 0, 0, 0);
    assertThat(loss).isCloseTo(0, within(1e-12));
    assertThat(evaluate(term(1, Probability.JOINT), 1, 0, 1e6f, 0))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0, 0.25, 0, 0);
    assertThat(loss).isCloseTo(-Math.log(0.75), within(1e-12));
  }

  @Test
  void rowsWithoutTheEventBeforeAreLeftOut() {
    for (Probability probability : Probability.values()) {
      assertThat(evaluate(term(1, probability), 0, 0, 1, 1)).containsExactly(0, 0, 0, 0);
      assertThat(loss).isZero();
    }
  }

  @Test
  void theOppositeHasTheSameLikelihood() {
    for (int label : new int[] {0, 1, Batch.UNKNOWN}) {
      double[] event = evaluate(term(1, Probability.CONDITIONAL), 1, label, 0.5f, 0.3f);
      double ofTheEvent = loss;
      assertThat(evaluate(term(2, Probability.CONDITIONAL), 1, label, 0.5f, 0.3f))
          .containsExactly(event);
      assertThat(loss).isEqualTo(ofTheEvent);
    }
  }

  @Test
  void aTermBehindIsNotTakenWhileTheEventIsOpen() {
    assertThat(evaluate(term(3, Probability.CONDITIONAL), 1, Batch.UNKNOWN, 1, 0))
        .containsExactly(0, 0, 0, 0);
    assertThat(loss).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0.3, -0.4, 0.7", "-5, 4, 0.01", "6, -6, 30", "0, 0, 0", "2, -45, 3"})
  void gradientsAreThoseOfFiniteDifferences(double s, double r, double time) {
    DelayedFeedback feedback = new DelayedFeedback(new Delay(0, "e", "d", 1.7));
    double h = 1e-5;
    for (boolean happened : new boolean[] {true, false}) {
      double slopeS =
          (loss(feedback, happened, s + h, r, time) - loss(feedback, happened, s - h, r, time))
              / (2 * h);
      double slopeR =
          (loss(feedback, happened, s, r + h, time) - loss(feedback, happened, s, r - h, time))
              / (2 * h);
      loss(feedback, happened, s, r, time);
      assertThat(feedback.logitGradient()).isCloseTo(slopeS, within(1e-8));
      assertThat(feedback.rateGradient()).isCloseTo(slopeR, within(1e-8));
    }
  }

  private static double loss(
      DelayedFeedback feedback, boolean happened, double s, double r, double time) {
    return happened ? feedback.happened(s, r, time) : feedback.notYet(s, r, time);
  }

  @Test
  void everythingIsFiniteForEveryFiniteLogitAndTime() {
    double[] logits = {0, 1e-300, 1, -1, 40, -40, 745, -745, 1e4, -1e4, 3e38, -3e38};
    double[] times = {0, Float.MIN_VALUE, 1, 1e6, Float.MAX_VALUE};
    for (double typical : new double[] {Float.MIN_NORMAL, 1, Float.MAX_VALUE}) {
      DelayedFeedback feedback = new DelayedFeedback(new Delay(0, "e", "d", typical));
      for (double s : logits) {
        for (double r : logits) {
          for (double time : times) {
            for (boolean happened : new boolean[] {true, false}) {
              double loss = loss(feedback, happened, s, r, time);
              assertThat(List.of(loss, feedback.logitGradient(), feedback.rateGradient()))
                  .as("%s of s %s, r %s, time %s, typical %s", happened, s, r, time, typical)
                  .allMatch(Double::isFinite);
              assertThat(happened || loss >= 0).isTrue();
            }
          }
        }
      }
    }
  }

  @Test
  void aBatchWithoutTheTimesIsRefusedByName() {
    Objective objective = new Objective(FUNNEL, List.of(term(1, Probability.JOINT)));
    OneRow row = new OneRow().label("click", 1).label("buy", 1).label("refund", 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row.gradients(objective, 0, S, REFUND, R))
        .withMessageContaining("no number [e]");
  }
}
