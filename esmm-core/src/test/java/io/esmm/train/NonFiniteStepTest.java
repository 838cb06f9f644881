package io.esmm.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.batch.Batch;
import io.esmm.field.Column;
import io.esmm.graph.Parameter;
import io.esmm.graph.RandomRows;
import io.esmm.graph.Weights;
import io.esmm.numerics.AdamStep;
import io.esmm.numerics.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A step whose gradient is not finite leaves every weight, every moment of the optimizer and every
 * running mean as they were, bit for bit, and the steps after it are those of a training that never
 * saw the rows.
 */
class NonFiniteStepTest {
  private static final List<String> EVENTS = List.of("click", "buy");

  /** A step under way, with all the numbers that it changes. */
  private record Twin(Workers workers, TrainingStep step) {
    static Twin create(int threads) {
      StatefulTraining.Parts parts = StatefulTraining.parts();
      Workers workers = new Workers(threads);
      Weights weights = Weights.initial(parts.graph().parameters(), 5, Precision.FLOAT);
      return new Twin(
          workers,
          new TrainingStep(parts.graph(), parts.objective(), weights, workers, new StageClock()));
    }

    Optional<String> take(Batch batch, int t) {
      return step.take(batch, new AdamStep(0.01, 0.9, 0.999, 1e-8, t), t, () -> {});
    }

    void assertSameBits(OptimizerState other) {
      assertThat(step.state().weights().differing(other.weights())).isEmpty();
      assertThat(step.state().first().differing(other.first())).isEmpty();
      assertThat(step.state().second().differing(other.second())).isEmpty();
    }

    OptimizerState copy() {
      OptimizerState state = step.state();
      return new OptimizerState(
          state.weights().copy(), state.first().copy(), state.second().copy());
    }
  }

  private static Batch rows(long seed) {
    return RandomRows.batch(RandomRows.schema(), EVENTS, 60, seed);
  }

  /** Puts a number into a row's weight of a bag, which the linear part multiplies with. */
  private static Batch poisoned(float poison, double place) {
    Batch batch = rows(50);
    Column.Bags tags = (Column.Bags) batch.column(RandomRows.schema().indexOf("tags"));
    tags.weights()[(int) (place * (tags.size() - 1))] = poison;
    return batch;
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 0, 1",
    "NaN, 0.5, 2",
    "NaN, 1, 3",
    "Infinity, 0, 1",
    "-Infinity, 0.5, 2",
    "Infinity, 1, 1"
  })
  void changesNothing(float poison, double place, int threads) throws Exception {
    Twin disturbed = Twin.create(threads);
    Twin calm = Twin.create(threads);
    try (Workers _ = disturbed.workers();
        Workers _ = calm.workers()) {
      for (int t = 1; t <= 3; t++) {
        assertThat(disturbed.take(rows(t), t)).isEmpty();
        assertThat(calm.take(rows(t), t)).isEmpty();
      }
      OptimizerState before = disturbed.copy();
      assertThat(before.weights().differing(Twin.create(1).step().state().weights())).isNotEmpty();
      assertThat(disturbed.take(poisoned(poison, place), 4)).isPresent();
      disturbed.assertSameBits(before);
      for (int t = 4; t <= 6; t++) {
        assertThat(disturbed.take(rows(t), t)).isEmpty();
        assertThat(calm.take(rows(t), t)).isEmpty();
        disturbed.assertSameBits(calm.copy());
      }
    }
  }

  /**
   * What is finite in a gradient may not be in its square, which optimizers add up: such a step is
   * refused, too, or leaves weights that are numbers.
   */
  @ParameterizedTest
  @CsvSource({"1e19, 0", "-1e20, 0.5", "1e25, 1", "1e30, 0.5", "3e38, 0", "-3e38, 1"})
  void anExtremeNumberLeavesNumbers(float poison, double place) throws Exception {
    Twin disturbed = Twin.create(2);
    try (Workers _ = disturbed.workers()) {
      for (int t = 1; t <= 3; t++) {
        assertThat(disturbed.take(rows(t), t)).isEmpty();
      }
      OptimizerState before = disturbed.copy();
      if (disturbed.take(poisoned(poison, place), 4).isPresent()) {
        disturbed.assertSameBits(before);
      }
      for (int t = 4; t <= 6; t++) {
        assertThat(disturbed.take(rows(t), t)).isEmpty();
        assertFinite(disturbed.step().state().weights());
      }
    }
  }

  private static void assertFinite(Weights weights) {
    for (Parameter p : weights.parameters()) {
      for (float weight : weights.of(p).floats()) {
        assertThat(weight).as(p.name()).isFinite();
      }
    }
  }

  /** One impression, and labels that are all 0: what such batches give are numbers. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void batchesOfOneRowAndOfNoPositiveLeaveNumbers(boolean one) throws Exception {
    Twin twin = Twin.create(2);
    try (Workers _ = twin.workers()) {
      for (int t = 1; t <= 200; t++) {
        Batch batch = one ? oneRow(t) : rows(t);
        if (!one || t > 100) {
          for (int e = 0; e < EVENTS.size(); e++) {
            Arrays.fill(batch.labels(e), 0, batch.impressions(), (byte) 0);
          }
        }
        assertThat(twin.take(batch, t)).isEmpty();
        for (double loss : twin.step().termLosses()) {
          assertThat(loss).isFinite();
        }
      }
      assertFinite(twin.step().state().weights());
    }
  }

  /** A request of a single impression. */
  private static Batch oneRow(long seed) {
    for (long s = 1000 * seed; ; s++) {
      Batch batch = RandomRows.batch(RandomRows.schema(), EVENTS, 1, s);
      if (batch.impressions() == 1) {
        return batch;
      }
    }
  }
}
