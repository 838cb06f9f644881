package io.esmm.train;

import io.esmm.graph.Initializer;
import io.esmm.graph.Parameter;
import io.esmm.graph.Weights;
import io.esmm.numerics.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A checkpoint with a file of every kind, whose numbers follow from their places. {@link #main}
 * writes one of a new version of the format; those of old versions are never written again.
 */
final class GoldenCheckpoint {
  /** A part that a run depends on, by name. */
  static final SortedMap<String, String> RUN =
      new TreeMap<>(Map.of("towers", RunIdentity.sha256("golden")));

  /** Numbers whose last bit and whose NaN must come back. */
  static final RunState STATE =
      new RunState(
          3, 17, 41L, 5_000_000_000L, 0.1, 1.0 / 3, 1e-300, List.of(0.7, Math.PI), Double.NaN, 2);

  private static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("embedding/item", 4, 2, Initializer.ZEROS, Parameter.Kind.TABLE),
          new Parameter("click/dense0/weight", 2, 3, Initializer.ZEROS, Parameter.Kind.DENSE),
          new Parameter("click/norm/mean", 1, 3, Initializer.ZEROS, Parameter.Kind.STATISTIC));

  private GoldenCheckpoint() {}

  /** Weights of all parameters, zero. */
  static Weights zeros() {
    return new Weights(PARAMETERS, Precision.FLOAT);
  }

  /** Weights such that no two numbers are equal; the smallest is subnormal. */
  static Weights numbered(float scale) {
    Weights weights = zeros();
    int place = 0;
    for (Parameter parameter : PARAMETERS) {
      float[] values = weights.of(parameter).floats();
      for (int i = 0; i < values.length; i++) {
        values[i] = place == 0 ? Float.MIN_VALUE : scale * place / 7;
        place++;
      }
    }
    return weights;
  }

  static OptimizerState values() {
    return new OptimizerState(numbered(-1), numbered(1e-20f), numbered(1e20f));
  }

  static Weights best() {
    return numbered(3);
  }

  /** Arguments: the folder to write the checkpoint into. */
  public static void main(String[] arguments) {
    try (Checkpoints checkpoints =
        Checkpoints.claim(CheckpointFolder.of(Path.of(arguments[0])), RUN)) {
      checkpoints.write(STATE, values(), best(), 1);
    }
  }
}
