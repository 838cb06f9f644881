package io.esmm.field;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The combinations of the ids of two or more other fields (the cross-product transformation of
 * Cheng et al., "Wide and deep learning for recommender systems", DLRS 2016, section 3.1). It is
 * computed from its parts and has no raw value of its own. Of fields with one id it has one id;
 * with a bag or sequence among its parts it is the bag of all combinations.
 *
 * <p>Level and pooling follow from the parts: {@link CrossRules#settle} fills them in, and a {@code
 * EsmmConfig} holds settled fields only.
 */
@JsonClassDescription(
    "the combinations of the ids of other fields; computed from them, it needs no column")
public record CrossField(
    @JsonPropertyDescription("unique name of the field") String name,
    @JsonPropertyDescription(
            "names of two or more fields: categorical, bag, sequence, or numeric with buckets")
        List<String> of,
    @JsonPropertyDescription(
            "impression if any part lives there, else request; no other value is accepted")
        @Nullable Level level,
    @JsonPropertyDescription(
            "combinations seen at least so many times in the training rows get an id, the others"
                + " share the unknown id; this or hash")
        @Nullable Integer minCount,
    @JsonPropertyDescription(
            "number of buckets that all combinations are hashed to, without a vocabulary, 1 to"
                + " 1000000000; this or minCount")
        @Nullable Integer hash,
    @JsonPropertyDescription("width of the embedding; default: embedding.dimension")
        @Nullable Integer dimension,
    @JsonPropertyDescription(
            "with a bag or sequence among the parts: sum, mean, or weighted by the product of the"
                + " parts' weights; default weighted if a part is, else mean")
        @Nullable Pooling pooling)
    implements FieldConfig {
  /** A row holds at most so many combinations; further ones are left out. */
  public static final int MOST_COMBINATIONS = 1024;

  private static final int MOST_BUCKETS = 1_000_000_000;

  /**
   * Copies the list of parts. Level and pooling may still be open: {@link CrossRules#settle} needs
   * the other fields to tell them.
   *
   * @throws IllegalArgumentException if fewer than two parts are named, one twice or the cross
   *     itself, if not exactly one of {@code minCount} and {@code hash} is given, or if a property
   *     is out of its range
   */
  public CrossField {
    FieldRules.check(name, minCount, null, dimension);
    of = List.copyOf(of);
    if (of.size() < 2) {
      throw new IllegalArgumentException("of " + of + " must name at least two fields");
    }
    Set<String> parts = new HashSet<>();
    for (String part : of) {
      if (!parts.add(part)) {
        throw new IllegalArgumentException("of " + of + " names [" + part + "] twice");
      }
    }
    if (parts.contains(name)) {
      throw new IllegalArgumentException(
          "of " + of + " names the field [" + name + "] itself; name other fields");
    }
    if (minCount != null && hash != null) {
      throw new IllegalArgumentException("hash and minCount exclude each other; drop one");
    }
    if (minCount == null && hash == null) {
      throw new IllegalArgumentException(
          "minCount or hash is missing: give the cross [" + name + "] one of them");
    }
    if (hash != null && (hash < 1 || hash > MOST_BUCKETS)) {
      throw new IllegalArgumentException(
          "hash [" + hash + "] must be in [1, " + MOST_BUCKETS + "]");
    }
  }

  /** Never null in a settled field. */
  @Override
  public Level level() {
    return requireNonNull(level, "the level of a cross is settled by CrossRules");
  }

  boolean isSettled() {
    return level != null;
  }

  CrossField settled(Level of, @Nullable Pooling chosen) {
    return new CrossField(name, this.of, of, minCount, hash, dimension, chosen);
  }

  /** Whether a level was given that is another than this. */
  boolean contradicts(Level other) {
    return level != null && level != other;
  }
}
