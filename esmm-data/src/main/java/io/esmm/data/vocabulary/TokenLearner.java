package io.esmm.data.vocabulary;

import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.EncodedField;
import io.esmm.field.RawValue;
import io.esmm.field.SequenceField;
import io.esmm.field.VocabularyField;

/** Counts the tokens of one field, in a counter that fields with one vocabulary have in common. */
final class TokenLearner implements FieldLearner {
  private final VocabularyField field;
  private final TokenCounter counter;

  TokenLearner(VocabularyField field, TokenCounter counter) {
    this.field = field;
    this.counter = counter;
  }

  @Override
  public void see(RawValue value) {
    if (value.isNumber()) {
      counter.see(value.numberToken());
    }
    int first =
        switch (field) {
          case CategoricalField f -> 0;
          case BagField f -> 0;
          case SequenceField f -> value.firstOfLatest(f.maxLength());
        };
    for (int i = first; i < value.size(); i++) {
      counter.see(value, i);
    }
  }

  @Override
  public EncodedField finish() {
    return switch (field) {
      case CategoricalField f -> new EncodedField.Categorical(f, counter.vocabulary());
      case BagField f -> new EncodedField.Bag(f, counter.vocabulary());
      case SequenceField f -> new EncodedField.Sequence(f, counter.vocabulary());
    };
  }
}
