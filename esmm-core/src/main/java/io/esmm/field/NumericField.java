package io.esmm.field;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * One number per row. With {@code buckets} it becomes the id of its quantile among the training
 * rows and is embedded; without, it is one input of width 1, scaled.
 */
@JsonClassDescription("one number per row, scaled, or embedded by its quantile bucket")
public record NumericField(
    @JsonPropertyDescription("unique name of the field") String name,
    @JsonPropertyDescription(
            "request: one value for all impressions of a request; impression: one each")
        Level level,
    @JsonPropertyDescription("take sign(x) ln(1 + |x|) first; default false") @Nullable Boolean log,
    @JsonPropertyDescription(
            "subtract the mean and divide by the deviation of the training rows; default true; not"
                + " with buckets")
        @Nullable Boolean standardize,
    @JsonPropertyDescription("number of quantile buckets learnt on the training rows, 2 to 65536")
        @Nullable Integer buckets,
    @JsonPropertyDescription("width of the embedding of the buckets; default: embedding.dimension")
        @Nullable Integer dimension,
    @JsonPropertyDescription(
            "the event after which the value is known, such as impression for a position; only"
                + " towers of events behind that one read the field")
        @Nullable String knownAfter,
    @JsonPropertyDescription(
            "with knownAfter: the value that counts where none is given; this or marginalize")
        @Nullable String assume,
    @JsonPropertyDescription(
            "with knownAfter: where no value is given, probabilities are averaged over the values"
                + " of the training rows on which that event happened; for one field of a model, with buckets")
        @Nullable Boolean marginalize)
    implements ReadField {
  /**
   * Fills in the defaults: no logarithm; standardized, unless the field has buckets.
   *
   * @throws IllegalArgumentException if a property is out of its range, or excludes another one:
   *     buckets and {@code standardize}, {@code dimension} or {@code marginalize} without buckets
   */
  public NumericField {
    FieldRules.check(name, null, null, dimension);
    FieldRules.checkKnownAfter(name, level, knownAfter, assume, marginalize);
    if (assume != null && !Double.isFinite(StrictNumber.parse(assume))) {
      throw new IllegalArgumentException(
          "assume [" + assume + "] must be a finite number, as the field is numeric");
    }
    if (Boolean.TRUE.equals(marginalize) && buckets == null) {
      throw new IllegalArgumentException(
          "marginalize needs few values; give the field buckets, or assume a value");
    }
    if (buckets != null && (buckets < 2 || buckets > 65536)) {
      throw new IllegalArgumentException("buckets [" + buckets + "] must be in [2, 65536]");
    }
    if (buckets != null && Boolean.TRUE.equals(standardize)) {
      throw new IllegalArgumentException("buckets and standardize exclude each other; drop one");
    }
    if (buckets == null && dimension != null) {
      throw new IllegalArgumentException(
          "dimension needs buckets; a plain number is one input wide");
    }
    log = log == null ? Boolean.FALSE : log;
    standardize = standardize == null ? Boolean.valueOf(buckets == null) : standardize;
  }

  /** A field that is known from the beginning. */
  public NumericField(
      String name,
      Level level,
      @Nullable Boolean log,
      @Nullable Boolean standardize,
      @Nullable Integer buckets,
      @Nullable Integer dimension) {
    this(name, level, log, standardize, buckets, dimension, null, null, null);
  }

  /** Never null: the default stands where none was given. */
  @Override
  public Boolean log() {
    return requireNonNull(log);
  }

  /** Never null: the default stands where none was given. */
  @Override
  public Boolean standardize() {
    return requireNonNull(standardize);
  }

  /** A number that is one input, everything else by default. */
  public static NumericField of(String name, Level level) {
    return new NumericField(name, level, null, null, null, null);
  }

  /** A number that is embedded by its quantile, everything else by default. */
  public static NumericField inBuckets(String name, Level level, int buckets) {
    return new NumericField(name, level, null, null, buckets, null);
  }

  @Override
  public boolean marginalizes() {
    return Boolean.TRUE.equals(marginalize);
  }
}
