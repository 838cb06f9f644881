package io.esmm.examples.hotswap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.config.EsmmConfig;
import io.esmm.data.memory.RequestLog;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.field.CategoricalField;
import io.esmm.field.Level;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.model.EsmmModel;
import io.esmm.model.ModelTrainer;
import io.esmm.model.Request;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.Predictions;
import io.esmm.towers.mlp.MlpConfig;
import io.esmm.train.TrainingConfig;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotSwapTest {
  private static final int ITEMS = 40;
  private static final int THREADS = 8;

  @TempDir static Path folder;

  @BeforeAll
  static void saveTwoVersions() {
    version(1).save(folder.resolve("first"));
    version(2).save(folder.resolve("second"));
  }

  private static EsmmModel version(long seed) {
    var tower = MlpConfig.of(8);
    EsmmConfig config =
        EsmmConfig.of(
                "swapped",
                List.of(CategoricalField.of("item", Level.IMPRESSION)),
                new FunnelConfig(
                    "impression",
                    List.of(
                        new EventConfig("click", "impression", "clicked", tower),
                        new EventConfig("purchase", "click", "bought", tower))))
            .with(EmbeddingConfig.of(4))
            .with(TrainingConfig.of(16, 1, seed));
    RequestLog log = new RequestLog(config);
    for (int i = 0; i < ITEMS; i++) {
      log.add(
          Request.builder()
              .candidate()
              .set("item", i)
              .set("clicked", i % 2)
              .set("bought", i % 4 == 1)
              .build());
    }
    return ModelTrainer.of(config).train(log.encode());
  }

  private static Request request() {
    Request.Builder request = Request.builder();
    for (int i = 0; i < ITEMS; i++) {
      request.candidate().set("item", i);
    }
    return request.build();
  }

  /** Every probability of a call, in one row. */
  private static double[] probabilities(Predictions p) {
    double[] all = new double[3 * p.size()];
    for (int i = 0; i < p.size(); i++) {
      all[3 * i] = p.joint("click", i);
      all[3 * i + 1] = p.joint("purchase", i);
      all[3 * i + 2] = p.conditional("purchase", i);
    }
    return all;
  }

  @Test
  void noCallFailsOrMixesVersionsWhileModelsAreReplaced() throws Exception {
    Request request = request();
    double[] first = probabilities(EsmmModel.load(folder.resolve("first")).predict(request));
    double[] second = probabilities(EsmmModel.load(folder.resolve("second")).predict(request));
    HotSwap server = new HotSwap(EsmmModel.load(folder.resolve("first")));
    AtomicBoolean done = new AtomicBoolean();
    Callable<int[]> caller =
        () -> {
          int[] calls = new int[3];
          while (!done.get()) {
            double[] seen = probabilities(server.predict(request));
            calls[Arrays.equals(seen, first) ? 0 : Arrays.equals(seen, second) ? 1 : 2]++;
          }
          return calls;
        };
    int[] total = new int[3];
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<int[]>> callers = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        callers.add(threads.submit(caller));
      }
      try {
        for (int swap = 0; swap < 20; swap++) {
          server.replaceBy(folder.resolve(swap % 2 == 0 ? "second" : "first"), request);
        }
      } finally {
        done.set(true);
      }
      for (Future<int[]> each : callers) {
        int[] calls = each.get(); // throws what a call threw
        Arrays.setAll(total, i -> total[i] + calls[i]);
      }
    }
    assertThat(second).isNotEqualTo(first);
    assertThat(total[0]).as("calls of the first version").isPositive();
    assertThat(total[1]).as("calls of the second version").isPositive();
    assertThat(total[2]).as("calls of neither").isZero();
  }

  @Test
  void replacedVersionIsCollected() {
    Request request = request();
    HotSwap server = new HotSwap(EsmmModel.load(folder.resolve("first")));
    server.predict(request);
    WeakReference<EsmmModel> replaced = new WeakReference<>(server.model());
    server.replaceBy(folder.resolve("second"), request);
    for (int i = 0; i < 100 && replaced.get() != null; i++) {
      System.gc();
    }
    assertThat(replaced.get()).isNull();
  }

  @Test
  void versionThatDoesNotLoadLeavesThePresentOneServing() {
    Request request = request();
    HotSwap server = new HotSwap(EsmmModel.load(folder.resolve("first")));
    EsmmModel serving = server.model();
    assertThatThrownBy(() -> server.replaceBy(folder.resolve("none"), request))
        .isInstanceOf(ProblemException.class);
    Request other = Request.builder().candidate().set("song", 1).build();
    assertThatThrownBy(() -> server.replaceBy(folder.resolve("second"), other))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("[song] unknown");
    assertThat(server.model()).isSameAs(serving);
  }
}
