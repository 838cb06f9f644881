package io.esmm.data.raw.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.esmm.data.raw.ByteLines;
import io.esmm.data.raw.Rejection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file of JSON lines. A line is a row, or {@code {"request": {...}, "impressions":
 * [{...}, ...]}}; then a row is an impression and has its own properties and the request's.
 */
final class JsonLinesTable implements Table {
  private static final String REQUEST = "request";
  private static final String IMPRESSIONS = "impressions";
  private static final ObjectReader JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxStringLength(1 << 20)
                          .maxNameLength(1 << 10)
                          .maxNumberLength(100)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final ByteLines lines;
  private final List<String> wanted;
  private @Nullable JsonNode request;
  private @Nullable JsonNode impressions;
  private int next;
  private @Nullable JsonNode row;
  private boolean continues;
  private @Nullable Rejection rejection;

  JsonLinesTable(Path path, List<String> wanted) {
    this.lines = ByteLines.open(path);
    this.wanted = List.copyOf(wanted);
  }

  @Override
  public boolean next() {
    rejection = null;
    if (impressions != null && next < impressions.size()) {
      continues = true;
      impression(impressions.get(next++));
      return true;
    }
    impressions = null;
    request = null;
    continues = false;
    do {
      if (!lines.next()) {
        return false;
      }
    } while (lines.text().isBlank());
    line();
    return true;
  }

  private void line() {
    JsonNode node;
    try {
      node = JSON.readTree(lines.bytes(), lines.start(), lines.end() - lines.start());
    } catch (JsonProcessingException e) {
      reject("not a JSON object", e.getOriginalMessage() + column(e.getLocation()));
      return;
    } catch (IOException e) {
      reject("not a JSON object", String.valueOf(e.getMessage()));
      return;
    }
    if (!node.isObject()) {
      reject(
          "not a JSON object",
          "the line is a JSON " + node.getNodeType().name().toLowerCase(Locale.ROOT));
      return;
    }
    if (!node.has(IMPRESSIONS)) {
      row = node;
      return;
    }
    nested(node);
  }

  private static String column(@Nullable JsonLocation location) {
    return location == null ? "" : " at column " + location.getColumnNr();
  }

  private void nested(JsonNode node) {
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!property.getKey().equals(REQUEST) && !property.getKey().equals(IMPRESSIONS)) {
        reject(
            "not a request with impressions",
            "property [" + property.getKey() + "] beside request and impressions");
        return;
      }
    }
    JsonNode given = node.get(IMPRESSIONS);
    if (!given.isArray() || given.isEmpty()) {
      reject("not a request with impressions", "impressions is not a list of at least one object");
      return;
    }
    @Nullable JsonNode common = node.get(REQUEST);
    if (common != null && !common.isObject()) {
      reject("not a request with impressions", "request is not an object");
      return;
    }
    request = common;
    impressions = given;
    next = 1;
    impression(given.get(0));
  }

  private void impression(JsonNode node) {
    row = node;
    if (!node.isObject()) {
      reject("not a request with impressions", "impression " + (next - 1) + " is not an object");
    }
  }

  private void reject(String reason, String detail) {
    rejection = new Rejection(reason, detail);
  }

  @Override
  public @Nullable Object cell(int column) {
    String name = wanted.get(column);
    @Nullable JsonNode node = row == null ? null : row.get(name);
    if (node == null && request != null) {
      node = request.get(name);
    }
    return node == null ? null : cell(node);
  }

  private static @Nullable Object cell(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? (Object) node.longValue()
              : (Object) node.doubleValue();
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>(node.size());
        node.forEach(element -> list.add(cell(element)));
        yield list;
      }
      case OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.properties().forEach(p -> map.put(p.getKey(), cell(p.getValue())));
        yield map;
      }
      case NULL, MISSING, BINARY, POJO -> null;
    };
  }

  @Override
  public @Nullable Rejection rejection() {
    return rejection;
  }

  @Override
  public boolean continuesRequest() {
    return continues;
  }

  @Override
  public String place() {
    return lines.place();
  }

  @Override
  public String text() {
    return row == null || impressions == null ? lines.text() : row.toString();
  }

  @Override
  public double fraction() {
    return lines.fraction();
  }

  @Override
  public void close() {
    lines.close();
  }
}
