package io.esmm.field;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All encoded fields of a model, in the order of the configuration. Immutable and thread-safe. */
public final class FeatureSchema {
  private final List<EncodedField> fields;
  private final Map<String, Integer> index = new HashMap<>();

  /**
   * A schema of these fields, in this order; crosses come with their parts.
   *
   * @throws IllegalArgumentException if two fields have the same name
   */
  public FeatureSchema(List<EncodedField> fields) {
    this.fields = List.copyOf(fields);
    for (int i = 0; i < fields.size(); i++) {
      if (index.put(fields.get(i).name(), i) != null) {
        throw new IllegalArgumentException("field [" + fields.get(i).name() + "] stands twice");
      }
    }
  }

  /**
   * The schema of fields of which some may be crosses of others.
   *
   * @param fields in the order of the configuration
   * @param learnt what was learnt for a field that is read
   * @param ids what was learnt for a cross, given its parts
   * @throws IllegalArgumentException if a cross is of a field that is missing or has no ids
   */
  public static FeatureSchema of(
      List<? extends FieldConfig> fields,
      Function<ReadField, EncodedField> learnt,
      BiFunction<CrossField, List<EncodedField.Embedded>, CrossIds> ids) {
    Map<String, EncodedField> encoded = new LinkedHashMap<>();
    for (FieldConfig field : fields) {
      if (field instanceof ReadField read && encoded.put(read.name(), learnt.apply(read)) != null) {
        throw new IllegalArgumentException("field [" + read.name() + "] stands twice");
      }
    }
    Map<String, EncodedField> all = new HashMap<>(encoded);
    for (FieldConfig field : fields) {
      if (field instanceof CrossField cross) {
        List<EncodedField.Embedded> parts = EncodedField.Cross.parts(cross, encoded);
        all.put(cross.name(), new EncodedField.Cross(cross, parts, ids.apply(cross, parts)));
      }
    }
    return new FeatureSchema(
        fields.stream().map(field -> Objects.requireNonNull(all.get(field.name()))).toList());
  }

  /**
   * The same fields, of which one is averaged over where it is not known.
   *
   * @throws IllegalArgumentException if the shares do not fit the field
   */
  public FeatureSchema withShares(String field, ValueShares shares) {
    return FeatureSchema.of(
        fields.stream().map(EncodedField::config).toList(),
        config -> {
          EncodedField encoded = fields.get(indexOf(config.name()));
          return config.name().equals(field) && encoded instanceof EncodedField.Single single
              ? single.with(shares)
              : encoded;
        },
        (config, _) -> ((EncodedField.Cross) fields.get(indexOf(config.name()))).ids());
  }

  /** The place of the field that is averaged over where it is not known, or -1. */
  public int marginalized() {
    for (int f = 0; f < fields.size(); f++) {
      if (fields.get(f).config() instanceof ReadField read && read.marginalizes()) {
        return f;
      }
    }
    return -1;
  }

  /** The crosses among the fields. */
  public List<EncodedField.Cross> crosses() {
    return fields.stream()
        .filter(EncodedField.Cross.class::isInstance)
        .map(EncodedField.Cross.class::cast)
        .toList();
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
