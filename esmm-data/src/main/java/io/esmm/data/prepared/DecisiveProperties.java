package io.esmm.data.prepared;

import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.CrossField;
import io.esmm.field.FieldConfig;
import io.esmm.field.NumericField;
import io.esmm.field.Pooling;
import io.esmm.field.ReadField;
import io.esmm.field.SequenceField;
import io.esmm.field.VocabularyField;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The properties of a field that decide how its raw values become rows, as the configuration names
 * them. The others, embedding dimension and sum or mean pooling, may change while the rows stay.
 */
final class DecisiveProperties {
  static final String WEIGHTED = "weighted pooling";
  private static final String NONE = "none";

  private DecisiveProperties() {}

  static Map<String, Object> of(FieldConfig field) {
    Map<String, Object> properties = new LinkedHashMap<>();
    switch (field) {
      case CategoricalField f -> properties.put("kind", "categorical");
      case BagField f -> {
        properties.put("kind", "bag");
        properties.put(WEIGHTED, f.pooling() == Pooling.WEIGHTED);
      }
      case SequenceField f -> {
        properties.put("kind", "sequence");
        properties.put("maxLength", f.maxLength());
      }
      case NumericField f -> {
        properties.put("kind", "numeric");
        properties.put("log", f.log());
        properties.put("standardize", f.standardize());
        properties.put("buckets", f.buckets() == null ? NONE : f.buckets());
      }
      case CrossField f -> {
        properties.put("kind", "cross");
        properties.put("of", f.of());
        properties.put("minCount", f.minCount() == null ? NONE : f.minCount());
        properties.put("hash", f.hash() == null ? NONE : f.hash());
        properties.put(WEIGHTED, f.pooling() == Pooling.WEIGHTED);
      }
    }
    properties.put("level", field.level().name().toLowerCase(Locale.ROOT));
    if (field instanceof ReadField f) {
      properties.put("knownAfter", f.knownAfter() == null ? NONE : f.knownAfter());
      properties.put("assume", f.assume() == null ? NONE : f.assume());
      properties.put("marginalize", f.marginalizes());
    }
    if (field instanceof VocabularyField f) {
      String shared = f.sharesVocabularyWith();
      properties.put("sharesVocabularyWith", shared == null ? NONE : shared);
      properties.put("minCount", shared == null ? f.minCount() : NONE);
    }
    return properties;
  }
}
