package io.esmm.data.prepared;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.esmm.field.Level;
import io.esmm.problem.ProblemException;
import io.esmm.storage.FolderFormat;
import io.esmm.storage.IoProblems;
import io.esmm.storage.StoredFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code prepared.json}.
 *
 * @param requests R
 * @param impressions n
 * @param bagIds for each field, in the order of the schema, the ids in all its rows if it is a bag
 *     or a sequence, else 0
 * @param key the raw column of the keys, or null if there are none
 * @param marks the conditions that rows meet or not; may be absent
 * @param numbers the columns whose numbers rows carry beside their fields; may be absent
 * @param sampled the event without which only a share of the rows was kept; null if all were
 * @param provenance what the writer was told about where the rows come from
 */
record PreparedFile(
    int requests,
    long impressions,
    List<Long> bagIds,
    List<StoredEvent> events,
    @Nullable String key,
    List<StoredGroup> groups,
    List<StoredMark> marks,
    List<String> numbers,
    @Nullable SampledEvent sampled,
    Map<String, Object> provenance) {

  static final FolderFormat FORMAT = new FolderFormat("esmm-prepared", 1, "0.1.0");
  static final String NAME = "prepared.json";
  static final String SCHEMA = "schema";

  private static final int LONGEST = 64 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxNumberLength(100)
                          .maxNameLength(10_000)
                          .maxStringLength(16 << 20)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  PreparedFile {
    bagIds = List.copyOf(requireNonNull(bagIds, "no bagIds"));
    events = List.copyOf(requireNonNull(events, "no events"));
    groups = List.copyOf(requireNonNull(groups, "no groups"));
    marks = marks == null ? List.of() : List.copyOf(marks);
    numbers = numbers == null ? List.of() : List.copyOf(numbers);
    provenance = new LinkedHashMap<>(requireNonNull(provenance, "no provenance"));
    if (requests < 0 || impressions < requests || bagIds.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          requests
              + " requests, "
              + impressions
              + " impressions and bags of "
              + bagIds
              + " cannot be");
    }
  }

  /**
   * An event with its label column.
   *
   * @param positives the impressions on which it happened
   * @param unknown the impressions of which that is not known yet; absent for none
   */
  record StoredEvent(String event, String label, long positives, Long unknown) {
    StoredEvent(String event, String label, long positives, @Nullable Long unknown) {
      this.event = requireNonNull(event, "an event without a name");
      this.label = requireNonNull(label, "an event without a label");
      this.positives = positives;
      this.unknown = unknown == null ? Long.valueOf(0) : unknown;
    }
  }

  /**
   * A condition.
   *
   * @param rows the impressions that meet it
   */
  record StoredMark(String mark, long rows) {
    StoredMark {
      requireNonNull(mark, "a mark without a name");
    }
  }

  /**
   * A group column.
   *
   * @param values the number of distinct values
   */
  record StoredGroup(String name, Level level, int values) {
    StoredGroup {
      requireNonNull(name, "a group column without a name");
      requireNonNull(level, "a group column without a level");
    }
  }

  byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "provenance that is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  static PreparedFile read(StoredFolder folder) {
    Path where = folder.path().resolve(NAME);
    try {
      return JSON.readValue(folder.read(NAME, LONGEST), PreparedFile.class);
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          where.toString(), e.getOriginalMessage(), "prepare the data again", e);
    } catch (IOException e) {
      throw IoProblems.reading(where, e);
    }
  }
}
