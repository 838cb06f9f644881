package io.esmm.data.prepare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a preparation did. Rows in are rows used, rows set aside and rows left out, exactly.
 *
 * @param rowsIn rows of all sources
 * @param rowsUsed rows in the splits
 * @param rowsSetAside rows in {@code set-aside.csv}
 * @param rowsSampledOut training rows that were left out, as {@code training.downSample} says
 * @param setAside the same by reason
 * @param rowsCleared rows used as if an event had not happened, by the policy {@code clear}
 * @param splits what each split holds
 * @param fields what was learnt of each field
 * @param quirks harmless irregularities and how often they were seen
 * @param warnings what deserves a look
 */
public record PreparationSummary(
    long rowsIn,
    long rowsUsed,
    long rowsSetAside,
    long rowsSampledOut,
    Map<String, Long> setAside,
    long rowsCleared,
    List<SplitSummary> splits,
    List<FieldSummary> fields,
    Map<String, Long> quirks,
    List<String> warnings) {
  /**
   * Copies lists and maps, and checks that no row is lost or counted twice.
   *
   * @throws IllegalStateException if the rows used, set aside and left out are not the rows that
   *     came in, or the rows of the splits not those used
   */
  public PreparationSummary {
    setAside = Collections.unmodifiableMap(new LinkedHashMap<>(setAside));
    quirks = Collections.unmodifiableMap(new LinkedHashMap<>(quirks));
    splits = List.copyOf(splits);
    fields = List.copyOf(fields);
    warnings = List.copyOf(warnings);
    if (rowsIn != rowsUsed + rowsSetAside + rowsSampledOut) {
      throw new IllegalStateException(
          rowsIn
              + " rows in, "
              + rowsUsed
              + " used, "
              + rowsSetAside
              + " set aside and "
              + rowsSampledOut
              + " left out");
    }
    long inSplits = splits.stream().mapToLong(SplitSummary::impressions).sum();
    if (inSplits != rowsUsed) {
      throw new IllegalStateException(rowsUsed + " rows used, " + inSplits + " in the splits");
    }
  }

  /** As {@code summary.json} holds it. */
  public byte[] toJson() {
    try {
      String json =
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
      return json.getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Aligned text for a terminal, lines ended by {@code \n}. */
  public String toText() {
    return SummaryText.of(this);
  }
}
