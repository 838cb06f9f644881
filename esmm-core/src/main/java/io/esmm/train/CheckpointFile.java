package io.esmm.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code checkpoint.json}: the {@link RunState}, and what the run is told from others by. Doubles
 * are texts in the form of {@link Double#toString}, which gives back every bit, and NaN.
 *
 * @param run names of what the run depends on, with a SHA-256 of each
 */
record CheckpointFile(
    SortedMap<String, String> run,
    int epoch,
    int requests,
    long steps,
    long rows,
    String loss,
    String runningLoss,
    String epochLoss,
    List<String> epochLosses,
    String bestMetric,
    int withoutImprovement) {
  static final String NAME = "checkpoint.json";

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxNumberLength(20)
                          .maxNameLength(1000)
                          .maxStringLength(1000)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  static CheckpointFile of(SortedMap<String, String> run, RunState state) {
    return new CheckpointFile(
        run,
        state.epoch(),
        state.requests(),
        state.steps(),
        state.rows(),
        Double.toString(state.loss()),
        Double.toString(state.runningLoss()),
        Double.toString(state.epochLoss()),
        state.epochLosses().stream().map(String::valueOf).toList(),
        Double.toString(state.bestMetric()),
        state.withoutImprovement());
  }

  byte[] text() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a checkpoint cannot be written as JSON", e);
    }
  }

  /**
   * @param shown the file's name in a problem
   * @throws ProblemException if the text is no checkpoint's
   */
  static CheckpointFile read(byte[] text, Path shown) {
    try {
      return JSON.readValue(text, CheckpointFile.class);
    } catch (IOException e) {
      throw damaged(shown, e);
    }
  }

  /**
   * @throws ProblemException if the numbers are no state of a training
   */
  RunState state(Path shown) {
    try {
      return new RunState(
          epoch,
          requests,
          steps,
          rows,
          Double.parseDouble(loss),
          Double.parseDouble(runningLoss),
          Double.parseDouble(epochLoss),
          epochLosses.stream().map(CheckpointFile::number).toList(),
          Double.parseDouble(bestMetric),
          withoutImprovement);
    } catch (IllegalArgumentException e) {
      throw damaged(shown, e);
    }
  }

  /** An entry of a list, which unlike a property may be null. */
  private static double number(@Nullable String text) {
    if (text == null) {
      throw new IllegalArgumentException("a loss is null");
    }
    return Double.parseDouble(text);
  }

  private static ProblemException damaged(Path shown, Exception cause) {
    return new ProblemException(
        shown.toString(),
        "is no checkpoint's: " + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""),
        "remove the checkpoint",
        cause);
  }
}
