package io.esmm.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.esmm.eval.EvaluationJson;
import io.esmm.eval.FunnelEvaluation;
import io.esmm.eval.FunnelPredictions;
import io.esmm.eval.metric.Metric;
import io.esmm.report.html.HtmlReport;
import io.esmm.report.model.EvaluationSections;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages as a browser shows them. */
class ChromiumTest {
  private static final int PHONE = 390;
  private static final String HOSTILE =
      "</script><img src=x onerror=alert(1)>\"'\u202e" + "n".repeat(10_000);

  @TempDir private Path folder;

  @BeforeAll
  static void needsChromium() {
    Chromium.assume();
  }

  @Test
  void everyChartIsDrawnOnAPhoneWithoutScrollingSidewaysOrLoadingAnything() throws Exception {
    JsonNode seen = Chromium.look(HtmlReport.of(SampleReport.of()), folder, PHONE, false);
    assertThat(seen.path("width").asInt()).isEqualTo(PHONE);
    assertThat(seen.path("background").asText()).isEqualTo("rgb(255, 255, 255)");
    expectNothingFromOutside(seen);
    assertThat(seen.path("charts")).hasSize(6);
    for (JsonNode chart : seen.path("charts")) {
      assertThat(chart.path("drawn").asInt()).as(chart.toString()).isPositive();
      assertThat(chart.path("numbers").asInt()).as(chart.toString()).isGreaterThan(10);
    }
  }

  @Test
  void tablesHoldTheNumbersOfTheJsonResultsAndThePageFollowsTheDark() throws Exception {
    FunnelPredictions predictions = SamplePredictions.of(2_000, "click", "conversion");
    FunnelEvaluation evaluation = FunnelEvaluation.of(predictions);
    Report report = new Report("model", "", EvaluationSections.of("m", predictions, evaluation));
    JsonNode seen = Chromium.look(HtmlReport.of(report), folder, 1200, true);
    assertThat(seen.path("background").asText()).isEqualTo("rgb(20, 23, 28)");
    List<Double> shown = new ArrayList<>();
    seen.path("data").forEach(number -> shown.add(number.asDouble()));
    assertThat(shown).isEqualTo(numbers(EvaluationJson.of(evaluation)));
    assertThat(seen.path("charts"))
        .hasSize(8)
        .allSatisfy(chart -> assertThat(chart.path("drawn").asInt()).isPositive());
  }

  private static List<Double> numbers(JsonNode results) {
    List<String> keys = new ArrayList<>(List.of("rowCount", "positives"));
    for (Metric metric : Metric.values()) {
      keys.add(metric.key());
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode event : results.path("events")) {
      for (String probability : List.of("conditional", "joint")) {
        for (String key : keys) {
          if (event.path(probability).path(key).isNumber()) {
            numbers.add(event.path(probability).path(key).asDouble());
          }
        }
      }
    }
    assertThat(numbers).hasSize(3 * (keys.size() - 1)); // three probabilities, no GAUC
    return numbers;
  }

  @Test
  void hostileNamesNeitherWidenThePageNorAddToIt() throws Exception {
    FunnelPredictions predictions = SamplePredictions.of(200, HOSTILE, "b" + HOSTILE);
    Report report =
        new Report(
            HOSTILE,
            HOSTILE,
            EvaluationSections.of(HOSTILE, predictions, FunnelEvaluation.of(predictions)));
    JsonNode seen = Chromium.look(HtmlReport.of(report), folder, PHONE, false);
    assertThat(seen.path("width").asInt()).isEqualTo(PHONE);
    expectNothingFromOutside(seen);
    assertThat(seen.path("charts")).hasSize(8);
    assertThat(seen.path("charts").get(0).path("title").asText()).isEqualTo("ROC: " + HOSTILE);
  }

  @Test
  void aReportCanBePrinted() throws Exception {
    byte[] pdf = Chromium.print(HtmlReport.of(SampleReport.of()), folder);
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    assertThat(text).startsWith("%PDF");
    assertThat(text).containsPattern("/Type\\s*/Page\\b");
  }

  private static void expectNothingFromOutside(JsonNode seen) {
    assertThat(seen.path("requests")).isEmpty();
    assertThat(seen.path("scripts").asInt()).isZero();
    assertThat(seen.path("images").asInt()).isZero();
  }
}
