package io.esmm.report.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.eval.curve.LabelCurves;
import io.esmm.eval.curve.LossPoint;
import io.esmm.eval.curve.RunCurves;
import io.esmm.eval.metric.ScoredRows;
import io.esmm.report.Axis;
import io.esmm.report.Chart;
import io.esmm.report.LineChart;
import io.esmm.report.PanelChart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurveChartsTest {
  private static final RunCurves RUN =
      new RunCurves(
          Map.of(
              "click", LabelCurves.of(ScoredRows.of(new double[] {0.1, 0.2}, new byte[] {0, 1}))),
          Map.of(),
          List.of(new LossPoint(100, 0.5), new LossPoint(200, 0.4)));

  private static CurveCharts of(int models) {
    Map<String, RunCurves> runs = new LinkedHashMap<>();
    for (int m = 0; m < models; m++) {
      runs.put("m" + m, RUN);
    }
    return new CurveCharts(runs);
  }

  @Test
  void threeModelsShareAPlotAndMoreHaveAPanelEachButOfTheRoc() {
    assertThat(of(3).againstLabels("click", "")).allMatch(LineChart.class::isInstance);
    assertThat(of(3).losses()).allMatch(LineChart.class::isInstance);
    List<Chart> charts = of(4).againstLabels("click", "");
    assertThat(charts.getFirst()).isInstanceOf(LineChart.class);
    PanelChart reliability = (PanelChart) charts.getLast();
    assertThat(reliability.series()).hasSize(5); // four and the diagonal
    PanelChart loss = (PanelChart) of(4).losses().getFirst();
    assertThat(loss.x().scale()).isEqualTo(Axis.Scale.LOG);
    assertThat(loss.series())
        .allSatisfy(series -> assertThat(series.points()).hasSize(2).doesNotHaveDuplicates());
  }

  @Test
  void whatNoRunHasMakesNoChart() {
    CurveCharts none = new CurveCharts(Map.of("m", RunCurves.NONE));
    assertThat(none.againstLabels("click", "")).isEmpty();
    assertThat(none.losses()).isEmpty();
  }
}
