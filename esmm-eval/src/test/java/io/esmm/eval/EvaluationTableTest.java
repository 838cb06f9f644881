package io.esmm.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esmm.eval.metric.Values;
import io.esmm.eval.truth.TruthMetric;
import io.esmm.objective.Probability;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a user reads, against golden files. */
class EvaluationTableTest {
  private static final double[] CONSTANT = {0.25, 0.25, 0.25, 0.25, 0.25, 0.25};

  @Test
  void everySectionSaysWhichProbabilityOnWhichRows() throws IOException {
    FunnelPredictions base =
        ClickFunnel.of(
            ClickFunnel.CLICK,
            ClickFunnel.CONVERSION,
            CONSTANT,
            new double[] {0.5, 0.5, 0.125, 0.125, 1.5, 0.125});
    assertThat(EvaluationTable.of(models("ESMM", ClickFunnel.small(), "BASE", base)))
        .isEqualTo(golden("two-models.txt"));
  }

  @Test
  void undefinedMetricsGiveTheirReason() throws IOException {
    FunnelPredictions noConversion =
        ClickFunnel.of(ClickFunnel.CLICK, new byte[6], ClickFunnel.P_CTR, ClickFunnel.P_CVR)
            .withGroups(new int[] {1, 1, 2, 2, 3, 4});
    assertThat(EvaluationTable.of("ESMM", FunnelEvaluation.of(noConversion)))
        .isEqualTo(golden("no-conversion.txt"));
  }

  @Test
  void truthHasItsOwnSections() throws IOException {
    assertThat(
            EvaluationTable.of(
                models("ESMM", withTruth(ClickFunnel.P_CVR), "BASE", withTruth(ClickFunnel.P_CTR))))
        .isEqualTo(golden("truth.txt"));
  }

  @Test
  void aSummaryHasTheColumnsThatAreAskedFor() throws IOException {
    Map<String, FunnelEvaluation> models =
        models("ESMM", withTruth(ClickFunnel.P_CVR), "constant", withTruth(CONSTANT));
    List<SummaryColumn> columns =
        List.of(
            SummaryColumn.of("CTR AUC", MetricName.parse("joint.auc:click")),
            SummaryColumn.of(
                "CVR AUC\non clicked\nimpressions", MetricName.parse("conditional.auc:conversion")),
            truthColumn("pCVR, all\nimpressions,\nMAE vs truth", "conversion"),
            truthColumn("pCTR,\nMAE vs truth", "click"));
    assertThat(EvaluationTable.summary(models, columns)).isEqualTo(golden("summary.txt"));
  }

  @Test
  void jsonKeepsConditionalAndJointApart() throws IOException {
    FunnelPredictions predictions =
        withTruth(ClickFunnel.P_CVR).withGroups(new int[] {1, 1, 2, 2, 3, 4});
    ObjectMapper mapper = new ObjectMapper();
    JsonNode expected = mapper.readTree(golden("evaluation.json"));
    JsonNode actual =
        mapper.readTree(EvaluationJson.of(FunnelEvaluation.of(predictions)).toString());
    assertThat(rounded(actual)).isEqualTo(rounded(expected));
    assertThat(EvaluationJson.of(Map.of("ESMM", FunnelEvaluation.of(predictions))))
        .hasToString("{\"models\":{\"ESMM\":" + actual + "}}");
  }

  @Test
  void modelsMustHaveBeenEvaluatedOnTheSameRows() {
    FunnelPredictions fewer =
        ClickFunnel.of(new byte[] {1}, new byte[] {0}, new double[] {0.5}, new double[] {0.5});
    assertThatThrownBy(() -> EvaluationTable.of(models("ESMM", ClickFunnel.small(), "A", fewer)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("models [ESMM] and [A] were not evaluated on the same rows: ");
    assertThatThrownBy(() -> EvaluationTable.of(Map.of())).hasMessage("no models to show");
  }

  private static SummaryColumn truthColumn(String title, String event) {
    return SummaryColumn.ofTruth(
        title, event, Probability.CONDITIONAL, RowSelection.ALL, TruthMetric.MEAN_ABSOLUTE_ERROR);
  }

  /** Truth is known of the conversion only. */
  private static FunnelPredictions withTruth(double[] pCvr) {
    Values p = Values.of(pCvr);
    Values q = Values.of(ClickFunnel.P_CVR);
    return FunnelPredictions.of(
        "impression",
        List.of(
            EventPredictions.of("click", "impression", p, p, ClickFunnel.CLICK),
            EventPredictions.of("conversion", "click", p, p, ClickFunnel.CONVERSION)
                .withTruth(q, q)));
  }

  private static Map<String, FunnelEvaluation> models(
      String first, FunnelPredictions of, String second, FunnelPredictions ofSecond) {
    Map<String, FunnelEvaluation> models = new LinkedHashMap<>();
    models.put(first, FunnelEvaluation.of(of));
    models.put(second, FunnelEvaluation.of(ofSecond));
    return models;
  }

  /** Logarithms may differ in the last digit from one machine to the next. */
  private static String rounded(JsonNode json) {
    return Pattern.compile("\\d+\\.\\d+")
        .matcher(json.toPrettyString())
        .replaceAll(number -> "%.10f".formatted(Double.parseDouble(number.group())));
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = EvaluationTableTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
