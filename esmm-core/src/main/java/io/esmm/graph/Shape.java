package io.esmm.graph;

import io.esmm.field.Level;

/**
 * The shape of a symbolic tensor: a row for each request or each impression of the batch, and a
 * width.
 *
 * @param level what its rows are
 * @param width d, the number of columns, at least 1
 */
public record Shape(Level level, int width) {
  public Shape {
    if (width < 1) {
      throw new IllegalArgumentException("width [" + width + "] must be at least 1");
    }
  }

  @Override
  public String toString() {
    return switch (level) {
      case REQUEST -> "[requests, " + width + "]";
      case IMPRESSION -> "[impressions, " + width + "]";
    };
  }
}
