package io.esmm.train;

import io.esmm.graph.Parameter;
import io.esmm.graph.Weights;
import io.esmm.graph.WeightsFile;
import io.esmm.problem.ProblemException;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.ChecksumKind;
import io.esmm.storage.OutputFile;
import java.nio.file.Path;
import java.util.Map;

/** A number for each weight, such as a moment of its gradient, in a checkpoint. */
final class CheckpointTensors {
  private static final String REMEDY = "remove the checkpoint";

  private CheckpointTensors() {}

  static void write(Weights values, AtomicFolder folder, String name) {
    try (OutputFile out = folder.newFile(name, ChecksumKind.CRC32C)) {
      WeightsFile.write(values, Map.of(), out);
    }
  }

  /**
   * Reads every bit back.
   *
   * @param least no value is below it, and none is NaN
   * @param most no value is above it
   * @throws ProblemException if the file holds other tensors or values
   */
  static void read(Path file, Weights into, float least, float most) {
    try (WeightsFile tensors = WeightsFile.open(file, into.parameters(), REMEDY)) {
      for (Parameter p : into.parameters()) {
        float[] values = into.of(p).floats();
        tensors.read(p, values);
        requireRange(file, p, values, least, most);
      }
    }
  }

  private static void requireRange(
      Path file, Parameter p, float[] values, float least, float most) {
    for (float value : values) {
      if (!(value >= least && value <= most)) {
        throw new ProblemException(
            file.toString(),
            "tensor [" + p.name() + "] holds [" + value + "], which no training leaves there",
            REMEDY);
      }
    }
  }
}
