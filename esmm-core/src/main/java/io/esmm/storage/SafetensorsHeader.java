package io.esmm.storage;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The head of a safetensors file: free text about it, and where each tensor stands.
 *
 * @param metadata by key
 * @param tensors by name
 * @param dataBytes the length of everything behind the header
 */
record SafetensorsHeader(
    SortedMap<String, String> metadata, SortedMap<String, Placed> tensors, long dataBytes) {
  static final String METADATA = "__metadata__";

  /** Headers are padded with spaces to a multiple of this, so that floats are aligned in memory. */
  static final int ALIGNMENT = 8;

  /** No header is longer; checked before it is read. */
  static final int MAX_BYTES = 4 << 20;

  static final int MAX_TENSORS = 20_000;

  /** A tensor and its first byte, counted from the end of the header. */
  record Placed(TensorSpec spec, long start) {
    long end() {
      return start + spec.bytes();
    }
  }

  /** Places tensors one behind the other, in the order of their names. */
  static SafetensorsHeader of(Map<String, String> metadata, Collection<TensorSpec> specs) {
    SortedMap<String, TensorSpec> sorted = new TreeMap<>();
    for (TensorSpec spec : specs) {
      if (sorted.put(spec.name(), spec) != null) {
        throw new IllegalArgumentException("two tensors are named " + spec.name());
      }
    }
    SortedMap<String, Placed> placed = new TreeMap<>();
    long end = 0;
    for (TensorSpec spec : sorted.values()) {
      Placed tensor = new Placed(spec, end);
      placed.put(spec.name(), tensor);
      end = tensor.end();
    }
    return new SafetensorsHeader(new TreeMap<>(metadata), placed, end);
  }

  /** The header's JSON, padded. Equal headers give equal bytes. */
  byte[] json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      for (Placed tensor : tensors.values()) {
        json.writeObjectFieldStart(tensor.spec().name());
        json.writeStringField("dtype", "F32");
        json.writeArrayFieldStart("shape");
        for (int extent : tensor.spec().shape()) {
          json.writeNumber(extent);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("data_offsets");
        json.writeNumber(tensor.start());
        json.writeNumber(tensor.end());
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalArgumentException("names must be valid text: " + e.getMessage(), e);
    }
    byte[] text = bytes.toByteArray();
    int padded = Math.ceilDiv(text.length, ALIGNMENT) * ALIGNMENT;
    if (padded > MAX_BYTES || tensors.size() > MAX_TENSORS) {
      throw new IllegalArgumentException(tensors.size() + " tensors need too long a header");
    }
    byte[] result = Arrays.copyOf(text, padded);
    Arrays.fill(result, text.length, padded, (byte) ' ');
    return result;
  }
}
