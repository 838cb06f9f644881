package io.esmm.data.prepare;

import static io.esmm.data.prepare.RawFolder.categorical;
import static io.esmm.data.prepare.RawFolder.clickOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.esmm.batch.Batch;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.objective.RowCondition;
import io.esmm.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowMarksTest {
  private static final List<FieldConfig> FIELDS =
      List.of(
          categorical("tab", Level.IMPRESSION),
          RawFolder.bag("tags", Level.IMPRESSION, Pooling.SUM));

  @TempDir Path temporary;
  private RawFolder folder;

  @BeforeEach
  void writeRows() {
    folder = new RawFolder(temporary);
    folder.write(
        "rows.csv", "tab,tags,is_random,click", "1,a b,1,1", "2,b,0,0", "1,,1,0", ",c a,,0");
  }

  private static RowCondition column(String column, String... in) {
    return new RowCondition(column, null, List.of(in), null, null);
  }

  private static RowCondition field(String field, String... in) {
    return new RowCondition(null, field, List.of(in), null, null);
  }

  private PreparedSet prepared(RowCondition... conditions) {
    new Preparation(
            FIELDS,
            clickOnly(),
            RowMarks.of(List.of(conditions)),
            RowNumbers.none(),
            null,
            RawFolder.data("{'source': {'type': 'csv', 'path': 'rows.csv'}}"),
            folder.paths(),
            () -> 0)
        .run(folder.out(), PreparationListener.SILENT);
    return PreparedSet.open(folder.out().resolve("train"));
  }

  private static List<Integer> marked(PreparedSet set, String mark) {
    Batch batch = set.newBatch();
    set.read(IntStream.range(0, set.requests()).toArray(), 0, set.requests(), batch);
    byte[] marked = batch.marked(batch.marks().indexOf(mark));
    return IntStream.range(0, batch.impressions()).mapToObj(i -> (int) marked[i]).toList();
  }

  @Test
  void aRowIsMarkedWhereTheColumnOrFieldHasOneOfTheValues() {
    try (PreparedSet set =
        prepared(column("is_random", "1"), field("tab", "2", "3"), field("tags", "a"))) {
      assertThat(marked(set, "column is_random in [1]")).containsExactly(1, 0, 1, 0);
      assertThat(marked(set, "field tab in [2, 3]")).containsExactly(0, 1, 0, 0);
      assertThat(marked(set, "field tags in [a]")).containsExactly(1, 0, 0, 1);
    }
  }

  @Test
  void oneConditionInAnotherOrderIsOneMark() {
    assertThat(RowMarks.of(List.of(field("tab", "2", "1"), field("tab", "1", "2", "2"))).names())
        .containsExactly("field tab in [1, 2]");
  }

  @Test
  void aPreparedSetWithoutTheMarkIsRefused() {
    try (PreparedSet set = prepared(column("is_random", "1"))) {
      List<FieldConfig> fields = FIELDS;
      PreparedSet view =
          set.require(fields, clickOnly().events(), List.of("column is_random in [1]"));
      assertThat(marked(view, "column is_random in [1]")).containsExactly(1, 0, 1, 0);
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(
              () -> set.require(fields, clickOnly().events(), List.of("column is_random in [0]")))
          .withMessageContaining("does not tell for which rows [column is_random in [0]]");
    }
  }

  @Test
  void aMissingColumnAndACrossAreErrors() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> prepared(column("is_randm", "1")))
        .withMessageContaining("there is no column [is_randm]")
        .withMessageContaining("[is_random]");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> prepared(field("nowhere", "1")))
        .withMessageContaining("condition on field [nowhere]");
  }

  @Test
  void aConditionIsOnOneThing() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new RowCondition("a", "b", List.of("1"), null, null))
        .withMessageContaining("exactly one");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new RowCondition("a", null, List.of(), null, null))
        .withMessageContaining("no values");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new RowCondition(null, null, List.of("1"), "click", null))
        .withMessageContaining("is for a column or field");
  }
}
