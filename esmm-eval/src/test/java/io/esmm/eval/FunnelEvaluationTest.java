package io.esmm.eval;

import static io.esmm.eval.metric.Metric.AUC;
import static io.esmm.eval.metric.Metric.GAUC;
import static io.esmm.objective.Probability.CONDITIONAL;
import static io.esmm.objective.Probability.JOINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.eval.metric.MetricValue;
import io.esmm.eval.metric.Values;
import io.esmm.eval.truth.TruthMetric;
import io.esmm.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunnelEvaluationTest {
  @Test
  void conditionalMetricsAreTakenOnRowsWhereTheParentHappened() {
    LabelReport report =
        FunnelEvaluation.of(ClickFunnel.small()).event("conversion").labels(CONDITIONAL);
    assertThat(report.measured().text())
        .isEqualTo("conversion given click, on the 3 impressions with a click");
    assertThat(report.measured().rows()).isEqualTo(3);
    assertThat(report.positives()).isEqualTo(1);
    // clicked: pCVR .5 (converted), .25, .5: one win, one tie. On all rows it would be 3.5 of 5.
    assertThat(report.value(AUC)).isEqualTo(MetricValue.of((1 + 0.5) / 2));
  }

  @Test
  void jointMetricsAreTakenOnTheWholeSpace() {
    LabelReport report = FunnelEvaluation.of(ClickFunnel.small()).event("conversion").labels(JOINT);
    assertThat(report.measured().text()).isEqualTo("click and conversion, on all 6 impressions");
    // pCTCVR .25 (converted) against .1875, .125, .03125, .125, .03125
    assertThat(report.value(AUC)).isEqualTo(MetricValue.of(5.0 / 5));
    assertThat(report.positives()).isEqualTo(1);
  }

  @Test
  void aFirstEventIsReportedOnceOnTheWholeSpace() {
    EventEvaluation click = FunnelEvaluation.of(ClickFunnel.small()).event("click");
    assertThat(click.conditional()).isEmpty();
    assertThat(click.labels(CONDITIONAL)).isSameAs(click.labels(JOINT));
    assertThat(click.joint().measured().text()).isEqualTo("click, on all 6 impressions");
  }

  @Test
  void longerChainsSayWhichEventTheyAreConditionalOn() {
    Values p = Values.of(new double[] {0.1, 0.2});
    byte[] all = {1, 1};
    FunnelPredictions predictions =
        FunnelPredictions.of(
            "request",
            List.of(
                EventPredictions.of("impression", "request", p, p, all),
                EventPredictions.of("conversion", "add-to-cart", p, p, new byte[] {0, 0}),
                EventPredictions.of("add-to-cart", "impression", p, p, new byte[] {0, 1})));
    FunnelEvaluation evaluation = FunnelEvaluation.of(predictions);
    assertThat(evaluation.event("conversion").labels(CONDITIONAL).measured().text())
        .isEqualTo("conversion given add-to-cart, on the 1 candidate with an add-to-cart");
    assertThat(evaluation.event("conversion").joint().measured().text())
        .isEqualTo("impression and add-to-cart and conversion, on all 2 candidates");
    assertThat(evaluation.event("conversion").labels(CONDITIONAL).value(AUC))
        .hasToString("undefined (no positives)");
    assertThat(evaluation.event("impression").joint().value(AUC))
        .hasToString("undefined (no negatives)");
  }

  @Test
  void gaucAppearsOnlyWithGroups() {
    FunnelPredictions predictions = ClickFunnel.small();
    LabelReport without = FunnelEvaluation.of(predictions).event("click").joint();
    assertThat(without.metrics()).doesNotContainKey(GAUC);
    assertThat(without.value(GAUC)).hasToString("undefined (no group ids)");
    LabelReport with =
        FunnelEvaluation.of(predictions.withGroups(new int[] {1, 1, 2, 2, 3, 4}))
            .event("click")
            .joint();
    // users 1 and 2 have a click and none, rightly ordered; users 3 and 4 one class
    assertThat(with.value(GAUC)).isEqualTo(MetricValue.of((2 * 1.0 + 2 * 1.0) / 4));
    assertThat(with.gauc().orElseThrow().groupsSkipped()).isEqualTo(2);
  }

  @Test
  void truthIsComparedOnAllRowsAndOnBothSidesOfTheParent() {
    FunnelPredictions predictions = ClickFunnel.simulated(5000, 0.2);
    EventEvaluation conversion = FunnelEvaluation.of(predictions).event("conversion");
    assertThat(conversion.truth())
        .extracting(t -> t.measured().text())
        .satisfiesExactly(
            t -> assertThat(t).isEqualTo("conversion given click, on all 5,000 impressions"),
            t -> assertThat(t).endsWith(" impressions with a click"),
            t -> assertThat(t).endsWith(" impressions without a click"),
            t -> assertThat(t).isEqualTo("click and conversion, on all 5,000 impressions"));
    int clicked =
        conversion.truth(CONDITIONAL, RowSelection.PARENT_HAPPENED).orElseThrow().measured().rows();
    int others =
        conversion
            .truth(CONDITIONAL, RowSelection.PARENT_DID_NOT_HAPPEN)
            .orElseThrow()
            .measured()
            .rows();
    assertThat(clicked + others).isEqualTo(5000);
    for (RowSelection selection : RowSelection.values()) {
      double correlation =
          conversion
              .truth(CONDITIONAL, selection)
              .orElseThrow()
              .value(TruthMetric.SPEARMAN)
              .orElseThrow();
      assertThat(correlation).isBetween(0.9, 1.0);
    }
    assertThat(FunnelEvaluation.of(predictions).event("click").truth()).hasSize(1);
  }

  @Test
  void aConversionWithoutItsClickIsAnError() {
    assertThatThrownBy(() ->
            ClickFunnel.of(new byte[] {1, 0}, new byte[] {0, 1}, new double[2], new double[2]))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "row 1: event [conversion] happened without [click]; a label is 1 only where all events"
                + " before it happened");
  }

  @Test
  void eventsMustFormAFunnel() {
    Values p = Values.of(new double[1]);
    assertThatThrownBy(() ->
            FunnelPredictions.of(
                "impression",
                List.of(EventPredictions.of("conversion", "clik", p, p, new byte[1]))))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("[clik], which is unknown");
  }

  @Test
  void labelsAndLengthsAreChecked() {
    assertThatThrownBy(() ->
            ClickFunnel.of(new byte[] {1, 2}, new byte[] {0, 0}, new double[2], new double[2]))
        .hasMessageContaining("row 1: label [2] is neither 0 nor 1");
    Values p = Values.of(new double[2]);
    assertThatThrownBy(() -> EventPredictions.of("click", "impression", p, p, new byte[3]))
        .hasMessage("event [click]: 3 labels for 2 rows");
    EventPredictions click = EventPredictions.of("click", "impression", p, p, new byte[2]);
    Values three = Values.of(new double[3]);
    EventPredictions like = EventPredictions.of("like", "impression", three, three, new byte[3]);
    assertThatThrownBy(() -> FunnelPredictions.of("impression", List.of(click, like)))
        .hasMessage("event [like] has 3 rows, event [click] 2");
    assertThatThrownBy(() -> ClickFunnel.small().withGroups(new int[2]))
        .hasMessage("2 group ids for 6 rows");
  }

  @Test
  void unknownEventListsKnownEvents() {
    assertThatThrownBy(() -> FunnelEvaluation.of(ClickFunnel.small()).event("clck"))
        .isInstanceOf(ProblemException.class)
        .hasMessage("event [clck] unknown; did you mean [click]? known: [click, conversion]");
  }

  @Test
  void emptyPredictionsAreUndefinedThroughout() {
    FunnelPredictions nothing =
        ClickFunnel.of(new byte[0], new byte[0], new double[0], new double[0]);
    FunnelEvaluation evaluation = FunnelEvaluation.of(nothing);
    assertThat(evaluation.rows()).isZero();
    assertThat(evaluation.event("conversion").labels(CONDITIONAL).metrics().values())
        .allMatch(value -> value.equals(MetricValue.undefined("no rows")));
  }
}
