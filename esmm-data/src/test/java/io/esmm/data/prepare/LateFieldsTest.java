package io.esmm.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.esmm.batch.Batch;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.field.CategoricalField;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.NumericField;
import io.esmm.field.ValueShares;
import io.esmm.field.Vocabulary;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.problem.ProblemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateFieldsTest {
  private static final String CSV = "{'source': {'type': 'csv', 'path': 'rows.csv'}}";

  @TempDir Path temporary;
  private RawFolder folder;

  @BeforeEach
  void writeRows() {
    folder = new RawFolder(temporary);
    folder.write(
        "rows.csv",
        "item,position,shown,click",
        "a,1,1,1",
        "b,2,1,0",
        "c,9,0,0", // a position without an impression is none
        "d,,0,0",
        "e,1,1,0",
        "f,1,1,1");
  }

  private static FunnelLabels labels() {
    return new FunnelLabels(
        new FunnelConfig(
            "request",
            List.of(
                new EventConfig("impression", "request", "shown", new NoTower()),
                new EventConfig("click", "impression", "click", new NoTower()))));
  }

  private static FieldConfig position(@Nullable String assume) {
    return new CategoricalField(
        "position", Level.IMPRESSION, null, null, null, "impression", assume, assume == null);
  }

  private PreparedSet prepared(FieldConfig... fields) {
    folder.prepare(Arrays.asList(fields), labels(), CSV);
    return PreparedSet.open(folder.out().resolve("train"));
  }

  private static int[] ids(PreparedSet set) {
    Batch batch = new Batch(set.schema(), set.events());
    set.read(IntStream.range(0, set.requests()).toArray(), 0, set.requests(), batch);
    return Arrays.copyOf(((Column.Ids) batch.column(0)).ids(), batch.impressions());
  }

  @Test
  void aValueOfARowWithoutTheEventIsMissingAndIsNotLearnt() {
    try (PreparedSet set = prepared(position(null))) {
      Vocabulary vocabulary =
          ((EncodedField.Categorical) set.schema().fields().getFirst()).vocabulary();
      assertThat(vocabulary.tokens()).containsExactly("1", "2");
      assertThat(ids(set))
          .containsExactly(
              vocabulary.id("1"),
              vocabulary.id("2"),
              Vocabulary.MISSING,
              Vocabulary.MISSING,
              vocabulary.id("1"),
              vocabulary.id("1"));
    }
  }

  @Test
  void sharesAreThoseOfTheRowsWithTheEventAndAreStored() {
    try (PreparedSet set = prepared(position(null))) {
      EncodedField.Categorical field = (EncodedField.Categorical) set.schema().fields().getFirst();
      ValueShares shares = Objects.requireNonNull(field.shares());
      assertThat(shares.size()).isEqualTo(2);
      assertThat(shares.of(field.vocabulary().id("1"))).isEqualTo(3.0 / 4);
      assertThat(shares.of(field.vocabulary().id("2"))).isEqualTo(1.0 / 4);
      assertThat(shares.of(Vocabulary.UNKNOWN)).isZero();
    }
  }

  @Test
  void anAssumedValueStandsWhereNoneIsKnown() {
    try (PreparedSet set = prepared(position("2"))) {
      Vocabulary vocabulary =
          ((EncodedField.Categorical) set.schema().fields().getFirst()).vocabulary();
      int one = vocabulary.id("1");
      int two = vocabulary.id("2");
      assertThat(ids(set)).containsExactly(one, two, two, two, one, one);
    }
  }

  @Test
  void bucketsHaveSharesToo() {
    FieldConfig position =
        new NumericField(
            "position", Level.IMPRESSION, null, null, 2, null, "impression", null, true);
    try (PreparedSet set = prepared(position)) {
      EncodedField.Bucketized field = (EncodedField.Bucketized) set.schema().fields().getFirst();
      ValueShares shares = Objects.requireNonNull(field.shares());
      assertThat(shares.of(field.buckets().id(1))).isCloseTo(0.75, within(1e-15));
      assertThat(shares.of(field.buckets().id(2))).isCloseTo(0.25, within(1e-15));
    }
  }

  @Test
  void anAssumedValueThatTrainingDoesNotKnowIsAnError() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> prepared(position("9")))
        .withMessageContaining("/fields/0/assume")
        .withMessageContaining("has the value [9] of field [position]");
  }

  @Test
  void tooManyValuesToAverageOverAreAnError() {
    StringBuilder rows = new StringBuilder("position,shown,click\n");
    for (int i = 0; i <= ValueShares.MOST_VALUES; i++) {
      rows.append(i).append(",1,1\n");
    }
    folder.write("rows.csv", rows.toString());
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> prepared(position(null)))
        .withMessageContaining("field [position] has 257 values");
  }

  @Test
  void anEventThatNoLabelTellsIsAnError() {
    FieldConfig position =
        new CategoricalField("position", Level.IMPRESSION, null, null, null, "show", "1", null);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> prepared(position))
        .withMessageContaining("known after [show], which has no label");
  }
}
