package io.esmm.eval.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.eval.metric.Values;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankTest {
  @Test
  void equalNumbersKeepTheirOrder() {
    double[] values = {2, -1, 0.0, -0.0, 2, Double.NEGATIVE_INFINITY};
    assertThat(RowOrder.ascending(Values.of(values))).containsExactly(5, 1, 2, 3, 0, 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 255, 256, 257, 10_000})
  void orderIsThatOfAStableSort(int n) {
    Random random = new Random(n);
    double[] values = random.doubles(n, -5, 5).map(v -> Math.rint(v * 100) / 100 + 0.0).toArray();
    int[] expected =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(RowOrder.ascending(Values.of(values))).containsExactly(expected);
  }

  @Test
  void extremeExponentsAreOrdered() {
    double[] values = {1e300, -1e300, 1e-300, -1e-300, Double.MIN_VALUE, Double.MAX_VALUE};
    assertThat(RowOrder.ascending(Values.of(values))).containsExactly(1, 3, 4, 2, 0, 5);
  }

  @Test
  void nanHasNoPlaceInAnOrder() {
    assertThatThrownBy(() -> RowOrder.ascending(Values.of(new float[] {Float.NaN})))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tiesShareTheMeanOfTheirRanks() {
    assertThat(MidRanks.of(Values.of(new double[] {3, 1, 3, 2, 3})))
        .containsExactly((3 + 4 + 5) / 3.0, 1, (3 + 4 + 5) / 3.0, 2, (3 + 4 + 5) / 3.0);
  }

  @Test
  void midRanksEqualThoseOfCommonsMath() {
    float[] floats = new float[2000];
    double[] doubles = new double[2000];
    Random random = new Random(4);
    for (int i = 0; i < floats.length; i++) {
      floats[i] = random.nextInt(300) / 7f;
      doubles[i] = floats[i];
    }
    assertThat(MidRanks.of(Values.of(floats)))
        .containsExactly(new NaturalRanking(TiesStrategy.AVERAGE).rank(doubles));
  }
}
