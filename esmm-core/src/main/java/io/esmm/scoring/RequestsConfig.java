package io.esmm.scoring;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request whose fields are not what the model has learnt. It is part of the
 * model, so that every program that embeds it treats the same request alike.
 *
 * @param missingField a field that a request or a candidate leaves out; one that it sets to null is
 *     said to be missing, and always taken
 * @param unknownField a name that is no field of this level
 * @param unreadableValue a value of the wrong kind
 */
@JsonClassDescription("what becomes of a request whose fields are not those of the model")
public record RequestsConfig(
    @JsonPropertyDescription(
            "a field that is left out: error, or accept as the missing value, as null is; default"
                + " accept")
        MissingField missingField,
    @JsonPropertyDescription("a name that is no field: error, or drop the value; default error")
        UnknownField unknownField,
    @JsonPropertyDescription(
            "a value of the wrong kind, such as a text where a number belongs: error, or clear it,"
                + " which leaves the missing value; default error")
        UnreadableValue unreadableValue) {

  /** A field that is left out. */
  public enum MissingField {
    /** The request is refused, and the field named. */
    @JsonProperty("error")
    ERROR,
    /** The field has its missing value. */
    @JsonProperty("accept")
    ACCEPT
  }

  /** A name that is no field. */
  public enum UnknownField {
    /** The request is refused, and the name told. */
    @JsonProperty("error")
    ERROR,
    /** The value is not looked at. */
    @JsonProperty("drop")
    DROP
  }

  /** A value of the wrong kind. */
  public enum UnreadableValue {
    /** The request is refused, and the value told. */
    @JsonProperty("error")
    ERROR,
    /** The field has its missing value instead. */
    @JsonProperty("clear")
    CLEAR
  }

  /** Null stands for the default: accept, error, error. */
  public RequestsConfig(
      @Nullable MissingField missingField,
      @Nullable UnknownField unknownField,
      @Nullable UnreadableValue unreadableValue) {
    this.missingField = missingField == null ? MissingField.ACCEPT : missingField;
    this.unknownField = unknownField == null ? UnknownField.ERROR : unknownField;
    this.unreadableValue = unreadableValue == null ? UnreadableValue.ERROR : unreadableValue;
  }

  /** All defaults. */
  public static RequestsConfig defaults() {
    return new RequestsConfig(null, null, null);
  }
}
