package io.esmm.field;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A named input of the model, as the configuration declares it; {@code kind} chooses the record.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(name = "categorical", value = CategoricalField.class),
  @JsonSubTypes.Type(name = "numeric", value = NumericField.class),
  @JsonSubTypes.Type(name = "bag", value = BagField.class),
  @JsonSubTypes.Type(name = "sequence", value = SequenceField.class),
  @JsonSubTypes.Type(name = "cross", value = CrossField.class)
})
public sealed interface FieldConfig permits ReadField, CrossField {

  /** Unique among the fields of a model. */
  String name();

  /** Where the field lives: at each request or at each impression. */
  Level level();
}
