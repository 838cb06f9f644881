package io.esmm.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Writes a safetensors file from front to back: the header at once, then each tensor in the order
 * of the names ({@link String#compareTo}), whole or in pieces. Equal content gives equal bytes. The
 * file may be of any size; no tensor is held in memory. Not thread-safe.
 *
 * <pre>{@code
 * SafetensorsWriter weights = new SafetensorsWriter(out, Map.of(), specs);
 * for (String name : sortedNames) {
 *   weights.write(name, values, 0, values.length);
 * }
 * weights.finish();
 * }</pre>
 */
public final class SafetensorsWriter {
  private final OutputFile out;
  private final List<TensorSpec> specs;
  private int current;
  private long written;

  /**
   * Writes the header.
   *
   * @param metadata free text for {@code __metadata__}; none of it is read back as structure
   * @param specs in any order
   */
  public SafetensorsWriter(
      OutputFile out, Map<String, String> metadata, Collection<TensorSpec> specs) {
    SafetensorsHeader header = SafetensorsHeader.of(metadata, specs);
    byte[] json = header.json();
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(json.length).flip());
    out.write(json);
    this.out = out;
    this.specs = header.tensors().values().stream().map(SafetensorsHeader.Placed::spec).toList();
  }

  /** Writes some more of a tensor: values[from], ..., values[from + count - 1]. */
  public void write(String name, float[] values, int from, int count) {
    while (current < specs.size() && !specs.get(current).name().equals(name)) {
      completeCurrent();
    }
    if (current == specs.size()) {
      throw new IllegalArgumentException("there is no tensor " + name + " after those written");
    }
    TensorSpec spec = specs.get(current);
    if (written + count > spec.elements()) {
      throw new IllegalArgumentException(
          name + " has " + spec.elements() + " values, not " + (written + count));
    }
    out.writeFloats(values, from, count);
    written += count;
  }

  /** Ends the file; every tensor must have been written. Closing the output is the caller's. */
  public void finish() {
    while (current < specs.size()) {
      completeCurrent();
    }
  }

  private void completeCurrent() {
    TensorSpec spec = specs.get(current);
    if (written < spec.elements()) {
      throw new IllegalStateException(
          "tensor " + spec.name() + " has " + written + " of " + spec.elements() + " values yet");
    }
    current++;
    written = 0;
  }
}
