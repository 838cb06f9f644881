package io.esmm.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.eval.truth.TruthMetric;
import io.esmm.objective.Probability;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTableTest {
  @Test
  void printTables() {
    Map<String, FunnelEvaluation> models = new LinkedHashMap<>();
    models.put("ESMM", FunnelEvaluation.of(ClickFunnel.simulated(20000, 0.1)));
    models.put("BASE", FunnelEvaluation.of(ClickFunnel.simulated(20000, 0.5)));
    System.out.println(EvaluationTable.of(models));
    System.out.println(EvaluationTable.of("small", FunnelEvaluation.of(ClickFunnel.small())));
    System.out.println(
        EvaluationTable.summary(
            models,
            List.of(
                SummaryColumn.of("CTR AUC", MetricName.parse("joint.auc:click")),
                SummaryColumn.of(
                    "CVR AUC\non clicked\nimpressions",
                    MetricName.parse("conditional.auc:conversion")),
                SummaryColumn.ofTruth(
                    "pCVR against\nthe truth, MAE",
                    "conversion",
                    Probability.CONDITIONAL,
                    RowSelection.ALL,
                    TruthMetric.MEAN_ABSOLUTE_ERROR))));
    System.out.println(EvaluationJson.of(models).toPrettyString());
    assertThat(models).isNotEmpty();
    assertThatThrownBy(() -> EvaluationTable.of(Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
