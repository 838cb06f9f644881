package io.esmm.data.vocabulary;

import static java.util.Objects.requireNonNull;

import io.esmm.field.CrossField;
import io.esmm.field.CrossHash;
import io.esmm.field.CrossVocabulary;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.field.NumericField;
import io.esmm.field.RawValue;
import io.esmm.field.VocabularyField;
import io.esmm.field.VocabularyOwners;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Learns a {@link FeatureSchema} from the raw values of the training rows: the first of the passes
 * of preparing. Deterministic: the same values in the same order give the same schema. Not
 * thread-safe.
 *
 * <ul>
 *   <li>Vocabularies: the tokens that occur at least {@code minCount} times, the most frequent
 *       first, among equals by their UTF-8 bytes. Fields that share one count together, and the
 *       {@code minCount} of the field that owns it decides. Of a sequence only the tokens that
 *       encoding keeps count.
 *   <li>Scales: mean and deviation of the numbers that are there, after the logarithm if the field
 *       takes it.
 *   <li>Buckets: quantiles of the raw numbers; a logarithm would not change them. Exact up to
 *       {@value QuantileLearner#EXACT} numbers, beyond that those of a random sample of so many.
 * </ul>
 *
 * <p>Memory: the distinct tokens' text and about 30 bytes for each, and up to 32 MB for each field
 * with buckets.
 */
public final class SchemaLearner {
  private final List<? extends FieldConfig> fields;
  private final List<FieldLearner> learners = new ArrayList<>();

  /**
   * A learner that has seen no rows yet.
   *
   * @param fields the fields in the order of the configuration
   * @throws io.esmm.problem.ProblemException if a field stands twice, or shares the vocabulary of a
   *     field that is unknown, has none, or in the end shares its own
   */
  public SchemaLearner(List<? extends FieldConfig> fields) {
    this.fields = List.copyOf(fields);
    Map<String, String> owners = VocabularyOwners.of(fields);
    Map<String, TokenCounter> counters = new HashMap<>();
    for (FieldConfig field : fields) {
      if (field instanceof VocabularyField f) {
        counters.put(f.name(), new TokenCounter(f.name(), f.minCount()));
      }
    }
    for (FieldConfig field : fields) {
      switch (field) {
        case VocabularyField f ->
            learners.add(new TokenLearner(f, requireNonNull(counters.get(owners.get(f.name())))));
        case NumericField f when f.buckets() != null ->
            learners.add(new QuantileLearner(f, f.buckets()));
        case NumericField f -> learners.add(new ScaleLearner(f));
        case CrossField f -> {}
      }
    }
  }

  /**
   * Takes in one value of one training row; call it once per request for a request-level field,
   * once per impression for an impression-level one.
   *
   * @param field the field's place in the configuration, crosses not counted
   * @param value a value without a {@link io.esmm.field.ValueCheck#problem}
   */
  public void see(int field, RawValue value) {
    learners.get(field).see(value);
  }

  /**
   * The schema of what was seen; the learner is spent. Crosses with a vocabulary know no
   * combination yet: a {@link CrossLearner} learns them.
   */
  public FeatureSchema finish() {
    Iterator<FieldLearner> next = learners.iterator();
    return FeatureSchema.of(
        fields,
        field -> next.next().finish(),
        (cross, _) ->
            cross.hash() == null ? new CrossVocabulary(new long[0]) : new CrossHash(cross.hash()));
  }
}
