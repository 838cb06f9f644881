package io.esmm.data.prepare;

import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a summary together from what the passes counted. */
final class SummaryBuilder {
  private SummaryBuilder() {}

  /**
   * @param sampledOut training rows that were left out
   * @param warnings those found so far
   */
  static PreparationSummary build(
      FeatureSchema schema,
      List<SplitInput> inputs,
      List<SplitWriter> writers,
      long sampledOut,
      List<String> warnings) {
    Map<String, Long> reasons = new LinkedHashMap<>();
    Map<String, Long> quirks = new LinkedHashMap<>();
    long rows = 0;
    long used = 0;
    long cleared = 0;
    for (SplitInput input : inputs) {
      rows += input.admission().rows();
      used += input.admission().used();
      cleared += input.admission().cleared();
      input.admission().reasons().forEach((why, count) -> reasons.merge(why, count, Long::sum));
      input.quirks().forEach((what, count) -> quirks.merge(what, count, Long::sum));
    }
    List<FieldSummary> fields = new ArrayList<>();
    List<String> allWarnings = new ArrayList<>(warnings);
    for (int f = 0; f < schema.fields().size(); f++) {
      FieldSummary field = field(schema.fields().get(f), f, writers);
      fields.add(field);
      long beyond = beyondRange(writers, f);
      if (beyond > 0) {
        quirks.put(
            "values of [" + field.name() + "] beyond a float's range once scaled, taken as missing",
            beyond);
      }
      if (field.missingShare() == 1) {
        allWarnings.add("field [" + field.name() + "] has no value in any training row");
      }
    }
    return new PreparationSummary(
        rows,
        used - sampledOut,
        reasons.values().stream().mapToLong(Long::longValue).sum(),
        sampledOut,
        reasons,
        cleared,
        writers.stream().map(SplitWriter::summary).toList(),
        fields,
        quirks,
        allWarnings);
  }

  private static long beyondRange(List<SplitWriter> writers, int field) {
    return writers.stream().mapToLong(writer -> writer.counts().beyondRange(field)).sum();
  }

  private static FieldSummary field(EncodedField field, int place, List<SplitWriter> writers) {
    @Nullable FieldCounts train = counts(Split.TRAIN, writers);
    @Nullable FieldCounts test = counts(Split.TEST, writers);
    int tableRows = field instanceof EncodedField.Embedded embedded ? embedded.tableRows() : 0;
    String kind =
        switch (field) {
          case EncodedField.Categorical f -> "categorical";
          case EncodedField.Bag f -> "bag";
          case EncodedField.Sequence f -> "sequence";
          case EncodedField.Bucketized f -> "buckets";
          case EncodedField.Number f -> "number";
          case EncodedField.Cross f -> "cross";
        };
    return new FieldSummary(
        field.name(),
        field.level().name().toLowerCase(Locale.ROOT),
        kind,
        tableRows,
        train == null ? 0 : train.missingShare(place),
        train == null ? 0 : train.unknownShare(place),
        test == null ? null : Double.valueOf(test.unknownShare(place)));
  }

  private static @Nullable FieldCounts counts(Split split, List<SplitWriter> writers) {
    return writers.stream()
        .filter(writer -> writer.split() == split)
        .map(SplitWriter::counts)
        .findFirst()
        .orElse(null);
  }
}
