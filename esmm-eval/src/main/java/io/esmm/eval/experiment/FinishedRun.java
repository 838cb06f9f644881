package io.esmm.eval.experiment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.eval.FunnelEvaluation;
import io.esmm.eval.MetricName;
import io.esmm.eval.curve.RunCurves;
import io.esmm.eval.metric.MetricValue;
import io.esmm.problem.ProblemException;
import io.esmm.storage.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one training gave, kept in a file of its own, so that a comparison that was interrupted goes
 * on with what is missing.
 *
 * @param seconds it took; a comparison counts those of an epoch of training
 * @param metrics on the test rows, by name; NaN where undefined
 * @param curves on the test rows, and of the training
 */
public record FinishedRun(double seconds, Map<String, Double> metrics, RunCurves curves) {
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(100)
                          .maxNameLength(1000)
                          .maxStringLength(1000)
                          .maxDocumentLength(64 << 20)
                          .build())
                  .build())
          .build();
  private static final String SECONDS = "seconds";
  private static final String CURVES = "curves";

  /** Copies the metrics, keeping their order. */
  public FinishedRun {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** Without curves. */
  public FinishedRun(double seconds, Map<String, Double> metrics) {
    this(seconds, metrics, RunCurves.NONE);
  }

  /** The named metrics of an evaluation. */
  public static FinishedRun of(
      double seconds, FunnelEvaluation evaluation, List<MetricName> names, RunCurves curves) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (MetricName name : names) {
      metrics.put(name.toString(), orNotANumber(name.of(evaluation)));
    }
    return new FinishedRun(seconds, metrics, curves);
  }

  /** The value, NaN if it is undefined. */
  public static double orNotANumber(MetricValue value) {
    return switch (value) {
      case MetricValue.Defined defined -> defined.value();
      case MetricValue.Undefined _ -> Double.NaN;
    };
  }

  /** Writes the file whole or not at all. */
  public void write(Path file) {
    ObjectNode node = JSON.createObjectNode();
    node.put(SECONDS, seconds);
    ObjectNode values = node.putObject("metrics");
    metrics.forEach((name, value) -> {
      if (Double.isNaN(value)) {
        values.putNull(name);
      } else {
        values.put(name, value);
      }
    });
    node.set(CURVES, curves.toJson());
    AtomicFile.write(file, node.toPrettyString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #write} wrote, digit for digit.
   *
   * @throws ProblemException if the file holds something else
   */
  public static FinishedRun read(Path file) {
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(file));
      Map<String, Double> metrics = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> metric : node.required("metrics").properties()) {
        metrics.put(metric.getKey(), metric.getValue().asDouble(Double.NaN));
      }
      RunCurves curves = node.has(CURVES) ? RunCurves.of(node.get(CURVES)) : RunCurves.NONE;
      return new FinishedRun(node.required(SECONDS).asDouble(), metrics, curves);
    } catch (com.fasterxml.jackson.core.JacksonException | IllegalArgumentException e) {
      throw new ProblemException(
          file.toString(), "is not the result of a run", "remove it, and it is made again", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
