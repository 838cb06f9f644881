package io.esmm.field;

import java.nio.file.Path;

/**
 * A {@link FeatureSchema} as a folder of readable files: {@code fields.json} with configurations, scales
 * and bucket edges as exact doubles, and one text file for each vocabulary. Prepared data sets and models
 * both hold one.
 */
public final class SchemaFolder {
  private SchemaFolder() {}

  /**
   * Writes the schema into the folder, which is made if it is not there and must be empty.
   *
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public static void save(FeatureSchema schema, Path folder) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads a schema back, equal to the one saved.
   *
   * @throws io.esmm.problem.ProblemException if a file is missing, malformed or contradicts another
   */
  public static FeatureSchema load(Path folder) {
    throw new UnsupportedOperationException();
  }
}
