package io.esmm.field;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Fields as if something had been learnt for them: every vocabulary has the same number of tokens,
 * numbers keep their scale. For looking at a model's shape before there is any data.
 */
public final class NominalSchema {
  private NominalSchema() {}

  /**
   * The fields with vocabularies of a size.
   *
   * @param fields of a configuration that has been checked
   * @param tokens of every vocabulary, at least 1
   */
  public static FeatureSchema of(List<FieldConfig> fields, int tokens) {
    Map<String, Vocabulary> vocabularies = new HashMap<>();
    return FeatureSchema.of(
        fields,
        field -> encoded(field, vocabularies, tokens),
        (cross, _) -> combinations(cross, tokens));
  }

  private static EncodedField encoded(
      ReadField field, Map<String, Vocabulary> vocabularies, int tokens) {
    return switch (field) {
      case CategoricalField f ->
          categorical(f, vocabulary(vocabularies, f.name(), f.sharesVocabularyWith(), tokens));
      case BagField f ->
          new EncodedField.Bag(
              f, vocabulary(vocabularies, f.name(), f.sharesVocabularyWith(), tokens));
      case SequenceField f ->
          new EncodedField.Sequence(
              f, vocabulary(vocabularies, f.name(), f.sharesVocabularyWith(), tokens));
      case NumericField f -> number(f);
    };
  }

  private static CrossIds combinations(CrossField field, int combinations) {
    @Nullable Integer buckets = field.hash();
    return buckets == null
        ? new CrossVocabulary(LongStream.range(0, combinations).toArray())
        : new CrossHash(buckets);
  }

  private static EncodedField number(NumericField field) {
    @Nullable Integer buckets = field.buckets();
    if (buckets == null) {
      return new EncodedField.Number(field, new NumberScale(field.log(), 0, 1));
    }
    double[] edges = IntStream.range(1, buckets).asDoubleStream().toArray();
    Buckets learnt = Buckets.ofSortedEdges(edges);
    return new EncodedField.Bucketized(field, learnt, shares(field, learnt.rows()));
  }

  private static EncodedField categorical(CategoricalField field, Vocabulary vocabulary) {
    return new EncodedField.Categorical(field, vocabulary, shares(field, vocabulary.rows()));
  }

  /** As if only the first id had been seen. */
  private static @Nullable ValueShares shares(ReadField field, int rows) {
    if (!field.marginalizes()) {
      return null;
    }
    long[] counts = new long[rows];
    counts[Vocabulary.MISSING + 1] = 1;
    return ValueShares.of(field, counts);
  }

  private static Vocabulary vocabulary(
      Map<String, Vocabulary> known, String field, @Nullable String shares, int tokens) {
    String owner = shares == null ? field : shares;
    return known.computeIfAbsent(
        owner,
        name ->
            new Vocabulary(name, IntStream.range(0, tokens).mapToObj(Integer::toString).toList()));
  }
}
