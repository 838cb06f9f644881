package io.esmm.storage;

import java.util.List;

/**
 * A named array of 32-bit floats in a safetensors file.
 *
 * @param name any text of 1 to {@value #MAX_NAME} characters but {@code __metadata__}
 * @param shape the extent of each dimension, the last one contiguous; none for a single number
 */
public record TensorSpec(String name, List<Integer> shape) {
  /** The longest name. */
  public static final int MAX_NAME = 500;

  /** The largest number of dimensions. */
  public static final int MAX_RANK = 8;

  /**
   * Copies the shape.
   *
   * @throws IllegalArgumentException if the name is none for a tensor, there are more than {@value
   *     #MAX_RANK} dimensions, one is negative, or there are more than 2^31 - 1 elements
   */
  public TensorSpec {
    shape = List.copyOf(shape);
    if (name.isEmpty() || name.length() > MAX_NAME || name.equals(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException("[" + name + "] is no name for a tensor");
    }
    if (shape.size() > MAX_RANK) {
      throw new IllegalArgumentException(
          name + " has " + shape.size() + " dimensions, more than " + MAX_RANK);
    }
    long elements = 1;
    for (int extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException(name + " has a dimension of " + extent);
      }
      elements *= extent;
      if (elements > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            name + " of shape " + shape + " has more than " + Integer.MAX_VALUE + " elements");
      }
    }
  }

  /** A tensor of one dimension. */
  public static TensorSpec vector(String name, int length) {
    return new TensorSpec(name, List.of(length));
  }

  /** A tensor of two dimensions, stored row by row. */
  public static TensorSpec matrix(String name, int rows, int columns) {
    return new TensorSpec(name, List.of(rows, columns));
  }

  /** The number of floats. */
  public int elements() {
    int elements = 1;
    for (int extent : shape) {
      elements *= extent;
    }
    return elements;
  }

  long bytes() {
    return (long) elements() * Float.BYTES;
  }
}
