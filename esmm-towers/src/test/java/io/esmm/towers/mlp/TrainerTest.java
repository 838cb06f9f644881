package io.esmm.towers.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.batch.Batch;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.field.Column;
import io.esmm.field.FeatureSchema;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.objective.Objective;
import io.esmm.objective.ObjectiveConfig;
import io.esmm.objective.Preset;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.FunnelGraph;
import io.esmm.scoring.Predictions;
import io.esmm.scoring.Scorer;
import io.esmm.tower.TowerRegistry;
import io.esmm.towers.ShippedTowers;
import io.esmm.train.EarlyStoppingConfig;
import io.esmm.train.InMemorySet;
import io.esmm.train.OptimizerConfig;
import io.esmm.train.Trainer;
import io.esmm.train.TrainingConfig;
import io.esmm.train.TrainingListener;
import io.esmm.train.TrainingProgress;
import io.esmm.train.TrainingResult;
import io.esmm.train.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final FunnelConfig FUNNEL =
      new FunnelConfig(
          "impression",
          List.of(
              new EventConfig("click", "impression", "c", new MlpConfig(List.of(8), null, null)),
              new EventConfig("conversion", "click", "z", new MlpConfig(List.of(8), null, null))));

  private static Trainer trainer(InMemorySet set, TrainingConfig training) {
    FunnelGraph graph =
        FunnelGraph.of(
            FUNNEL,
            new EmbeddingConfig(4, null, null),
            set.schema(),
            TowerRegistry.of(new ShippedTowers()));
    Objective objective =
        Objective.of(ObjectiveConfig.of(Preset.ESMM).terms(FUNNEL), graph.funnel());
    return new Trainer(graph, objective, OptimizerConfig.defaults(), training);
  }

  private static TrainingConfig training(int batchSize, int epochs, EarlyStoppingConfig early) {
    return new TrainingConfig(batchSize, epochs, 3L, null, early);
  }

  @Test
  void gradientThatIsNotFiniteStopsTheRunAndNamesStepAndParameter() {
    InMemorySet set = new InMemorySet(TasteRows.schema(), List.of("click", "conversion"));
    Batch batch = set.newBatch();
    InMemorySet good = TasteRows.set(50, 1);
    good.read(IntStream.range(0, 50).toArray(), 0, 50, batch);
    ((Column.Numbers) batch.column(3)).values()[7] = Float.NaN;
    set.add(batch);
    assertThatThrownBy(() -> trainer(set, training(10_000, 1, null)).withThreads(2).train(set))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("step 1 of epoch 1")
        .hasMessageContaining("[click/dense0/weight] is not finite")
        .hasMessageContaining("the step was not taken");
  }

  @Test
  void emptyTrainingSetIsAProblem() {
    InMemorySet empty = new InMemorySet(TasteRows.schema(), List.of("click", "conversion"));
    assertThatThrownBy(() -> trainer(empty, TrainingConfig.defaults()).train(empty))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no rows");
  }

  @Test
  void everyEpochReadsEveryRequestOnceInAnOrderOfItsOwnAndBatchesOfWholeRequests() {
    Recording set = new Recording(TasteRows.set(500, 2));
    trainer(set.rows, training(64, 2, null)).train(set);
    int[] first = set.order.subList(0, 500).stream().mapToInt(i -> i).toArray();
    int[] second = set.order.subList(500, 1000).stream().mapToInt(i -> i).toArray();
    assertThat(first).isNotEqualTo(second).isNotEqualTo(IntStream.range(0, 500).toArray());
    assertThat(Arrays.stream(first).sorted()).containsExactlyElementsOf(range(500));
    assertThat(Arrays.stream(second).sorted()).containsExactlyElementsOf(range(500));
    assertThat(set.largestBatch).isLessThanOrEqualTo(64).isGreaterThan(50);
  }

  private static List<Integer> range(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  @Test
  void earlyStoppingKeepsTheBestWeights() {
    InMemorySet set = TasteRows.set(400, 3);
    Iterator<Double> metrics = List.of(0.6, 0.7, 0.65, 0.64, 0.9).iterator();
    List<Double> scores = new ArrayList<>();
    EarlyStoppingConfig early = new EarlyStoppingConfig("joint.auc:conversion", 2, null, null);
    List<Boolean> best = new ArrayList<>();
    TrainingResult result =
        trainer(set, training(128, 9, early))
            .withListener(
                new TrainingListener() {
                  @Override
                  public void onValidation(TrainingProgress p, double metric, boolean improved) {
                    best.add(improved);
                  }
                })
            .withValidation(scorer -> {
              scores.add(firstScore(scorer, set));
              return metrics.next();
            })
            .train(set);
    assertThat(best).containsExactly(true, true, false, false);
    assertThat(result.stoppedEarly()).isTrue();
    assertThat(result.bestMetric()).isEqualTo(0.7);
    FunnelGraph graph =
        FunnelGraph.of(
            FUNNEL,
            new EmbeddingConfig(4, null, null),
            set.schema(),
            TowerRegistry.of(new ShippedTowers()));
    assertThat(firstScore(new Scorer(graph, result.weights()), set)).isEqualTo(scores.get(1));
  }

  private static double firstScore(Scorer scorer, InMemorySet set) {
    Batch batch = set.newBatch();
    set.read(new int[] {0}, 0, 1, batch);
    Predictions p = scorer.predict(batch);
    return p.joint("conversion", 0);
  }

  /** Remembers which requests were read. */
  private static final class Recording implements TrainingSet {
    private final InMemorySet rows;
    private final List<Integer> order = new ArrayList<>();
    private int largestBatch;

    Recording(InMemorySet rows) {
      this.rows = rows;
    }

    @Override
    public FeatureSchema schema() {
      return rows.schema();
    }

    @Override
    public List<String> events() {
      return rows.events();
    }

    @Override
    public int requests() {
      return rows.requests();
    }

    @Override
    public long impressions() {
      return rows.impressions();
    }

    @Override
    public int impressions(int request) {
      return rows.impressions(request);
    }

    @Override
    public void read(int[] requests, int from, int count, Batch batch) {
      rows.read(requests, from, count, batch);
      Arrays.stream(requests, from, from + count).forEach(order::add);
      largestBatch = Math.max(largestBatch, batch.impressions());
    }
  }
}
