package io.esmm.graph;

import io.esmm.field.EncodedField;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a tensor are: requests, impressions, elements of a sequence field, pairs of an
 * impression and an element of its request's sequence, or the distinct ids of a field. Elements and
 * pairs are ragged: a sequence of any length has as many rows as elements, an empty one none, and
 * there is no padding.
 *
 * <p>Pairs stand together by impression, in the order of the sequence. A sequence that lives at
 * impression level has one element for each pair, so there the two are one.
 */
public sealed interface Rows {
  /** A row for each request. */
  Rows REQUESTS = new Requests();

  /** A row for each impression. */
  Rows IMPRESSIONS = new Impressions();

  /** A row for each request. */
  record Requests() implements Rows {
    @Override
    public String each() {
      return "request";
    }

    @Override
    public String toString() {
      return "requests";
    }
  }

  /** A row for each impression. */
  record Impressions() implements Rows {
    @Override
    public String each() {
      return "impression";
    }

    @Override
    public String toString() {
      return "impressions";
    }
  }

  /**
   * A row for each element of a sequence.
   *
   * @param field the place of the sequence in the schema
   * @param name of the field
   * @param level where it lives: a sequence for each request, or for each impression
   */
  record Elements(int field, String name, Level level) implements Rows {
    @Override
    public String each() {
      return "element of " + name;
    }

    @Override
    public String toString() {
      return "elements of " + name;
    }
  }

  /**
   * A row for each impression and each element of its request's sequence.
   *
   * @param field the place of the sequence in the schema
   * @param name of the field
   */
  record Pairs(int field, String name) implements Rows {
    @Override
    public String each() {
      return "impression and element of " + name;
    }

    @Override
    public String toString() {
      return "impressions x " + name;
    }
  }

  /**
   * A row for each distinct id that a field has in the shard: what depends on the id alone is
   * computed once for it. A row of the field's level has one id or, where ids are pooled, any
   * number of them, so these rows do not lift to others; {@link IdSums} adds them up.
   *
   * @param field the place of the field in the schema
   * @param name of the field
   * @param level where the field lives
   * @param pooling how the ids of a row are added up; null if it has exactly one
   */
  record Distinct(int field, String name, Level level, @Nullable Pooling pooling) implements Rows {
    @Override
    public String each() {
      return "distinct " + name;
    }

    @Override
    public String toString() {
      return "distinct " + name;
    }
  }

  /** One of them, for people: "request". */
  String each();

  /** The rows of a level. */
  static Rows of(Level level) {
    return switch (level) {
      case REQUEST -> REQUESTS;
      case IMPRESSION -> IMPRESSIONS;
    };
  }

  /** The elements of the sequence field at this place of the schema. */
  static Elements elements(int field, EncodedField.Sequence sequence) {
    return new Elements(field, sequence.name(), sequence.level());
  }

  /** Each impression with each element of its sequence. */
  static Rows pairs(Elements elements) {
    return switch (elements.level()) {
      case REQUEST -> new Pairs(elements.field(), elements.name());
      case IMPRESSION -> elements;
    };
  }

  /** Whether each row of the other kind belongs to one of these. */
  default boolean liftsTo(Rows finer) {
    return switch (this) {
      case Requests() -> !(finer instanceof Distinct);
      case Impressions() ->
          switch (finer) {
            case Requests() -> false;
            case Impressions(), Pairs _ -> true;
            case Elements other -> other.level() == Level.IMPRESSION;
            case Distinct _ -> false;
          };
      case Elements own -> own.equals(finer) || pairs(own).equals(finer);
      case Pairs own -> own.equals(finer);
      case Distinct own -> own.equals(finer);
    };
  }

  /**
   * The coarsest rows that both lift to: those of the finer one, or the pairs of impressions and
   * elements.
   *
   * @throws IllegalArgumentException if there are none, as for elements of two sequences
   */
  static Rows common(Rows a, Rows b) {
    if (a.liftsTo(b)) {
      return b;
    }
    if (b.liftsTo(a)) {
      return a;
    }
    if (a instanceof Elements elements && b.equals(IMPRESSIONS)) {
      return pairs(elements);
    }
    if (b instanceof Elements elements && a.equals(IMPRESSIONS)) {
      return pairs(elements);
    }
    throw new IllegalArgumentException(
        "rows of [" + a + "] and rows of [" + b + "] do not belong together; sum one of them up");
  }
}
