package io.esmm.data.prepared;

import io.esmm.batch.Batch;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.problem.ProblemException;
import io.esmm.storage.Manifest;
import io.esmm.train.TrainingSet;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A prepared data set, mapped into memory: the operating system reads what is touched, the heap
 * holds only the schema. Reading is thread-safe.
 */
public final class PreparedSet implements TrainingSet, AutoCloseable {
  /** Sets up to this size are verified as a whole whenever they are opened. */
  public static final long VERIFIED_BYTES = 256L << 20;

  private final PreparedContents contents;
  private final FeatureSchema schema;
  private final List<EventLabel> events;
  private final List<String> marks;

  /** Where the fields of the schema, and the events, stand in the contents. */
  private final int[] fieldPlaces;

  private final int[] eventPlaces;
  private final int[] markPlaces;
  private final List<String> numbers;
  private final int[] numberPlaces;

  private PreparedSet(
      PreparedContents contents,
      FeatureSchema schema,
      List<EventLabel> events,
      List<String> marks,
      List<String> numbers) {
    this.contents = contents;
    this.numbers = List.copyOf(numbers);
    this.numberPlaces = numbers.stream().mapToInt(contents.layout.numbers()::indexOf).toArray();
    this.marks = List.copyOf(marks);
    this.markPlaces = marks.stream().mapToInt(contents.layout.marks()::indexOf).toArray();
    this.schema = schema;
    this.events = events;
    FeatureSchema stored = contents.layout.schema();
    this.fieldPlaces =
        schema.fields().stream().mapToInt(field -> stored.indexOf(field.name())).toArray();
    this.eventPlaces = events.stream().mapToInt(contents.layout.events()::indexOf).toArray();
  }

  /**
   * Maps the set at this folder. The sizes of all files are verified; everything is, as by {@link
   * #verify}, if the set is no larger than {@link #VERIFIED_BYTES}.
   *
   * @throws io.esmm.problem.ProblemException if the folder holds no prepared set, a file is
   *     missing, truncated or altered, or the format is newer than this version reads
   */
  public static PreparedSet open(Path folder) {
    PreparedContents contents = PreparedContents.open(folder);
    return new PreparedSet(
        contents,
        contents.layout.schema(),
        contents.layout.events(),
        contents.layout.marks(),
        contents.layout.numbers());
  }

  /** Whether the folder looks like a prepared set, complete or not. */
  public static boolean isPrepared(Path folder) {
    return Files.exists(folder.resolve(PreparedFile.NAME))
        && Files.exists(folder.resolve(Manifest.FILE));
  }

  /**
   * Reads all files and compares checksums and contents: ids inside their tables, offsets
   * ascending, labels 0 or 1.
   *
   * @throws io.esmm.problem.ProblemException naming the file that is wrong
   */
  public void verify() {
    contents.verify();
  }

  /**
   * The same rows seen through these fields, which may differ from those the set was made with in
   * what the rows do not depend on: order, embedding dimension, pooling (unless it begins to need
   * weights). The view needs no closing of its own.
   *
   * @throws io.esmm.problem.ProblemException if the fields or the events with their labels are not
   *     those of the set, naming each difference; the remedy is to prepare again
   */
  public PreparedSet require(List<? extends FieldConfig> fields, List<EventLabel> events) {
    return require(fields, events, List.of());
  }

  /**
   * The same rows seen through these fields, with these marks.
   *
   * @throws io.esmm.problem.ProblemException as above, or if a mark is missing
   */
  public PreparedSet require(
      List<? extends FieldConfig> fields, List<EventLabel> events, List<String> marks) {
    return require(fields, events, marks, List.of());
  }

  /**
   * The same rows seen through these fields, with these marks and these numbers.
   *
   * @param numbers the raw columns whose numbers are wanted
   * @throws io.esmm.problem.ProblemException as above, or if a mark or a number is missing
   */
  public PreparedSet require(
      List<? extends FieldConfig> fields,
      List<EventLabel> events,
      List<String> marks,
      List<String> numbers) {
    SetDifferences differences =
        new SetDifferences(folder(), "prepare the data again with this configuration");
    differences.compareFields(contents.layout.schema(), fields);
    differences.compareEvents(contents.layout.events(), events);
    differences.compareMarks(contents.layout.marks(), marks);
    differences.compareNumbers(contents.layout.numbers(), numbers);
    differences.throwIfAny();
    return new PreparedSet(
        contents,
        Reconfiguration.of(contents.layout.schema(), fields),
        List.copyOf(events),
        marks,
        numbers);
  }

  /**
   * Makes sure that rows were left out of the set, or not, as a configuration says.
   *
   * @param asked null if all rows must be there
   * @throws io.esmm.problem.ProblemException if they were left out in another way
   */
  public void requireSampled(@Nullable SampledEvent asked) {
    if (!Objects.equals(asked, contents.layout.sampled())) {
      throw new ProblemException(
          folder().toString(),
          "the prepared set was made with "
              + describe(contents.layout.sampled())
              + ", asked for are "
              + describe(asked),
          "prepare the data again, or set training.downSample accordingly");
    }
  }

  private static String describe(@Nullable SampledEvent sampled) {
    return sampled == null
        ? "all rows"
        : "a share of ["
            + sampled.keepNegatives()
            + "] of the rows without ["
            + sampled.event()
            + "]";
  }

  /**
   * The same rows seen through a model's schema, if they were encoded with it.
   *
   * @throws io.esmm.problem.ProblemException naming each field that is another or was learnt
   *     differently; the remedy is to prepare with the model's schema
   */
  public PreparedSet requireSchema(FeatureSchema model) {
    SetDifferences differences =
        new SetDifferences(folder(), "prepare the data with the model's fields and vocabularies");
    differences.compareFields(
        contents.layout.schema(), model.fields().stream().map(EncodedField::config).toList());
    differences.compareLearnt(contents.layout.schema(), model);
    differences.throwIfAny();
    return new PreparedSet(contents, model, events, marks, numbers);
  }

  /** Where the set stands. */
  public Path folder() {
    return contents.mapping.folder().path();
  }

  /** What the set holds of every row, as it was written. */
  public PreparedLayout layout() {
    return contents.layout;
  }

  /** What {@link PreparedWriter#finish} was given. */
  public Map<String, Object> provenance() {
    return Collections.unmodifiableMap(contents.file.provenance());
  }

  @Override
  public FeatureSchema schema() {
    return schema;
  }

  @Override
  public List<String> events() {
    return events.stream().map(EventLabel::event).toList();
  }

  @Override
  public Batch newBatch() {
    return new Batch(schema, events(), marks, numbers);
  }

  @Override
  public int requests() {
    return contents.file.requests();
  }

  @Override
  public long impressions() {
    return contents.file.impressions();
  }

  @Override
  public int impressions(int request) {
    return (int) (firstImpression(request + 1) - firstImpression(request));
  }

  /**
   * The place of a request's first impression among all impressions; request R gives their number.
   */
  public long firstImpression(int request) {
    return contents.firstImpression(Objects.checkIndex(request, requests() + 1));
  }

  @Override
  public void read(int[] requests, int from, int count, Batch batch) {
    batch.clear();
    RowRuns requestRows = new RowRuns(count);
    RowRuns impressionRows = new RowRuns(count);
    for (int i = from; i < from + count; i++) {
      long first = firstImpression(requests[i]);
      int impressions = (int) (firstImpression(requests[i] + 1) - first);
      requestRows.add(requests[i], 1);
      impressionRows.add(first, impressions);
      batch.addRequest(impressions);
    }
    read(requestRows, impressionRows, batch);
  }

  /** Reads these rows behind the requests that a batch has been given. */
  void read(RowRuns requestRows, RowRuns impressionRows, Batch batch) {
    List<EncodedField> fields = schema.fields();
    for (int f = 0; f < fieldPlaces.length; f++) {
      RowRuns rows =
          switch (fields.get(f).level()) {
            case REQUEST -> requestRows;
            case IMPRESSION -> impressionRows;
          };
      contents.columns.get(fieldPlaces[f]).read(rows, batch.column(f));
    }
    for (int e = 0; e < eventPlaces.length; e++) {
      impressionRows.copyBytes(contents.labels.get(eventPlaces[e]), batch.labels(e), 0);
    }
    for (int m = 0; m < batch.marks().size(); m++) {
      impressionRows.copyBytes(contents.marked.get(markPlaces[m]), batch.marked(m), 0);
    }
    for (int k = 0; k < batch.numbers().size(); k++) {
      impressionRows.copyFloats(contents.numbers.get(numberPlaces[k]), batch.number(k), 0);
    }
  }

  /** The checksums of all files of the set: another one as soon as one file differs. */
  @Override
  public String fingerprint() {
    return contents.mapping.folder().manifest().files().toString();
  }

  /**
   * The same rows with the labels of some of the events, in this order: a network for one event
   * alone is trained on such a view. It needs no closing of its own.
   *
   * @throws IllegalArgumentException if an event is unknown
   */
  public PreparedSet withEvents(List<String> names) {
    List<EventLabel> chosen = new ArrayList<>();
    for (String name : names) {
      int place = events().indexOf(name);
      if (place < 0) {
        throw new IllegalArgumentException("event [" + name + "] unknown; known: " + events());
      }
      chosen.add(events.get(place));
    }
    return new PreparedSet(contents, schema, List.copyOf(chosen), marks, numbers);
  }

  /**
   * The labels of impressions [from, from + labels.length): 1, 0, or {@link Batch#UNKNOWN}.
   *
   * @param event its place in {@link #events()}
   */
  public void readLabels(int event, long from, byte[] labels) {
    Objects.checkFromIndexSize(from, labels.length, impressions());
    MemorySegment.copy(
        contents.labels.get(eventPlaces[event]),
        ValueLayout.JAVA_BYTE,
        from,
        labels,
        0,
        labels.length);
  }

  /** How many impressions do not tell yet whether the event happened. */
  public long unknown(int event) {
    return contents.file.events().get(eventPlaces[event]).unknown();
  }

  /** How many of the impressions had the event (by its place in {@link #events()}). */
  public long positives(int event) {
    return contents.file.events().get(eventPlaces[event]).positives();
  }

  /**
   * The keys of impressions [from, from + keys.length).
   *
   * @throws IllegalStateException if the layout has no key
   */
  public void readKeys(long from, String[] keys) {
    Objects.checkFromIndexSize(from, keys.length, impressions());
    if (contents.keys == null) {
      throw new IllegalStateException("the prepared set has no keys");
    }
    for (int i = 0; i < keys.length; i++) {
      keys[i] = contents.keys.get(from + i);
    }
  }

  /**
   * The group ids of impressions [from, from + groups.length), whatever the group's level.
   *
   * @param group the group column's place in the layout
   */
  public void readGroups(int group, long from, int[] groups) {
    Objects.checkFromIndexSize(from, groups.length, impressions());
    MemorySegment ids = contents.groupIds.get(group);
    if (contents.layout.groups().get(group).level() == Level.IMPRESSION) {
      MemorySegment.copy(ids, MappedColumn.INT, from * Integer.BYTES, groups, 0, groups.length);
      return;
    }
    int request = groups.length == 0 ? 0 : contents.requestOf(from);
    for (int i = 0; i < groups.length; i++) {
      if (from + i >= firstImpression(request + 1)) {
        request++;
      }
      groups[i] = ids.get(MappedColumn.INT, request * (long) Integer.BYTES);
    }
  }

  /** The number of distinct values of a group column; ids are below it. */
  public int groupValues(int group) {
    return contents.file.groups().get(group).values();
  }

  /**
   * The raw value behind a group id.
   *
   * @param group the place of the group column in the layout
   * @param id 0..{@link #groupValues}-1
   * @throws IndexOutOfBoundsException if there is no such id
   */
  public String groupValue(int group, int id) {
    return contents.groupValues.get(group).get(Objects.checkIndex(id, groupValues(group)));
  }

  /**
   * Unmaps the set and all views of it. Reading afterwards throws {@link IllegalStateException};
   * nobody may be reading now. Closing again does nothing.
   */
  @Override
  public void close() {
    contents.mapping.close();
  }
}
