package io.esmm.batch;

import io.esmm.field.Combinations;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;

/** The combinations of one cross in the rows of batches of a schema. Not thread-safe. */
public final class CrossRows {
  private final EncodedField.Cross cross;
  private final int[] places;
  private final Level[] levels;
  private final Combinations combinations;

  /**
   * Combinations of this cross, its parts looked up by name.
   *
   * @param schema that holds the cross and its parts
   */
  public CrossRows(FeatureSchema schema, EncodedField.Cross cross) {
    this.cross = cross;
    this.places = cross.parts().stream().mapToInt(part -> schema.indexOf(part.name())).toArray();
    this.levels = cross.parts().stream().map(EncodedField::level).toArray(Level[]::new);
    this.combinations = new Combinations(cross);
  }

  /** The cross whose combinations these are. */
  public EncodedField.Cross cross() {
    return cross;
  }

  /** Where the cross lives. */
  public Level level() {
    return cross.level();
  }

  /**
   * The combinations of a row, valid until the next call.
   *
   * @param row a request, or an impression, as the level of the cross is
   */
  public Combinations combine(Batch batch, int row) {
    int request = level() == Level.REQUEST ? row : batch.requestOf()[row];
    combinations.begin();
    for (int p = 0; p < places.length; p++) {
      int partRow = levels[p] == Level.REQUEST ? request : row;
      combinations.combine(p, batch.column(places[p]), partRow);
    }
    return combinations;
  }
}
