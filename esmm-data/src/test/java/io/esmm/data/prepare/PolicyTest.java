package io.esmm.data.prepare;

import static io.esmm.data.prepare.RawFolder.categorical;
import static io.esmm.data.prepare.RawFolder.clickAndConversion;
import static io.esmm.data.prepare.RawFolder.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.data.prepared.PreparedSet;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTest {
  private static final List<FieldConfig> FIELDS =
      List.of(categorical("item", Level.IMPRESSION), number("price", Level.IMPRESSION));

  @TempDir Path temporary;
  private RawFolder folder;

  @BeforeEach
  void writeRows() {
    folder = new RawFolder(temporary);
    folder.write(
        "rows.csv",
        "id,item,price,click,conversion",
        "1,a,1,1,1",
        "2,b,cheap,0,0",
        "3,c,1,0,1",
        "1,d,1,0,0",
        "5,e,1,0",
        "6,f,1,1,0");
  }

  private PreparationSummary prepare(String funnelViolation) {
    return folder.prepare(
        FIELDS,
        clickAndConversion(),
        "{'source': {'type': 'csv', 'path': 'rows.csv'}, 'key': 'id', 'policy': {'funnelViolation':"
            + " '"
            + funnelViolation
            + "', 'unreadableRow': 'drop', 'duplicateKey': 'drop', 'maxSetAsideShare': 1}}");
  }

  @Test
  void droppedRowsAreCountedByReasonAndAddUp() {
    PreparationSummary summary = prepare("drop");
    assertThat(summary.rowsIn()).isEqualTo(6);
    assertThat(summary.rowsUsed()).isEqualTo(2);
    assertThat(summary.rowsSetAside()).isEqualTo(4);
    assertThat(summary.setAside())
        .containsEntry("field [price] cannot be read", 1L)
        .containsEntry("[conversion] without [click]", 1L)
        .containsEntry("key [id] repeated", 1L)
        .containsEntry("wrong number of columns", 1L);
  }

  @Test
  void setAsideRowsAreKeptWithReasonPlaceAndText() throws IOException {
    prepare("drop");
    String file = temporary.resolve("rows.csv").toString();
    assertThat(Files.readAllLines(folder.out().resolve("set-aside.csv")))
        .containsExactly(
            "reason,detail,place,text",
            "field [price] cannot be read,non-numeric value [cheap],"
                + file
                + ":3,\"2,b,cheap,0,0\"",
            "[conversion] without [click],\"label [conversion] is 1, [click] is 0\","
                + file
                + ":4,\"3,c,1,0,1\"",
            "key [id] repeated,\"key [id] is [1], as in an earlier row\","
                + file
                + ":5,\"1,d,1,0,0\"",
            "wrong number of columns,\"the row has 4 columns, the first line 5\","
                + file
                + ":6,\"5,e,1,0\"");
  }

  @Test
  void clearedViolationsAreUsedAsIfTheEventHadNotHappened() {
    PreparationSummary summary = prepare("clear");
    assertThat(summary.rowsUsed()).isEqualTo(3);
    assertThat(summary.rowsCleared()).isEqualTo(1);
    assertThat(summary.splits().getFirst().positives()).containsEntry("conversion", 1L);
    try (PreparedSet train = PreparedSet.open(folder.out().resolve("train"))) {
      assertThat(train.positives(1)).isEqualTo(1);
      String[] keys = new String[3];
      train.readKeys(0, keys);
      assertThat(keys).containsExactly("1", "3", "6");
    }
  }

  @Test
  void setAsideRowsTeachNothing() {
    prepare("drop");
    try (PreparedSet train = PreparedSet.open(folder.out().resolve("train"))) {
      assertThat(
              ((io.esmm.field.EncodedField.Categorical) train.schema().fields().getFirst())
                  .vocabulary()
                  .tokens())
          .containsExactlyInAnyOrder("a", "f");
    }
  }

  @Test
  void noFileOfSetAsideRowsWithoutSuchRows() {
    folder.write("rows.csv", "id,item,price,click,conversion", "1,a,1,1,1");
    prepare("error");
    assertThat(folder.out().resolve("set-aside.csv")).doesNotExist();
  }

  @Test
  void absentPositivesCanBeAccepted() {
    folder.write("rows.csv", "id,item,price,click,conversion", "1,a,1,1,0");
    PreparationSummary summary =
        folder.prepare(
            FIELDS,
            clickAndConversion(),
            "{'source': {'type': 'csv', 'path': 'rows.csv'}, 'policy': {'noPositives': 'accept'}}");
    assertThat(summary.warnings())
        .containsExactly("event [conversion] never happens in the 1 training rows");
  }
}
