package io.esmm.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field with what was learnt for it from the training rows. */
public sealed interface EncodedField {

  /** The field as the configuration declares it. */
  FieldConfig config();

  /** Unique among the fields of a model. */
  default String name() {
    return config().name();
  }

  /** Where the field lives: at each request or at each impression. */
  default Level level() {
    return config().level();
  }

  /** A field whose rows are ids in an embedding table. */
  sealed interface Embedded extends EncodedField {
    /** The table's name: the vocabulary's, or the field's own for buckets. */
    String table();

    /** Rows of the table. */
    int tableRows();
  }

  /** An embedded field whose ids are a vocabulary's; the table has the vocabulary's name. */
  sealed interface Tokens extends Embedded {
    @Override
    VocabularyField config();

    /** What numbers the tokens; fields that share a vocabulary have the same one. */
    Vocabulary vocabulary();

    @Override
    default String table() {
      return vocabulary().name();
    }

    @Override
    default int tableRows() {
      return vocabulary().rows();
    }
  }

  /** An embedded field with one id per row, which may be averaged over where it is not known. */
  sealed interface Single extends Embedded {
    /** How often each id was seen where the field was known; null if nobody asks. */
    @Nullable ValueShares shares();

    /** The same field with other shares. */
    Single with(@Nullable ValueShares shares);
  }

  /**
   * One id per row from a vocabulary.
   *
   * @param config as the configuration declares it
   * @param vocabulary what numbers the values
   * @param shares how often each id was seen; null if the field is not averaged over
   */
  record Categorical(CategoricalField config, Vocabulary vocabulary, @Nullable ValueShares shares)
      implements Tokens, Single {
    /** Checks that the shares, if there are any, are of this vocabulary. */
    public Categorical {
      ValueShares.check(config, shares, vocabulary.rows());
    }

    /** A field that is not averaged over. */
    public Categorical(CategoricalField config, Vocabulary vocabulary) {
      this(config, vocabulary, null);
    }

    @Override
    public Categorical with(@Nullable ValueShares given) {
      return new Categorical(config, vocabulary, given);
    }
  }

  /**
   * Any number of ids per row, with weights if the pooling is weighted.
   *
   * @param config as the configuration declares it
   * @param vocabulary what numbers the tokens
   */
  record Bag(BagField config, Vocabulary vocabulary) implements Tokens {}

  /**
   * Ids per row in order of time, oldest first.
   *
   * @param config as the configuration declares it
   * @param vocabulary what numbers the tokens
   */
  record Sequence(SequenceField config, Vocabulary vocabulary) implements Tokens {}

  /**
   * One id per row from quantile buckets.
   *
   * @param config as the configuration declares it, with {@code buckets}
   * @param buckets learnt from the training rows
   * @param shares how often each id was seen; null if the field is not averaged over
   */
  record Bucketized(NumericField config, Buckets buckets, @Nullable ValueShares shares)
      implements Single {
    /** Checks that the shares, if there are any, are of these buckets. */
    public Bucketized {
      ValueShares.check(config, shares, buckets.rows());
    }

    /** A field that is not averaged over. */
    public Bucketized(NumericField config, Buckets buckets) {
      this(config, buckets, null);
    }

    @Override
    public Bucketized with(@Nullable ValueShares given) {
      return new Bucketized(config, buckets, given);
    }

    @Override
    public String table() {
      return config.name();
    }

    @Override
    public int tableRows() {
      return buckets.rows();
    }
  }

  /**
   * The combinations of other fields' ids: one id per row, or any number of them if a part has any
   * number.
   *
   * @param config as the configuration declares it, settled
   * @param parts the fields that {@code config.of()} names, in that order
   * @param ids how a combination becomes an id
   */
  record Cross(CrossField config, List<Embedded> parts, CrossIds ids) implements Embedded {
    /**
     * Copies the parts.
     *
     * @throws IllegalArgumentException if they are not the fields that {@code config.of()} names,
     *     in that order
     */
    public Cross {
      parts = List.copyOf(parts);
      if (!parts.stream().map(EncodedField::name).toList().equals(config.of())) {
        throw new IllegalArgumentException(
            "cross [" + config.name() + "] is of " + config.of() + ", given are other fields");
      }
    }

    /**
     * The parts of a cross among fields that are given by name.
     *
     * @throws IllegalArgumentException if one is missing or has no ids
     */
    static List<Embedded> parts(CrossField config, Map<String, EncodedField> fields) {
      List<Embedded> parts = new ArrayList<>();
      for (String part : config.of()) {
        if (!(fields.get(part) instanceof Embedded embedded) || embedded instanceof Cross) {
          throw new IllegalArgumentException(
              "cross [" + config.name() + "] is of [" + part + "], which is no field with ids");
        }
        parts.add(embedded);
      }
      return parts;
    }

    @Override
    public String table() {
      return config.name();
    }

    @Override
    public int tableRows() {
      return ids.rows();
    }

    /** Whether a row holds any number of ids. */
    public boolean isBag() {
      return parts.stream().anyMatch(part -> part instanceof Bag || part instanceof Sequence);
    }
  }

  /**
   * One scaled number per row.
   *
   * @param config as the configuration declares it, without {@code buckets}
   * @param scale learnt from the training rows
   */
  record Number(NumericField config, NumberScale scale) implements EncodedField {}
}
