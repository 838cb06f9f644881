package io.esmm.field;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All encoded fields of a model, in the order of the configuration. Immutable and thread-safe. */
public final class FeatureSchema {
  private final List<EncodedField> fields;
  private final Map<String, Integer> index = new HashMap<>();

  public FeatureSchema(List<EncodedField> fields) {
    this.fields = List.copyOf(fields);
    for (int i = 0; i < fields.size(); i++) {
      if (index.put(fields.get(i).name(), i) != null) {
        throw new IllegalArgumentException("field [" + fields.get(i).name() + "] stands twice");
      }
    }
  }

  /** The fields in the order of the configuration; a batch's columns stand in the same order. */
  public List<EncodedField> fields() {
    return fields;
  }

  /** The place of a field in {@link #fields()}, or -1. */
  public int indexOf(String field) {
    return index.getOrDefault(field, -1);
  }

  /** Equal if all fields are: configuration and everything learnt, token by token. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FeatureSchema s && fields.equals(s.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }
}
