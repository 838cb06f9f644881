package io.esmm.eval.metric;

import static io.esmm.eval.metric.SimulatedRows.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaucTest {
  @Test
  void weighsEachGroupByItsRowsAndSkipsGroupsWithOneClass() {
    ScoredRows rows =
        ScoredRows.of(new double[] {0.9, 0.1, 0.2, 0.5, 0.4, 0.7, 0.8}, labels(1, 0, 0, 0, 1, 0, 0))
            .withGroups(new int[] {7, 7, 7, -3, -3, 50, 50});
    Gauc.Result result = Gauc.resultOf(rows);
    // group 7: AUC 1 on 3 rows; group -3: AUC 0 on 2 rows; group 50 has no positive
    assertThat(result.value()).isEqualTo(MetricValue.of((3 * 1.0 + 2 * 0.0) / (3 + 2)));
    assertThat(result.groupsUsed()).isEqualTo(2);
    assertThat(result.groupsSkipped()).isEqualTo(1);
    assertThat(result.rowsUsed()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void equalsTheAverageOfTheAucsOfTheGroups(long seed) {
    Random random = new Random(seed);
    int groupCount = 30;
    ScoredRows rows = SimulatedRows.of(seed, 600, 12);
    int[] groups = random.ints(600, 0, groupCount).map(g -> g * g * 7919 - 100_000).toArray();
    double sum = 0;
    double weights = 0;
    for (int g = 0; g < groupCount; g++) {
      byte[] inGroup = new byte[600];
      for (int i = 0; i < 600; i++) {
        inGroup[i] = (byte) (groups[i] == g * g * 7919 - 100_000 ? 1 : 0);
      }
      ScoredRows group = rows.where(inGroup);
      if (Auc.of(group) instanceof MetricValue.Defined(double auc)) {
        sum += group.rows() * auc;
        weights += group.rows();
      }
    }
    assertThat(Gauc.of(rows.withGroups(groups)).orElseThrow())
        .isCloseTo(sum / weights, within(1e-12));
  }

  @Test
  void oneGroupIsThePlainAuc() {
    ScoredRows rows = SimulatedRows.of(8, 400, 20);
    assertThat(Gauc.of(rows.withGroups(new int[400]))).isEqualTo(Auc.of(rows));
  }

  @Test
  void isUndefinedWithTheReason() {
    ScoredRows rows = ScoredRows.of(new double[] {0.1, 0.2}, labels(0, 1));
    assertThat(Gauc.of(rows)).hasToString("undefined (no group ids)");
    assertThat(Gauc.of(rows.withGroups(new int[] {1, 2})))
        .hasToString("undefined (no group with both classes)");
  }

  @Test
  void groupsFollowTheirRowsIntoASelection() {
    ScoredRows rows =
        ScoredRows.of(new double[] {0.3, 0.9, 0.5, 0.4}, labels(1, 1, 0, 0))
            .withGroups(new int[] {1, 2, 2, 1});
    assertThat(Gauc.resultOf(rows.where(labels(0, 1, 1, 0))))
        .isEqualTo(new Gauc.Result(MetricValue.of(1), 1, 0, 2));
  }
}
