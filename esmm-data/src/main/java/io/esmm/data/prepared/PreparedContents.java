package io.esmm.data.prepared;

import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.SchemaFolder;
import io.esmm.problem.ProblemException;
import io.esmm.storage.ManifestEntry;
import io.esmm.storage.StoredFolder;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All files of a prepared set, mapped: what every view of it shares. Thread-safe. */
final class PreparedContents {
  private static final String REMEDY = "prepare the data again";

  final MappedFolder mapping;
  final PreparedFile file;
  final PreparedLayout layout;
  final List<MappedColumn> columns = new ArrayList<>();
  final List<MemorySegment> labels = new ArrayList<>();
  final List<MemorySegment> marked = new ArrayList<>();
  final List<MemorySegment> numbers = new ArrayList<>();
  final @Nullable MappedText keys;
  final List<MemorySegment> groupIds = new ArrayList<>();
  final List<MappedText> groupValues = new ArrayList<>();
  private final @Nullable MemorySegment firstImpressions;

  private PreparedContents(MappedFolder mapping) {
    StoredFolder folder = mapping.folder();
    this.mapping = mapping;
    this.file = PreparedFile.read(folder);
    FeatureSchema schema = SchemaFolder.load(folder, PreparedFile.SCHEMA);
    this.layout = layout(schema);
    this.firstImpressions = firstImpressions();
    for (EncodedField field : schema.fields()) {
      int place = columns.size();
      columns.add(
          MappedColumn.of(mapping, place, field, rows(field.level()), file.bagIds().get(place)));
    }
    for (int e = 0; e < file.events().size(); e++) {
      labels.add(mapping.map(ColumnFileNames.labels(e), file.impressions(), ValueLayout.JAVA_BYTE));
    }
    for (int m = 0; m < file.marks().size(); m++) {
      marked.add(mapping.map(ColumnFileNames.marked(m), file.impressions(), ValueLayout.JAVA_BYTE));
    }
    for (int k = 0; k < file.numbers().size(); k++) {
      numbers.add(mapping.map(ColumnFileNames.number(k), file.impressions(), MappedColumn.FLOAT));
    }
    for (int g = 0; g < file.groups().size(); g++) {
      PreparedFile.StoredGroup group = file.groups().get(g);
      groupIds.add(mapping.map(ColumnFileNames.groupIds(g), rows(group.level()), MappedColumn.INT));
      groupValues.add(MappedText.of(mapping, ColumnFileNames.groupValues(g), group.values()));
    }
    keys =
        file.key() == null
            ? null
            : MappedText.of(mapping, ColumnFileNames.KEYS, file.impressions());
  }

  /**
   * Maps the set at this folder; sizes are verified, and everything else if it is not too large.
   */
  static PreparedContents open(Path path) {
    StoredFolder folder = StoredFolder.open(path, PreparedFile.FORMAT, StoredFolder.Check.SIZES);
    long size = folder.manifest().files().stream().mapToLong(ManifestEntry::size).sum();
    boolean verified = size <= PreparedSet.VERIFIED_BYTES;
    if (verified) { // before anything is believed, so that the altered file is the one that is
      // named
      folder = StoredFolder.open(path, PreparedFile.FORMAT, StoredFolder.Check.EVERYTHING);
    }
    MappedFolder mapping = new MappedFolder(folder);
    boolean done = false;
    try {
      PreparedContents contents = new PreparedContents(mapping);
      if (verified) {
        contents.verifyValues();
      }
      done = true;
      return contents;
    } finally {
      if (!done) {
        mapping.close();
      }
    }
  }

  private PreparedLayout layout(FeatureSchema schema) {
    if (file.bagIds().size() != schema.fields().size()) {
      throw broken(
          PreparedFile.NAME,
          "counts the ids of "
              + file.bagIds().size()
              + " fields, not of "
              + schema.fields().size());
    }
    try {
      return new PreparedLayout(
          schema,
          file.events().stream().map(e -> new EventLabel(e.event(), e.label())).toList(),
          file.key(),
          file.groups().stream().map(g -> new GroupColumn(g.name(), g.level())).toList(),
          file.marks().stream().map(PreparedFile.StoredMark::mark).toList(),
          file.numbers(),
          file.sampled());
    } catch (IllegalArgumentException e) {
      throw broken(PreparedFile.NAME, String.valueOf(e.getMessage()));
    }
  }

  private @Nullable MemorySegment firstImpressions() {
    if (mapping.folder().has(ColumnFileNames.FIRST_IMPRESSIONS)) {
      return mapping.map(
          ColumnFileNames.FIRST_IMPRESSIONS, file.requests() + 1L, MappedColumn.LONG);
    }
    if (file.requests() != file.impressions()) {
      throw broken(
          ColumnFileNames.FIRST_IMPRESSIONS,
          "is missing, though requests have several impressions");
    }
    return null;
  }

  long rows(Level level) {
    return switch (level) {
      case REQUEST -> file.requests();
      case IMPRESSION -> file.impressions();
    };
  }

  long firstImpression(int request) {
    return firstImpressions == null
        ? request
        : firstImpressions.get(MappedColumn.LONG, request * (long) Long.BYTES);
  }

  /** The request that an impression belongs to. */
  int requestOf(long impression) {
    int low = 0;
    int high = file.requests() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (firstImpression(middle) <= impression) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Reads everything: checksums, then whether every value can be what it stands for. */
  void verify() {
    StoredFolder.open(mapping.folder().path(), PreparedFile.FORMAT, StoredFolder.Check.EVERYTHING);
    verifyValues();
  }

  private void verifyValues() {
    if (firstImpressions != null) {
      check(
          ColumnFileNames.FIRST_IMPRESSIONS,
          ContentCheck.offsets(firstImpressions, 1, file.impressions()));
    }
    for (int f = 0; f < columns.size(); f++) {
      EncodedField field = layout.schema().fields().get(f);
      check("field [" + field.name() + "]", columns.get(f).problem());
    }
    for (int e = 0; e < labels.size(); e++) {
      check(
          ColumnFileNames.labels(e),
          ContentCheck.labels(
              labels.get(e), file.events().get(e).positives(), file.events().get(e).unknown()));
    }
    for (int m = 0; m < marked.size(); m++) {
      check(
          ColumnFileNames.marked(m),
          ContentCheck.labels(marked.get(m), file.marks().get(m).rows(), 0));
    }
    for (int k = 0; k < numbers.size(); k++) {
      check(ColumnFileNames.number(k), ContentCheck.numbers(numbers.get(k)));
    }
    for (int g = 0; g < groupIds.size(); g++) {
      check(
          ColumnFileNames.groupIds(g),
          ContentCheck.ids(groupIds.get(g), file.groups().get(g).values()));
      check(ColumnFileNames.groupValues(g), groupValues.get(g).problem());
    }
    if (keys != null) {
      check(ColumnFileNames.KEYS, keys.problem());
    }
  }

  private void check(String what, @Nullable String problem) {
    if (problem != null) {
      throw broken(what, problem);
    }
  }

  private ProblemException broken(String what, String problem) {
    return new ProblemException(mapping.folder().path().toString(), what + " " + problem, REMEDY);
  }
}
