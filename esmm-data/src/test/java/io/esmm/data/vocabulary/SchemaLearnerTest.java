package io.esmm.data.vocabulary;

import static io.esmm.field.Level.IMPRESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.esmm.field.BagField;
import io.esmm.field.Buckets;
import io.esmm.field.CategoricalField;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.field.NumericField;
import io.esmm.field.RawValue;
import io.esmm.field.SequenceField;
import io.esmm.field.Vocabulary;
import io.esmm.problem.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemaLearnerTest {

  private static RawValue tokens(String... tokens) {
    RawValue value = new RawValue();
    for (String token : tokens) {
      value.add(token);
    }
    return value;
  }

  private static RawValue number(double x) {
    RawValue value = new RawValue();
    value.setNumber(x);
    return value;
  }

  private static CategoricalField categorical(String name, @Nullable Integer minCount) {
    return new CategoricalField(name, IMPRESSION, minCount, null, null);
  }

  private static Vocabulary vocabulary(FeatureSchema schema, int field) {
    return ((EncodedField.Tokens) schema.fields().get(field)).vocabulary();
  }

  private static FeatureSchema learn(FieldConfig field, RawValue... values) {
    SchemaLearner learner = new SchemaLearner(List.of(field));
    for (RawValue value : values) {
      learner.see(0, value);
    }
    return learner.finish();
  }

  @Test
  void tokensStandByCountThenByBytes() {
    FeatureSchema schema =
        learn(
            categorical("x", null),
            tokens("b"),
            tokens("\u00e9"),
            tokens("a"),
            tokens("z"),
            tokens("z"),
            tokens(""),
            tokens("ab"),
            tokens("aa"),
            new RawValue());
    assertThat(vocabulary(schema, 0).tokens()).containsExactly("z", "a", "aa", "ab", "b", "\u00e9");
  }

  @Test
  void theOrderIsThatOfASlowSortOnRandomTokens() {
    Random random = new Random(5);
    SchemaLearner learner = new SchemaLearner(List.of(categorical("x", 2)));
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < 30_000; i++) {
      // Long common beginnings and tokens that begin one another.
      StringBuilder token = new StringBuilder("x".repeat(random.nextInt(3) * 45));
      for (int n = random.nextInt(6); n >= 0; n--) {
        token.appendCodePoint(random.nextInt(3) == 0 ? 0 : 0xE9 + random.nextInt(5));
      }
      counts.merge(token.toString(), 1, Integer::sum);
      learner.see(0, tokens(token.toString()));
    }
    List<String> expected = new ArrayList<>(counts.keySet());
    expected.removeIf(token -> counts.get(token) < 2);
    expected.sort(Comparator.<String>comparingInt(counts::get).reversed().thenComparing(t -> t));
    assertThat(expected).hasSizeGreaterThan(1000);
    assertThat(vocabulary(learner.finish(), 0).tokens()).isEqualTo(expected);
  }

  @Test
  void rareTokensAreLeftOut() {
    FeatureSchema schema =
        learn(categorical("x", 2), tokens("a"), tokens("b"), tokens("a"), tokens("c"));
    assertThat(vocabulary(schema, 0).tokens()).containsExactly("a");
    assertThat(vocabulary(schema, 0).id("b")).isEqualTo(Vocabulary.UNKNOWN);
  }

  @Test
  void fieldsThatShareAVocabularyCountTogetherUnderTheOwnersMinimum() {
    SchemaLearner learner =
        new SchemaLearner(
            List.of(
                new SequenceField("history", IMPRESSION, null, "item", null, null, 2),
                categorical("item", 2),
                new BagField("bag", IMPRESSION, 9, "history", null, null)));
    learner.see(0, tokens("cut", "cut", "a", "", "b"));
    learner.see(1, tokens("a"));
    learner.see(2, tokens("c", "c", "", "cut"));
    FeatureSchema schema = learner.finish();
    assertThat(vocabulary(schema, 1)).isEqualTo(new Vocabulary("item", List.of("a", "c")));
    assertThat(vocabulary(schema, 0)).isSameAs(vocabulary(schema, 1));
    assertThat(vocabulary(schema, 2)).isSameAs(vocabulary(schema, 1));
  }

  @Test
  void aNumberAndItsTextAreOneToken() {
    FeatureSchema schema =
        learn(categorical("x", null), number(5), tokens("5"), number(Double.NaN));
    assertThat(vocabulary(schema, 0).tokens()).containsExactly("5");
  }

  @Test
  void meanAndDeviationAreThoseOfTheNumbersThatAreThere() {
    FeatureSchema schema =
        learn(
            new NumericField("x", IMPRESSION, null, null, null, null),
            tokens("2"),
            new RawValue(),
            number(4),
            number(Double.NaN),
            tokens(""),
            tokens("9"));
    EncodedField.Number field = (EncodedField.Number) schema.fields().getFirst();
    assertThat(field.scale().log()).isFalse();
    assertThat(field.scale().mean()).isCloseTo(5, within(1e-12));
    assertThat(field.scale().deviation()).isCloseTo(Math.sqrt((9 + 1 + 16) / 3.0), within(1e-12));
  }

  @Test
  void theScaleIsLearntAfterTheLogarithm() {
    FeatureSchema schema =
        learn(
            new NumericField("x", IMPRESSION, true, null, null, null),
            number(Math.expm1(1)),
            number(-Math.expm1(3)));
    EncodedField.Number field = (EncodedField.Number) schema.fields().getFirst();
    assertThat(field.scale().mean()).isCloseTo(-1, within(1e-12));
    assertThat(field.scale().deviation()).isCloseTo(2, within(1e-12));
  }

  @Test
  void constantsOrNoNumbersAtAllGiveADeviationOfOne() {
    NumericField numeric = new NumericField("x", IMPRESSION, null, null, null, null);
    assertThat(((EncodedField.Number) learn(numeric).fields().getFirst()).scale())
        .isEqualTo(new io.esmm.field.NumberScale(false, 0, 1));
    assertThat(
            ((EncodedField.Number) learn(numeric, number(7), number(7)).fields().getFirst())
                .scale())
        .isEqualTo(new io.esmm.field.NumberScale(false, 7, 1));
  }

  @Test
  void standardizationCanBeDeclined() {
    NumericField plain = new NumericField("x", IMPRESSION, null, false, null, null);
    assertThat(
            ((EncodedField.Number) learn(plain, number(7), number(9)).fields().getFirst()).scale())
        .isEqualTo(new io.esmm.field.NumberScale(false, 0, 1));
  }

  @Test
  void edgesAreTheQuantilesOfTheNumbers() {
    // Sorted: 1 2 3 4 5 6 7 8 9 10; a quarter is 2.5 numbers, so ranks 3, 5 and 8.
    assertThat(edges(4, 10, 1, 9, 2, 8, 3, 7, 4, 6, 5)).containsExactly(3.0, 5.0, 8.0);
  }

  @Test
  void equalEdgesAreOneAndTheLargestNumberIsNone() {
    assertThat(edges(4, 1, 1, 1, 1, 1, 2, 9, 9)).containsExactly(1.0, 2.0);
    assertThat(edges(4, 5, 5, 5)).isEmpty();
    assertThat(edges(4)).isEmpty();
    assertThat(edges(4, -0.0, 0.0, 1)).containsExactly(0.0);
  }

  private static List<Double> edges(int buckets, double... numbers) {
    SchemaLearner learner =
        new SchemaLearner(List.of(new NumericField("x", IMPRESSION, true, null, buckets, null)));
    for (double x : numbers) {
      learner.see(0, number(x));
    }
    return ((EncodedField.Bucketized) learner.finish().fields().getFirst()).buckets().edges();
  }

  @Test
  void beyondItsCapacityTheSampleIsUniformAndRepeatable() {
    NumericField field = new NumericField("x", IMPRESSION, null, null, 4, null);
    Buckets once = sampled(field, 200_000, 20_000);
    assertThat(sampled(field, 200_000, 20_000)).isEqualTo(once);
    // The standard error of a quartile's rank in a sample of 20,000 is at most 0.0035.
    for (int k = 1; k <= 3; k++) {
      assertThat(once.edges().get(k - 1) / 200_000).isCloseTo(k / 4.0, within(5 * 0.0035));
    }
  }

  private static Buckets sampled(NumericField field, int count, int capacity) {
    QuantileLearner learner = new QuantileLearner(field, 4, capacity);
    for (int i = 0; i < count; i++) {
      learner.see(number(i));
    }
    return ((EncodedField.Bucketized) learner.finish()).buckets();
  }

  @Test
  void aVocabularyOfAnUnknownFieldIsAProblem() {
    List<FieldConfig> fields = List.of(new CategoricalField("x", IMPRESSION, null, "y", null));
    assertThatThrownBy(() -> new SchemaLearner(fields))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("shares the vocabulary of [y], which is no field");
  }
}
