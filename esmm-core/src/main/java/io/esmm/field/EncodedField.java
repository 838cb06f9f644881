package io.esmm.field;

/** A field with what was learnt for it from the training rows. */
public sealed interface EncodedField {

  FieldConfig config();

  default String name() {
    return config().name();
  }

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

  /** One id per row from a vocabulary. */
  record Categorical(CategoricalField config, Vocabulary vocabulary) implements Tokens {}

  /** Any number of ids per row, with weights if the pooling is weighted. */
  record Bag(BagField config, Vocabulary vocabulary) implements Tokens {}

  /** Ids per row in order of time, oldest first. */
  record Sequence(SequenceField config, Vocabulary vocabulary) implements Tokens {}

  /** One id per row from quantile buckets. */
  record Bucketized(NumericField config, Buckets buckets) implements Embedded {
    @Override
    public String table() {
      return config.name();
    }

    @Override
    public int tableRows() {
      return buckets.rows();
    }
  }

  /** One scaled number per row. */
  record Number(NumericField config, NumberScale scale) implements EncodedField {}
}
