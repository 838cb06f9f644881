package io.esmm.graph;

import io.esmm.field.Level;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * Buffers that have a row per request or impression, and their views, kept at the rows of the run.
 */
final class RowBuffers {
  /** Rows start at multiples of this many elements, a whole vector of any width. */
  private static final int ALIGNMENT = 16;

  private final Precision precision;
  private final List<Matrix> requests = new ArrayList<>();
  private final List<Matrix> impressions = new ArrayList<>();

  RowBuffers(Precision precision) {
    this.precision = precision;
  }

  Matrix allocate(Shape shape, int capacity) {
    int width = shape.width();
    int stride = width < ALIGNMENT ? width : (width + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return track(shape.level(), Matrix.withStride(precision, capacity, width, stride));
  }

  Matrix track(Level level, Matrix matrix) {
    list(level).add(matrix);
    return matrix;
  }

  private List<Matrix> list(Level level) {
    return switch (level) {
      case REQUEST -> requests;
      case IMPRESSION -> impressions;
    };
  }

  void setRows(int requestRows, int impressionRows) {
    for (int i = 0; i < requests.size(); i++) {
      requests.get(i).setRows(requestRows);
    }
    for (int i = 0; i < impressions.size(); i++) {
      impressions.get(i).setRows(impressionRows);
    }
  }
}
