package io.esmm.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.esmm.benchmarks.AliCcpRows;
import io.esmm.benchmarks.FlatRows;
import io.esmm.benchmarks.Ours;
import io.esmm.benchmarks.PeerStyle;
import io.esmm.benchmarks.Workload;
import io.esmm.peers.torch.Twin;
import io.esmm.train.TrainingConfig;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PyTorch trains the model that we train. */
class TwinTest {
  private static final int STEPS = 6;

  @BeforeAll
  static void oneThread() {
    Twin.setThreads(1);
  }

  @ParameterizedTest
  @EnumSource
  void lossesOnFlatRowsAgreeWithOurs(PeerStyle style) {
    Ours ours = ours(FlatRows.of(2_000));
    FirstSteps first = FirstSteps.of(ours, 1, STEPS);
    try (Twin twin = twin(style, ours, first)) {
      assertThat(first.losses()).hasSize(STEPS);
      assertThat(disagreement(twin, style, first)).isLessThan(0.01);
    }
  }

  @ParameterizedTest
  @EnumSource
  void lossesOnRequestsWithBagsAgreeWithOurs(PeerStyle style) {
    Ours ours = ours(AliCcpRows.of(2_000));
    FirstSteps first = FirstSteps.of(ours, 1, STEPS);
    try (Twin twin = twin(style, ours, first)) {
      assertThat(first.losses()).hasSize(STEPS);
      assertThat(disagreement(twin, style, first)).isLessThan(0.01);
    }
  }

  @ParameterizedTest
  @EnumSource
  void lossesInAnotherOrderAreRefused(PeerStyle style) {
    Ours ours = ours(FlatRows.of(2_000));
    FirstSteps first = FirstSteps.of(ours, 1, STEPS);
    List<Double> reversed = first.losses().reversed();
    try (Twin twin = twin(style, ours, first)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> TorchPeers.disagreement(twin, reversed))
          .withMessageContaining("not the same model");
    }
    assertThat(Collections.min(reversed)).isLessThan(0.95 * Collections.max(reversed));
  }

  private static double disagreement(Twin twin, PeerStyle style, FirstSteps first) {
    return TorchPeers.disagreement(twin, TorchPeers.comparable(style, first.losses()));
  }

  private static Ours ours(Workload workload) {
    return Ours.of(
        new Workload(
            workload.name(), workload.config().with(TrainingConfig.of(256, 1, 1)), workload.set()));
  }

  private static Twin twin(PeerStyle style, Ours ours, FirstSteps first) {
    Workload workload = ours.workload();
    Twin twin = new Twin(style, workload.config(), workload.set().schema(), ours.weights());
    first.batches().forEach(twin::add);
    return twin;
  }
}
