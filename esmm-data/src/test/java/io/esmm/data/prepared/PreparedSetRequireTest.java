package io.esmm.data.prepared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.batch.Batch;
import io.esmm.field.BagField;
import io.esmm.field.Buckets;
import io.esmm.field.CategoricalField;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.NumericField;
import io.esmm.field.Pooling;
import io.esmm.field.SequenceField;
import io.esmm.field.Vocabulary;
import io.esmm.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set serves a configuration or a model only if its rows are what they mean. */
class PreparedSetRequireTest {
  private static final Vocabulary ITEMS = new Vocabulary("item", List.of("a", "b"));
  private static final List<EventLabel> EVENTS =
      List.of(new EventLabel("click", "is_click"), new EventLabel("buy", "is_buy"));

  private final CategoricalField item =
      new CategoricalField("item", Level.IMPRESSION, 2, null, null);
  private final BagField tags =
      new BagField("tags", Level.IMPRESSION, null, "item", null, Pooling.WEIGHTED);
  private final SequenceField history =
      new SequenceField("history", Level.REQUEST, null, "item", null, null, 50);
  private final NumericField age = new NumericField("age", Level.REQUEST, null, null, 2, null);
  private final FeatureSchema schema =
      new FeatureSchema(
          List.of(
              new EncodedField.Categorical(item, ITEMS),
              new EncodedField.Bag(tags, ITEMS),
              new EncodedField.Sequence(history, ITEMS),
              new EncodedField.Bucketized(age, new Buckets(List.of(30.0)))));

  @TempDir Path folder;
  private PreparedSet set;

  @BeforeEach
  void write() {
    PreparedLayout layout = new PreparedLayout(schema, EVENTS);
    try (PreparedWriter writer = PreparedWriter.create(folder.resolve("set"), layout)) {
      Batch batch = new Batch(schema, layout.eventNames());
      SplittableRandom random = new SplittableRandom(1);
      for (int r = 0; r < 20; r++) {
        RandomSchema.addRequest(batch, 3, random);
      }
      writer.append(batch);
      writer.finish(Map.of());
    }
    set = PreparedSet.open(folder.resolve("set"));
  }

  @AfterEach
  void close() {
    set.close();
  }

  @Test
  void theSameConfigurationIsServed() {
    PreparedSet served = set.require(List.of(item, tags, history, age), EVENTS);
    assertThat(served.schema()).isEqualTo(schema);
  }

  @Test
  void orderDimensionAndPoolingMayChange() {
    SequenceField wide =
        new SequenceField("history", Level.REQUEST, 7, "item", 32, Pooling.SUM, 50);
    BagField unweighted = new BagField("tags", Level.IMPRESSION, null, "item", null, Pooling.SUM);
    PreparedSet served =
        set.require(List.of(age, wide, unweighted, item), List.of(EVENTS.get(1), EVENTS.get(0)));
    assertThat(served.schema().fields().stream().map(EncodedField::config).toList())
        .isEqualTo(List.of(age, wide, unweighted, item));
    assertThat(served.events()).containsExactly("buy", "click");
    assertThat(served.positives(0)).isEqualTo(set.positives(1));
    Batch before = set.newBatch();
    Batch now = served.newBatch();
    int[] requests = {3, 1, 2};
    set.read(requests, 0, 3, before);
    served.read(requests, 0, 3, now);
    assertThat(now.labels(0)).startsWith(firstOf(before.labels(1), before.impressions()));
    assertThat(RandomSchema.requests(now)).hasSize(3);
    assertThat(column(now, 3)).isEqualTo(column(before, 0));
    assertThat(column(now, 1)).isEqualTo(column(before, 2));
  }

  private static byte[] firstOf(byte[] bytes, int count) {
    return java.util.Arrays.copyOf(bytes, count);
  }

  private static String column(Batch batch, int field) {
    String name = batch.schema().fields().get(field).name();
    return RandomSchema.requests(batch).stream()
        .map(text -> text.replaceFirst(".*" + name + "=([^;]*);.*", "$1"))
        .toList()
        .toString();
  }

  @Test
  void everyDifferenceIsNamedWithTheRemedy() {
    List<FieldConfig> fields =
        List.of(
            new CategoricalField("item", Level.REQUEST, 3, null, null),
            new SequenceField("history", Level.REQUEST, null, "item", null, null, 20),
            new NumericField("age", Level.REQUEST, true, null, 4, null),
            new CategoricalField("shop", Level.REQUEST, null, null, null));
    List<EventLabel> events = List.of(new EventLabel("click", "clicked"));
    assertThatThrownBy(() -> set.require(fields, events))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("the prepared set has no fields [shop]")
        .hasMessageContaining("has the fields [tags], which are not asked for")
        .hasMessageContaining(
            "made with level [impression] of field [item], asked for is [request]")
        .hasMessageContaining("made with minCount [2] of field [item], asked for is [3]")
        .hasMessageContaining("made with maxLength [50] of field [history], asked for is [20]")
        .hasMessageContaining("made with log [false] of field [age], asked for is [true]")
        .hasMessageContaining("made with buckets [2] of field [age], asked for is [4]")
        .hasMessageContaining("has the events [buy], which are not asked for")
        .hasMessageContaining("has the label [is_click] for event [click], asked for is [clicked]")
        .hasMessageContaining("prepare the data again with this configuration");
  }

  @Test
  void weightsThatWereNotKeptCannotBeAskedFor() {
    FeatureSchema plain =
        new FeatureSchema(
            List.of(
                new EncodedField.Categorical(item, ITEMS),
                new EncodedField.Bag(
                    new BagField("tags", Level.IMPRESSION, null, "item", null, Pooling.SUM),
                    ITEMS)));
    PreparedLayout layout = new PreparedLayout(plain, EVENTS);
    try (PreparedWriter writer = PreparedWriter.create(folder.resolve("plain"), layout)) {
      writer.finish(Map.of());
    }
    try (PreparedSet unweighted = PreparedSet.open(folder.resolve("plain"))) {
      assertThatThrownBy(() -> unweighted.require(List.of(item, tags), EVENTS))
          .hasMessageContaining(
              "made with weighted pooling [false] of field [tags], asked for is [true]");
    }
  }

  @Test
  void anotherKindOfFieldIsADifference() {
    List<FieldConfig> fields =
        List.of(new BagField("item", Level.IMPRESSION, 2, null, null, null), tags, history, age);
    assertThatThrownBy(() -> set.require(fields, EVENTS))
        .hasMessageContaining("made with kind [categorical] of field [item], asked for is [bag]");
  }

  @Test
  void aModelsSchemaIsServedIfItsVocabulariesAreThose() {
    PreparedSet served = set.requireSchema(schema);
    assertThat(served.schema()).isSameAs(schema);
    Vocabulary others = new Vocabulary("item", List.of("b", "a"));
    FeatureSchema model =
        new FeatureSchema(
            List.of(
                new EncodedField.Categorical(item, others),
                new EncodedField.Bag(tags, others),
                new EncodedField.Sequence(history, others),
                new EncodedField.Bucketized(age, new Buckets(List.of(31.0)))));
    assertThatThrownBy(() -> set.requireSchema(model))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("another vocabulary [item] of 2 tokens of field [history]")
        .hasMessageContaining("another buckets with edges [30.0] of field [age]")
        .hasMessageContaining("prepare the data with the model's fields and vocabularies");
  }
}
