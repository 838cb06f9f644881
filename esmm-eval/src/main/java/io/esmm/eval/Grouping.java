package io.esmm.eval;

import io.esmm.batch.Batch;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.Vocabulary;
import io.esmm.problem.ProblemException;
import io.esmm.problem.Suggestion;
import java.util.Optional;

/** The groups of GAUC: by user, as is usual, or by request. Immutable and thread-safe. */
public final class Grouping {
  private final Optional<String> field;

  private Grouping(Optional<String> field) {
    this.field = field;
  }

  /** Every request is a group: how well its candidates are ranked. */
  public static Grouping byRequest() {
    return new Grouping(Optional.empty());
  }

  /**
   * Rows with the same value of a categorical field are a group. Values that the model does not
   * know have one id together, though they may be many users: there each request is a group of its
   * own.
   */
  public static Grouping byField(String field) {
    return new Grouping(Optional.of(field));
  }

  /**
   * Writes the group of each impression of a batch: an id of the field, or below 0 for a request.
   *
   * @param requestsBefore requests in earlier batches
   * @throws ProblemException if the field is unknown or not categorical
   */
  int[] groups(Batch batch, int requestsBefore) {
    int[] groups = new int[batch.impressions()];
    int[] requestOf = batch.requestOf();
    for (int i = 0; i < groups.length; i++) {
      groups[i] = -1 - (requestsBefore + requestOf[i]);
    }
    if (field.isPresent()) {
      EncodedField.Categorical encoded = categorical(batch.schema(), field.get());
      Column.Ids column = (Column.Ids) batch.column(batch.schema().indexOf(field.get()));
      for (int i = 0; i < groups.length; i++) {
        int id = column.ids()[encoded.level() == Level.REQUEST ? requestOf[i] : i];
        if (id >= Vocabulary.FIRST_TOKEN) {
          groups[i] = id;
        }
      }
    }
    return groups;
  }

  private static EncodedField.Categorical categorical(FeatureSchema schema, String field) {
    int place = schema.indexOf(field);
    if (place < 0) {
      throw new ProblemException(
          "",
          "field [" + field + "] to group by is unknown",
          Suggestion.remedy(field, schema.fields().stream().map(EncodedField::name).toList()));
    }
    if (schema.fields().get(place) instanceof EncodedField.Categorical categorical) {
      return categorical;
    }
    throw new ProblemException(
        "", "field [" + field + "] to group by is not categorical", "group by a categorical field");
  }
}
