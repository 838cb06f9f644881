package io.esmm.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.esmm.storage.SafetensorsHeader.Placed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the head of a safetensors file and believes nothing in it: names are unique, every tensor
 * is F32, the data is covered without a hole or an overlap, and its length is what the file has.
 */
final class SafetensorsHeaderParser {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4)
                  .maxNameLength(TensorSpec.MAX_NAME)
                  .maxNumberLength(20)
                  .maxStringLength(1 << 20)
                  .build())
          .build();

  private final SortedMap<String, String> metadata = new TreeMap<>();
  private final SortedMap<String, Placed> tensors = new TreeMap<>();
  private final JsonParser json;

  private SafetensorsHeaderParser(JsonParser json) {
    this.json = json;
  }

  /**
   * Reads a header.
   *
   * @param text the bytes between the length and the data
   * @param dataBytes the bytes behind them
   */
  static SafetensorsHeader parse(byte[] text, long dataBytes) throws MalformedTensors {
    int end = text.length;
    while (end > 0 && text[end - 1] == ' ') {
      end--;
    }
    if (end == 0 || text[0] != '{' || text[end - 1] != '}') {
      throw new MalformedTensors("header", "it is not a JSON object padded with spaces");
    }
    checkUtf8(text, end);
    try (JsonParser json = JSON.createParser(text, 0, end)) {
      SafetensorsHeaderParser parser = new SafetensorsHeaderParser(json);
      parser.object();
      parser.checkCoverage(dataBytes);
      return new SafetensorsHeader(parser.metadata, parser.tensors, dataBytes);
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
      throw new MalformedTensors(
          "header", "its JSON is wrong at byte " + at + ": " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new MalformedTensors("header", "its JSON cannot be read: " + e.getMessage());
    }
  }

  private static void checkUtf8(byte[] text, int end) throws MalformedTensors {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text, 0, end));
    } catch (CharacterCodingException e) {
      throw new MalformedTensors("header", "it is not UTF-8");
    }
  }

  private void object() throws IOException, MalformedTensors {
    expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      expect(json.nextToken(), JsonToken.START_OBJECT, "an object for " + name);
      if (name.equals(SafetensorsHeader.METADATA)) {
        metadata();
      } else {
        tensor(name);
      }
      if (tensors.size() > SafetensorsHeader.MAX_TENSORS) {
        throw new MalformedTensors(
            "header", "it has more than " + SafetensorsHeader.MAX_TENSORS + " tensors");
      }
    }
    if (json.nextToken() != null) {
      throw new MalformedTensors("header", "something follows its JSON object");
    }
  }

  private void metadata() throws IOException, MalformedTensors {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      expect(json.nextToken(), JsonToken.VALUE_STRING, "a text for metadata " + key);
      metadata.put(key, json.getText());
    }
  }

  private void tensor(String name) throws IOException, MalformedTensors {
    String section = "tensor " + name;
    String dtype = "";
    List<Long> shape = null;
    List<Long> offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      switch (key) {
        case "dtype" -> {
          expect(json.nextToken(), JsonToken.VALUE_STRING, "a text for dtype of " + name);
          dtype = json.getText();
        }
        case "shape" -> shape = numbers(section, TensorSpec.MAX_RANK);
        case "data_offsets" -> offsets = numbers(section, 2);
        default -> throw new MalformedTensors(section, "it has an unknown property [" + key + "]");
      }
    }
    if (!dtype.equals("F32")) {
      throw new MalformedTensors(section, "its dtype is [" + dtype + "], not F32");
    }
    if (shape == null || offsets == null || offsets.size() != 2) {
      throw new MalformedTensors(section, "it lacks a shape or a pair of data_offsets");
    }
    TensorSpec spec = spec(name, section, shape);
    long start = offsets.get(0);
    if (start > Long.MAX_VALUE - spec.bytes() || offsets.get(1) != start + spec.bytes()) {
      throw new MalformedTensors(
          section,
          "its data_offsets "
              + offsets
              + " do not span the "
              + spec.bytes()
              + " bytes of shape "
              + shape);
    }
    tensors.put(name, new Placed(spec, start));
  }

  private static TensorSpec spec(String name, String section, List<Long> shape)
      throws MalformedTensors {
    try {
      return new TensorSpec(name, shape.stream().map(Math::toIntExact).toList());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new MalformedTensors(section, "its shape " + shape + " is impossible");
    }
  }

  private List<Long> numbers(String section, int limit) throws IOException, MalformedTensors {
    expect(json.nextToken(), JsonToken.START_ARRAY, "a list of numbers in " + section);
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, "a whole number in " + section);
      long number = json.getLongValue();
      if (number < 0 || numbers.size() == limit) {
        throw new MalformedTensors(section, "it has a negative number or too many numbers");
      }
      numbers.add(number);
    }
    return numbers;
  }

  private void checkCoverage(long dataBytes) throws MalformedTensors {
    List<Placed> inOrder = new ArrayList<>(tensors.values());
    inOrder.sort(Comparator.comparingLong(Placed::start).thenComparingLong(Placed::end));
    long end = 0;
    for (Placed tensor : inOrder) {
      if (tensor.start() != end) {
        throw new MalformedTensors(
            "tensor " + tensor.spec().name(),
            "its data starts at " + tensor.start() + " where " + end + " is the next free byte");
      }
      end = tensor.end();
    }
    if (end != dataBytes) {
      throw new MalformedTensors(
          "data", "the tensors span " + end + " bytes, the file has " + dataBytes);
    }
  }

  private static void expect(JsonToken found, JsonToken expected, String what)
      throws MalformedTensors {
    if (found != expected) {
      throw new MalformedTensors("header", "expected " + what + ", found " + found);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
