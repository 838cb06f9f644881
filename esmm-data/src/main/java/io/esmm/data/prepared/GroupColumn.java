package io.esmm.data.prepared;

import io.esmm.field.Level;

/**
 * A raw column kept beside the fields to group rows by in an evaluation, as GAUC groups by user.
 *
 * @param name the raw column's name
 * @param level whether there is one value per request or per impression
 */
public record GroupColumn(String name, Level level) {
  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public GroupColumn {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a group column needs a name");
    }
  }
}
