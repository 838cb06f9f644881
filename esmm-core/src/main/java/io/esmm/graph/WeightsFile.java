package io.esmm.graph;

import io.esmm.problem.ProblemException;
import io.esmm.storage.OutputFile;
import io.esmm.storage.SafetensorsReader;
import io.esmm.storage.SafetensorsWriter;
import io.esmm.storage.TensorSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A number for each weight, as a safetensors file: a tensor (rows, columns) for each parameter,
 * under its name, in the order of names. Not thread-safe.
 */
public final class WeightsFile implements AutoCloseable {
  private final SafetensorsReader tensors;

  private WeightsFile(SafetensorsReader tensors) {
    this.tensors = tensors;
  }

  /**
   * Writes all tensors; the file is left open.
   *
   * @param about texts for the file's header, by name
   */
  public static void write(Weights values, Map<String, String> about, OutputFile out) {
    List<Parameter> sorted =
        values.parameters().stream().sorted(Comparator.comparing(Parameter::name)).toList();
    SafetensorsWriter tensors =
        new SafetensorsWriter(out, about, sorted.stream().map(WeightsFile::spec).toList());
    for (Parameter p : sorted) {
      float[] floats = values.of(p).floats();
      tensors.write(p.name(), floats, 0, floats.length);
    }
    tensors.finish();
  }

  /**
   * Opens a file that has a tensor for each parameter, in its shape, and no other. Nothing is
   * allocated by what the file claims: what the parameters ask for is no more than it holds.
   *
   * @param remedy what to do about a file of other tensors
   * @throws ProblemException if the file is none of that
   */
  public static WeightsFile open(Path file, List<Parameter> parameters, String remedy) {
    return of(SafetensorsReader.open(file), file, parameters, remedy);
  }

  /**
   * The same, mapped for as long as the arena is alive: a {@link #slice} may outlive this object.
   *
   * @param remedy what to do about a file of other tensors
   * @throws ProblemException if the file is none of that
   */
  public static WeightsFile open(
      Path file, Arena arena, List<Parameter> parameters, String remedy) {
    return of(SafetensorsReader.open(file, arena), file, parameters, remedy);
  }

  private static WeightsFile of(
      SafetensorsReader tensors, Path file, List<Parameter> parameters, String remedy) {
    boolean fits = false;
    try {
      if (tensors.tensors().size() != parameters.size()) {
        throw new ProblemException(
            file.toString(),
            "holds " + tensors.tensors().size() + " tensors, not " + parameters.size(),
            remedy);
      }
      for (Parameter p : parameters) {
        tensors.slice(spec(p));
      }
      fits = true;
      return new WeightsFile(tensors);
    } finally {
      if (!fits) {
        tensors.close();
      }
    }
  }

  /** Reads the values of a parameter, bit for bit; whoever reads judges them. */
  public void read(Parameter parameter, float[] into) {
    tensors.read(spec(parameter), into, 0);
  }

  /** The values of a parameter where they stand in the file. */
  public MemorySegment slice(Parameter parameter) {
    return tensors.slice(spec(parameter));
  }

  @Override
  public void close() {
    tensors.close();
  }

  private static TensorSpec spec(Parameter p) {
    return TensorSpec.matrix(p.name(), p.rows(), p.columns());
  }
}
