package io.esmm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.esmm.benchmarks.table.Spread;
import io.esmm.train.Stage;
import io.esmm.train.TrainingConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trainings take turns. */
@Timeout(60)
class OwnTrainingTest {
  private static final int ROWS = 600;

  @TempDir private Path folder;

  private static Workload rows(int epochs) {
    Workload flat = FlatRows.of(ROWS);
    return new Workload(
        flat.name(), flat.config().with(TrainingConfig.of(200, epochs, 1)), flat.set());
  }

  @Test
  void aTurnOfNoTimeIsOneStep() {
    try (OwnTraining training = new OwnTraining(Ours.of(rows(100)), 1)) {
      assertThat(training.run(0)).isPositive();
      assertThat(training.stages()).containsKeys(Stage.FORWARD, Stage.BACKWARD, Stage.UPDATE);
    }
  }

  @Test
  void everyRunnerHasAsManyTurns() {
    Ours ours = Ours.of(rows(100));
    try (OwnTraining one = new OwnTraining(ours, 1);
        OwnTraining two = new OwnTraining(ours, 2)) {
      double[][] rates = TrainingRunner.byTurns(List.of(one, two), 0, 3);
      assertThat(rates).hasDimensions(2, 3);
      assertThat(Spread.of(rates[0]).lowest()).isPositive();
      assertThat(Spread.of(rates[1]).lowest()).isPositive();
    }
  }

  @Test
  void aTrainingThatIsOverSaysSo() {
    // three steps of 200 rows: the first is before the turns, then there are two
    try (OwnTraining training = new OwnTraining(Ours.of(rows(1)), 1)) {
      training.run(0);
      training.run(0);
      assertThatIllegalStateException()
          .isThrownBy(() -> training.run(0))
          .withMessage("training has failed")
          .havingCause()
          .withMessage("all epochs are over");
    }
  }

  @Test
  void whatNeverRanCanBeClosed() {
    new OwnTraining(Ours.of(rows(1)), 1).close();
  }

  @Test
  void preparedRowsAreTheSameRows() {
    Workload flat = rows(1);
    Workload prepared = PreparedRows.of(flat, folder);
    assertThat(prepared.set().impressions()).isEqualTo(ROWS);
    assertThat(StepWork.of(Ours.of(prepared))).isEqualTo(StepWork.of(Ours.of(flat)));
  }

  @Test
  void aPieceEndsAtTheRequestThatFillsIt() {
    Workload requests = AliCcpRows.of(10_000);
    List<int[]> pieces = RowPieces.inOrder(requests.set()).pieces();
    // 4,096 impressions are 70.6 requests of 58; 10,000 are 172.4, rounded up
    assertThat(pieces).extracting(piece -> piece.length).containsExactly(71, 71, 31);
    assertThat(RowPieces.shuffled(requests.set()).pieces())
        .extracting(piece -> piece.length)
        .containsExactly(71, 71, 31);
  }
}
