package io.esmm.batch;

import static io.esmm.field.Level.IMPRESSION;
import static io.esmm.field.Level.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.field.BagField;
import io.esmm.field.Buckets;
import io.esmm.field.CategoricalField;
import io.esmm.field.Column;
import io.esmm.field.CrossField;
import io.esmm.field.CrossHash;
import io.esmm.field.CrossIds;
import io.esmm.field.CrossRules;
import io.esmm.field.CrossVocabulary;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.field.NumericField;
import io.esmm.field.Pooling;
import io.esmm.field.ReadField;
import io.esmm.field.SequenceField;
import io.esmm.field.Vocabulary;
import io.esmm.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Crosses of a user [u17, u18], topics [comedy, drama] with weights, a history [v0 .. v9], an item
 * [comedy, drama, u17] and an age in buckets (0, 10], (10, ...). An id is a place plus 2; a
 * combination of a (5 rows) and b (4 rows) is numbered id(a) * 4 + id(b).
 */
class CrossColumnsTest {
  private static final FieldConfig USER = new CategoricalField("user", REQUEST, null, null, null);
  private static final FieldConfig TOPICS =
      new BagField("topics", REQUEST, null, null, null, Pooling.WEIGHTED);
  private static final FieldConfig HISTORY =
      new SequenceField("history", REQUEST, null, null, null, null, null);
  private static final FieldConfig ITEM =
      new CategoricalField("item", IMPRESSION, null, null, null);
  private static final FieldConfig AGE = new NumericField("age", REQUEST, null, null, 3, null);

  private static FieldConfig cross(Integer minCount, Integer hash, Pooling pooling, String... of) {
    return new CrossField("cross", List.of(of), null, minCount, hash, null, pooling);
  }

  private static FeatureSchema schema(FieldConfig cross, CrossIds ids) {
    return FeatureSchema.of(
        CrossRules.settle(List.of(cross, USER, TOPICS, HISTORY, ITEM, AGE)),
        CrossColumnsTest::learnt,
        (_, _) -> ids);
  }

  private static EncodedField learnt(ReadField field) {
    return switch (field) {
      case CategoricalField f when f.name().equals("user") ->
          new EncodedField.Categorical(f, new Vocabulary("user", List.of("u17", "u18")));
      case CategoricalField f ->
          new EncodedField.Categorical(
              f, new Vocabulary("item", List.of("comedy", "drama", "u17")));
      case BagField f ->
          new EncodedField.Bag(f, new Vocabulary("topics", List.of("comedy", "drama")));
      case SequenceField f ->
          new EncodedField.Sequence(
              f, new Vocabulary("history", IntStream.range(0, 40).mapToObj(i -> "v" + i).toList()));
      case NumericField f -> new EncodedField.Bucketized(f, new Buckets(List.of(0.0, 10.0)));
    };
  }

  /** Rows in the making; the cross stands at place 0. */
  private static final class Rows {
    private final Batch batch;

    Rows(FeatureSchema schema) {
      batch = new Batch(schema, List.of());
    }

    Rows request(int user, int[] topics, int[] history, int age, int... items) {
      ((Column.Ids) batch.column(1)).add(user);
      Column.Bags bag = (Column.Bags) batch.column(2);
      for (int i = 0; i < topics.length; i++) {
        bag.add(topics[i], 0.5f + i);
      }
      bag.endRow();
      Column.Bags sequence = (Column.Bags) batch.column(3);
      for (int id : history) {
        sequence.add(id, 1);
      }
      sequence.endRow();
      for (int item : items) {
        ((Column.Ids) batch.column(4)).add(item);
      }
      ((Column.Ids) batch.column(5)).add(age);
      batch.addRequest(items.length);
      return this;
    }

    Batch filled() {
      new CrossColumns(batch.schema()).fill(batch);
      batch.check();
      return batch;
    }
  }

  private static int[] ids(int... ids) {
    return ids;
  }

  private static int[] single(Batch batch) {
    Column.Ids column = (Column.Ids) batch.column(0);
    return Arrays.copyOf(column.ids(), column.rows());
  }

  private static int[] bag(Batch batch, int row) {
    Column.Bags column = (Column.Bags) batch.column(0);
    return Arrays.copyOfRange(column.ids(), column.offsets()[row], column.offsets()[row + 1]);
  }

  private static float[] weights(Batch batch, int row) {
    Column.Bags column = (Column.Bags) batch.column(0);
    return Arrays.copyOfRange(column.weights(), column.offsets()[row], column.offsets()[row + 1]);
  }

  @Test
  void singleIdsGiveOneIdAndTheRequestsPartCountsForEachOfItsImpressions() {
    // user has 4 rows, item 5: (u17, drama) = 2 * 5 + 3, (u18, comedy) = 3 * 5 + 2
    FeatureSchema schema =
        schema(
            cross(1, null, null, "user", "item"),
            new CrossVocabulary(new long[] {2 * 5 + 3, 3 * 5 + 2}));
    Batch batch =
        new Rows(schema)
            .request(2, ids(), ids(), 1, 3, 2, 3)
            .request(3, ids(), ids(), 1, 2, 3)
            .filled();
    assertThat(single(batch)).containsExactly(2, 1, 2, 3, 1);
  }

  @Test
  void aMissingPartGivesAMissingIdAndAnUnknownPartAnUnknownOne() {
    // Even a number that a combination with id 1 would have is not looked up.
    FeatureSchema schema =
        schema(
            cross(1, null, null, "user", "item"),
            new CrossVocabulary(new long[] {1 * 5 + 2, 2 * 5 + 1, 2}));
    Batch batch =
        new Rows(schema)
            .request(0, ids(), ids(), 1, 2, 1, 0)
            .request(1, ids(), ids(), 1, 2, 0)
            .request(2, ids(), ids(), 1, 1)
            .filled();
    assertThat(single(batch)).containsExactly(0, 0, 0, 1, 0, 1);
  }

  @Test
  void aCrossOfRequestFieldsStandsOncePerRequest() {
    FeatureSchema schema =
        schema(cross(1, null, null, "user", "age"), new CrossVocabulary(new long[] {2 * 4 + 1}));
    assertThat(schema.fields().getFirst().level()).isEqualTo(REQUEST);
    Batch batch =
        new Rows(schema)
            .request(2, ids(), ids(), 1, 2, 2, 2)
            .request(2, ids(), ids(), 0, 2)
            .filled();
    // The id 1 of a bucket is the lowest bucket, not an unknown value.
    assertThat(single(batch)).containsExactly(2, 0);
  }

  @Test
  void aBagTimesAnIdIsABagOfPairsWithTheBagsWeights() {
    FeatureSchema schema =
        schema(
            cross(1, null, null, "topics", "item"),
            new CrossVocabulary(new long[] {2 * 5 + 4, 3 * 5 + 4}));
    Batch batch =
        new Rows(schema)
            .request(2, ids(3, 1, 2), ids(), 1, 4, 0)
            .request(2, ids(), ids(), 1, 4)
            .filled();
    assertThat(bag(batch, 0)).containsExactly(3, 1, 2);
    assertThat(weights(batch, 0)).containsExactly(0.5f, 1.5f, 2.5f);
    assertThat(bag(batch, 1)).as("the item is missing").isEmpty();
    assertThat(bag(batch, 2)).as("the bag is empty").isEmpty();
  }

  @Test
  void bagsTimesBagsGiveAllPairsTheFirstPartSlowest() {
    FeatureSchema schema = schema(cross(null, 100, null, "topics", "history"), new CrossHash(100));
    Batch batch = new Rows(schema).request(2, ids(2, 3), ids(5, 6, 7), 1, 4).filled();
    FeatureSchema single = schema(cross(null, 100, null, "topics", "history"), new CrossHash(100));
    int[] expected = new int[6];
    int at = 0;
    for (int topic : ids(2, 3)) {
      for (int seen : ids(5, 6, 7)) {
        expected[at++] =
            bag(new Rows(single).request(2, ids(topic), ids(seen), 1, 4).filled(), 0)[0];
      }
    }
    assertThat(bag(batch, 0)).containsExactly(expected);
    assertThat(weights(batch, 0)).containsExactly(0.5f, 0.5f, 0.5f, 1.5f, 1.5f, 1.5f);
  }

  @Test
  void poolingOtherThanWeightedKeepsNoWeights() {
    FeatureSchema schema =
        schema(cross(null, 100, Pooling.SUM, "topics", "item"), new CrossHash(100));
    Batch batch = new Rows(schema).request(2, ids(2, 3), ids(), 1, 4).filled();
    assertThat(((Column.Bags) batch.column(0)).weighted()).isFalse();
    assertThat(bag(batch, 0)).hasSize(2);
  }

  @Test
  void threePartsAreNumberedLikeTheDigitsOfACounter() {
    // user 4 rows, topics 4 rows, item 5 rows
    FeatureSchema schema =
        schema(
            cross(1, null, null, "user", "topics", "item"),
            new CrossVocabulary(new long[] {(3 * 4 + 2) * 5 + 4, (3 * 4 + 3) * 5 + 4}));
    Batch batch = new Rows(schema).request(3, ids(3, 2), ids(), 1, 4).filled();
    assertThat(bag(batch, 0)).containsExactly(3, 2);
  }

  @Test
  void aRowHoldsTheFirstCombinationsUpToTheCap() {
    FeatureSchema schema =
        schema(cross(null, 1 << 20, null, "topics", "history"), new CrossHash(1 << 20));
    int[] topics = new int[40];
    Arrays.fill(topics, 2);
    topics[0] = 3;
    int[] history = IntStream.range(2, 42).toArray();
    Batch batch = new Rows(schema).request(2, topics, history, 1, 4).filled();
    Batch few = new Rows(schema).request(2, ids(3), history, 1, 4).filled();
    assertThat(bag(batch, 0)).hasSize(CrossField.MOST_COMBINATIONS).startsWith(bag(few, 0));
  }

  /** The buckets were worked out in Python from the definition in {@link CrossHash}. */
  @Test
  void aHashedCombinationHasTheBucketOfItsDefinition() {
    FeatureSchema users =
        schema(cross(null, 1_000_000_000, null, "user", "item"), new CrossHash(1_000_000_000));
    assertThat(single(new Rows(users).request(2, ids(), ids(), 1, 2, 3).filled()))
        .containsExactly(2 + 672519556, 2 + 227233277);
    FeatureSchema thousand = schema(cross(null, 1000, null, "user", "item"), new CrossHash(1000));
    assertThat(single(new Rows(thousand).request(2, ids(), ids(), 1, 2, 1, 0).filled()))
        .containsExactly(2 + 672, 1, 0);
    FeatureSchema turned = schema(cross(null, 1000, null, "topics", "item"), new CrossHash(1000));
    assertThat(bag(new Rows(turned).request(2, ids(2), ids(), 1, 4).filled(), 0))
        .containsExactly(2 + 768);
    FeatureSchema three =
        schema(cross(null, 1000, null, "user", "item", "age"), new CrossHash(1000));
    assertThat(single(new Rows(three).request(2, ids(), ids(), 4, 2).filled()))
        .containsExactly(2 + 62);
  }

  @Test
  void fillingAgainAddsNothingAndFurtherRequestsAreAdded() {
    FeatureSchema schema = schema(cross(null, 50, null, "user", "item"), new CrossHash(50));
    Rows rows = new Rows(schema).request(2, ids(), ids(), 1, 2);
    int[] first = single(rows.filled());
    assertThat(single(rows.filled())).containsExactly(first);
    Batch more = rows.request(3, ids(), ids(), 1, 3).filled();
    assertThat(single(more)).hasSize(2).startsWith(first);
  }

  @Test
  void moreCombinationsThanALongCanNumberAreRefused() {
    List<String> many = IntStream.range(0, 2_000).mapToObj(i -> "t" + i).toList();
    List<FieldConfig> fields =
        IntStream.range(0, 7)
            .<FieldConfig>mapToObj(i -> new CategoricalField("f" + i, REQUEST, null, null, null))
            .toList();
    List<FieldConfig> all = new java.util.ArrayList<>(fields);
    all.add(cross(2, null, null, "f0", "f1", "f2", "f3", "f4", "f5", "f6"));
    FeatureSchema schema =
        FeatureSchema.of(
            CrossRules.settle(all),
            field ->
                new EncodedField.Categorical(
                    (CategoricalField) field, new Vocabulary(field.name(), many)),
            (_, _) -> new CrossVocabulary(new long[0]));
    assertThatThrownBy(() -> new CrossColumns(schema))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("field [cross]")
        .hasMessageContaining("give it hash instead of minCount");
  }
}
