package io.esmm.field;

import static io.esmm.field.Level.IMPRESSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldEncoderTest {
  private static final Vocabulary ITEMS = new Vocabulary("item", List.of("5", "beer", "wine"));

  private final RawValue value = new RawValue();

  private static FieldEncoder categorical() {
    return new FieldEncoder(
        new EncodedField.Categorical(
            new CategoricalField("item", IMPRESSION, null, null, null), ITEMS));
  }

  private static FieldEncoder bag(Pooling pooling) {
    return new FieldEncoder(
        new EncodedField.Bag(new BagField("bag", IMPRESSION, null, "item", null, pooling), ITEMS));
  }

  private static FieldEncoder sequence(int maxLength) {
    return new FieldEncoder(
        new EncodedField.Sequence(
            new SequenceField("history", IMPRESSION, null, "item", null, null, maxLength), ITEMS));
  }

  private static FieldEncoder number(NumberScale scale) {
    return new FieldEncoder(
        new EncodedField.Number(
            new NumericField("price", IMPRESSION, scale.log(), null, null, null), scale));
  }

  private int single(FieldEncoder encoder) {
    assertThat(encoder.problem(value)).isNull();
    Column.Ids column = new Column.Ids();
    encoder.encode(value, column);
    assertThat(column.rows()).isEqualTo(1);
    return column.ids()[0];
  }

  private float number(FieldEncoder encoder) {
    assertThat(encoder.problem(value)).isNull();
    Column.Numbers column = new Column.Numbers();
    encoder.encode(value, column);
    assertThat(column.rows()).isEqualTo(1);
    return column.values()[0];
  }

  private static int[] ids(Column.Bags column, int row) {
    return Arrays.copyOfRange(column.ids(), column.offsets()[row], column.offsets()[row + 1]);
  }

  @Test
  void categoricalTokensBecomeTheirIds() {
    assertThat(single(categorical())).isEqualTo(0);
    value.add("");
    assertThat(single(categorical())).isEqualTo(0);
    value.clear();
    value.add("milk");
    assertThat(single(categorical())).isEqualTo(1);
    value.clear();
    value.add("wine");
    assertThat(single(categorical())).isEqualTo(4);
  }

  @Test
  void aWholeNumberAndItsTextAreOneToken() {
    value.setNumber(5.0);
    assertThat(single(categorical())).isEqualTo(2);
    value.setNumber(Double.NaN);
    assertThat(single(categorical())).isEqualTo(0);
    value.setNumber(5.5);
    assertThat(value.numberToken()).isEqualTo("5.5");
    assertThat(single(categorical())).isEqualTo(1);
  }

  @Test
  void twoValuesOfACategoricalFieldAreAProblem() {
    value.add("beer");
    value.add("wine");
    assertThat(categorical().problem(value))
        .isEqualTo(
            "categorical field with 2 values [beer], [wine]; declare it as a bag to keep them all");
  }

  @Test
  void numbersAreLoggedThenScaled() {
    FieldEncoder encoder = number(new NumberScale(true, 1, 2));
    assertThat(number(encoder)).isEqualTo(0f);
    value.add("-3");
    assertThat(number(encoder)).isEqualTo((float) ((-Math.log1p(3) - 1) / 2));
    value.setNumber(3);
    assertThat(number(encoder)).isEqualTo((float) ((Math.log1p(3) - 1) / 2));
  }

  @Test
  void numbersWithBucketsBecomeTheBucketsId() {
    FieldEncoder encoder =
        new FieldEncoder(
            new EncodedField.Bucketized(
                new NumericField("price", IMPRESSION, null, null, 2, null),
                new Buckets(List.of(10.0))));
    assertThat(single(encoder)).isEqualTo(0);
    value.add("1e1");
    assertThat(single(encoder)).isEqualTo(1);
    value.setNumber(10.5);
    assertThat(single(encoder)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"abc", "1,5", " 1", "1 ", "1f", "0x10", "NaN", "Infinity", "1e", "--1", "."})
  void whatIsNoNumberIsAProblem(String text) {
    value.add(text);
    assertThat(number(new NumberScale(false, 0, 1)).problem(value))
        .isEqualTo("non-numeric value [" + text + "]");
  }

  @ParameterizedTest
  @CsvSource({
    "1e999, infinite number",
    "1e39, number [1.0E39] outside the range of a float",
    "-1e39, number [-1.0E39] outside the range of a float"
  })
  void numbersBeyondAFloatAreAProblem(String text, String problem) {
    value.add(text);
    assertThat(number(new NumberScale(false, 0, 1)).problem(value)).isEqualTo(problem);
  }

  @Test
  void numbersBeyondAFloatOnceScaledAreAProblem() {
    value.setNumber(1e30);
    assertThat(number(new NumberScale(false, 0, 1e-10)).problem(value))
        .isEqualTo("number [1.0E30] is outside the range of a float once scaled");
  }

  @Test
  void bagsKeepOrderAndWeightsAndLeaveOutMissingTokens() {
    Column.Bags column = new Column.Bags(true);
    FieldEncoder encoder = bag(Pooling.WEIGHTED);
    encoder.encode(value, column);
    value.add("wine", 0.5f);
    value.add("", 9f);
    value.add("milk", 2f);
    value.add("wine", 3f);
    assertThat(encoder.problem(value)).isNull();
    encoder.encode(value, column);
    assertThat(column.rows()).isEqualTo(2);
    assertThat(ids(column, 0)).isEmpty();
    assertThat(ids(column, 1)).containsExactly(4, 1, 4);
    assertThat(Arrays.copyOf(column.weights(), 3)).containsExactly(0.5f, 2f, 3f);
  }

  @Test
  void aWeightThatIsNotFiniteIsAProblem() {
    value.add("wine", Float.POSITIVE_INFINITY);
    assertThat(bag(Pooling.WEIGHTED).problem(value))
        .isEqualTo("weight [Infinity] of [wine] is not finite");
  }

  @Test
  void aNumberTooLargeForAnExactIdIsAProblem() {
    value.setNumber(1e17);
    assertThat(categorical().problem(value)).contains("too large to be an exact id");
  }

  @Test
  void sequencesKeepTheLatestTokensThatAreThere() {
    Column.Bags column = new Column.Bags(false);
    value.add("5");
    value.add("beer");
    value.add("");
    value.add("wine");
    value.add("");
    sequence(2).encode(value, column);
    sequence(9).encode(value, column);
    assertThat(ids(column, 0)).containsExactly(3, 4);
    assertThat(ids(column, 1)).containsExactly(2, 3, 4);
  }

  @Test
  void aSingleNumberIsABagOfOne() {
    Column.Bags column = new Column.Bags(false);
    value.setNumber(5);
    bag(Pooling.MEAN).encode(value, column);
    value.setNumber(Double.NaN);
    bag(Pooling.MEAN).encode(value, column);
    assertThat(ids(column, 0)).containsExactly(2);
    assertThat(ids(column, 1)).isEmpty();
  }

  @Test
  void aTokenAddedAfterANumberReplacesIt() {
    value.setNumber(5);
    value.add("wine");
    assertThat(single(categorical())).isEqualTo(4);
  }
}
