package io.esmm.data.vocabulary;

import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.field.RawValue;
import java.util.List;

/**
 * Learns a {@link FeatureSchema} from the raw values of the training rows: the first of the two
 * passes of preparing. Deterministic: the same values in the same order give the same schema. Not
 * thread-safe.
 */
public final class SchemaLearner {

  /**
   * @param fields the fields in the order of the configuration
   * @throws io.esmm.problem.ProblemException if a field stands twice, or shares the vocabulary of a
   *     field that is unknown, has none, or in the end shares its own
   */
  public SchemaLearner(List<FieldConfig> fields) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes in one value of one training row; call it once per request for a request-level field,
   * once per impression for an impression-level one.
   *
   * @param field the field's place in the configuration
   * @param value a value without a {@link io.esmm.field.ValueCheck#problem}
   */
  public void see(int field, RawValue value) {
    throw new UnsupportedOperationException();
  }

  /** The schema of what was seen; the learner is spent. */
  public FeatureSchema finish() {
    throw new UnsupportedOperationException();
  }
}
