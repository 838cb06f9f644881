package io.esmm.field;

import io.esmm.storage.AtomicFolder;
import io.esmm.storage.StoredFolder;

/**
 * A {@link FeatureSchema} as readable files inside a stored folder: {@code fields.json} with
 * configurations, scales and bucket edges as exact doubles, and one text file for each vocabulary.
 * Prepared data sets and models both hold one.
 */
public final class SchemaFolder {
  private SchemaFolder() {}

  /**
   * Writes the schema.
   *
   * @param inside the subfolder it gets: {@code schema}
   * @throws io.esmm.problem.ProblemException if a file cannot be written
   */
  public static void save(FeatureSchema schema, AtomicFolder folder, String inside) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads a schema back, equal to the one saved.
   *
   * @param inside the subfolder it was saved in
   * @throws io.esmm.problem.ProblemException if a file is missing, malformed or contradicts another
   */
  public static FeatureSchema load(StoredFolder folder, String inside) {
    throw new UnsupportedOperationException();
  }
}
