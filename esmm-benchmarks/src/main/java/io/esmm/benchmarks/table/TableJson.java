package io.esmm.benchmarks.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.storage.AtomicFile;
import io.esmm.train.Stage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table for programs: figures in units without a prefix, shares as numbers around 1.
 *
 * <pre>{@code
 * {"java": "25", "kernels": "vector, 256 bits", "parts": [
 *   {"title": "...", "lines": [
 *     {"what": "...", "unit": "share", "lowest": 0.8, "median": 0.9, "highest": 0.91,
 *      "atLeast": 0.8, "met": true}],
 *    "stages": [{"shape": "flat", "seconds": {"forward": 1e-5}, "floors": {"forward": 5e-6}}]}]}
 * }</pre>
 */
public final class TableJson {
  private TableJson() {}

  /**
   * Writes the table; the file appears whole or not at all.
   *
   * @param machine what it was measured on, by name
   * @throws io.esmm.problem.ProblemException if the file cannot be written
   */
  public static void write(Path file, Map<String, String> machine, List<Part> parts) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    machine.forEach(root::put);
    ArrayNode array = root.putArray("parts");
    for (Part part : parts) {
      ObjectNode node = array.addObject().put("title", part.title());
      ArrayNode lines = node.putArray("lines");
      part.lines().forEach(line -> lines.add(line(line)));
      ArrayNode stages = node.putArray("stages");
      for (StageTimes times : part.stages()) {
        ObjectNode of = stages.addObject().put("shape", times.shape());
        times(of.putObject("seconds"), times.seconds());
        times(of.putObject("floors"), times.floors());
      }
    }
    AtomicFile.write(file, (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode line(Line line) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("what", line.what())
            .put("unit", line.unit().name().toLowerCase(Locale.ROOT))
            .put("lowest", line.measured().lowest())
            .put("median", line.measured().median())
            .put("highest", line.measured().highest());
    @Nullable Bar bar = line.bar();
    if (bar != null) {
      String side =
          switch (bar.side()) {
            case AT_LEAST -> "atLeast";
            case AT_MOST -> "atMost";
          };
      node.put(side, bar.value()).put("met", line.met());
    }
    return node;
  }

  private static void times(ObjectNode node, Map<Stage, Double> seconds) {
    seconds.forEach((stage, time) -> node.put(stage.name().toLowerCase(Locale.ROOT), time));
  }
}
