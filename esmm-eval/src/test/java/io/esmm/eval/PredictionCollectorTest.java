package io.esmm.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.funnel.EventLink;
import io.esmm.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionCollectorTest {
  private static final List<EventLink> EVENTS =
      List.of(new EventLink("click", "impression"), new EventLink("conversion", "click"));

  @ParameterizedTest
  @CsvSource({"1000,0,1", "1000,1000,7", "1000,10,64", "1000,2000,1000"})
  void batchesOfAnySizeGiveTheEvaluationOfTheWhole(int rows, int expectedRows, int batch) {
    FunnelPredictions whole = ClickFunnel.simulated(rows, 0.1);
    PredictionCollector collector = new PredictionCollector("impression", EVENTS, expectedRows);
    for (int from = 0; from < rows; from += batch) {
      int count = Math.min(batch, rows - from);
      for (EventPredictions event : whole.events()) {
        float[] conditional = new float[batch];
        float[] joint = new float[batch];
        for (int i = 0; i < count; i++) {
          conditional[i] = (float) event.conditional().get(from + i);
          joint[i] = (float) event.joint().get(from + i);
        }
        byte[] labels = Arrays.copyOfRange(event.labels(), from, from + batch);
        collector.event(event.event()).append(conditional, joint, labels, count);
        collector.event(event.event()).appendTruth(conditional, joint, count);
      }
      int[] users = Arrays.copyOfRange(whole.joint("click").groups().orElseThrow(), from, from + batch);
      collector.appendGroups(users, count);
    }
    assertThat(collector.rows()).isEqualTo(rows);
    FunnelPredictions collected = collector.finish();
    for (String name : new String[] {"joint.auc:conversion", "conditional.gauc:click"}) {
      assertThat(MetricName.parse(name).of(collected)).isEqualTo(MetricName.parse(name).of(whole));
    }
    assertThat(FunnelEvaluation.of(collected).event("conversion").truth()).hasSize(4);
  }

  @Test
  void columnsMustHaveTheSameRows() {
    PredictionCollector collector = new PredictionCollector("impression", EVENTS, 0);
    collector.event("click").append(new float[3], new float[3], new byte[3], 3);
    collector.event("conversion").append(new float[3], new float[3], new byte[3], 2);
    assertThatThrownBy(collector::finish)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("predictions of event [conversion]: 2 rows, expected 3");
    collector.event("conversion").append(new float[1], new float[1], new byte[1], 1);
    collector.appendGroups(new int[9], 2);
    assertThatThrownBy(collector::finish).hasMessage("group ids: 2 rows, expected 3");
  }

  @Test
  void eventsMustFormAFunnel() {
    assertThatThrownBy(
            () ->
                new PredictionCollector("impression", List.of(new EventLink("a", "b")), 0))
        .isInstanceOf(ProblemException.class);
    PredictionCollector collector = new PredictionCollector("impression", EVENTS, 0);
    assertThatThrownBy(() -> collector.event("like"))
        .hasMessage("event [like] unknown; known: [click, conversion]");
  }
}
