package io.esmm.graph;

/**
 * The shape of a symbolic tensor: what its rows are, and a width.
 *
 * @param rows a row for each request, impression, element or pair of the batch
 * @param width d, the number of columns, at least 1
 */
public record Shape(Rows rows, int width) {
  /**
   * Checks the width.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public Shape {
    if (width < 1) {
      throw new IllegalArgumentException("width [" + width + "] must be at least 1");
    }
  }

  @Override
  public String toString() {
    return "[" + rows + ", " + width + "]";
  }
}
