package io.esmm.data.prepared;

import io.esmm.batch.Batch;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.SchemaFolder;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.ChecksumKind;
import io.esmm.storage.FolderFormat;
import io.esmm.storage.OutputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a prepared data set, batch after batch, into files that are only appended to; memory does
 * not grow with the rows, only with the distinct values of group columns. Nothing stands at the
 * target until {@link #finish}; {@link #close} without it leaves nothing behind. Not thread-safe.
 *
 * <pre>{@code
 * try (PreparedWriter writer = PreparedWriter.create(folder, layout)) {
 *   Batch batch = new Batch(layout.schema(), layout.eventNames());
 *   ...
 *   writer.append(batch, keys, groups);
 *   writer.finish(Map.of("source", "train.csv"));
 * }
 * }</pre>
 */
public final class PreparedWriter implements AutoCloseable {
  /** What a prepared set is, in its manifest. */
  public static final FolderFormat FORMAT = PreparedFile.FORMAT;

  private final AtomicFolder folder;
  private final PreparedLayout layout;
  private final List<ColumnWriter> columns = new ArrayList<>();
  private final List<OutputFile> labels = new ArrayList<>();
  private final List<OutputFile> marked = new ArrayList<>();
  private final List<OutputFile> numbers = new ArrayList<>();
  private final List<GroupWriter> groups = new ArrayList<>();
  private final @Nullable TextWriter keys;
  private @Nullable OutputFile firstImpressions;
  private final long[] positives;
  private final long[] unknown;
  private final long[] meeting;
  private int requests;
  private long impressions;
  private boolean broken;

  private PreparedWriter(AtomicFolder folder, PreparedLayout layout) {
    this.folder = folder;
    this.layout = layout;
    this.positives = new long[layout.events().size()];
    this.unknown = new long[layout.events().size()];
    this.meeting = new long[layout.marks().size()];
    for (EncodedField field : layout.schema().fields()) {
      columns.add(ColumnWriter.of(folder, columns.size(), field));
    }
    for (int e = 0; e < positives.length; e++) {
      labels.add(folder.newFile(ColumnFileNames.labels(e), ChecksumKind.CRC32C));
    }
    for (int m = 0; m < meeting.length; m++) {
      marked.add(folder.newFile(ColumnFileNames.marked(m), ChecksumKind.CRC32C));
    }
    for (int k = 0; k < layout.numbers().size(); k++) {
      numbers.add(folder.newFile(ColumnFileNames.number(k), ChecksumKind.CRC32C));
    }
    for (GroupColumn group : layout.groups()) {
      groups.add(new GroupWriter(folder, groups.size(), group));
    }
    keys = layout.key() == null ? null : new TextWriter(folder, ColumnFileNames.KEYS);
  }

  /**
   * Begins a prepared data set.
   *
   * @param folder where it will stand; a prepared set that is there already is replaced by {@link
   *     #finish}, anything else is refused
   * @throws io.esmm.problem.ProblemException if the folder cannot be made
   */
  public static PreparedWriter create(Path folder, PreparedLayout layout) {
    AtomicFolder created = AtomicFolder.create(folder, FORMAT);
    boolean done = false;
    try {
      PreparedWriter writer = new PreparedWriter(created, layout);
      done = true;
      return writer;
    } finally {
      if (!done) {
        created.close();
      }
    }
  }

  /** Appends a batch of a layout without keys and groups. */
  public void append(Batch batch) {
    append(batch, List.of(), List.of());
  }

  /**
   * Appends whole requests.
   *
   * @param batch rows of the layout's schema and events
   * @param keys one per impression, empty if the layout has no key
   * @param groups for each group column of the layout its values, one per request or per impression
   *     as its level says
   * @throws IllegalArgumentException if the batch, the keys or the groups do not fit the layout, a
   *     label is neither 0, 1 nor unknown, a number is not finite or an id is outside its table;
   *     the writer cannot go on then
   * @throws io.esmm.problem.ProblemException if a file cannot be written (no space left); the
   *     writer cannot go on then
   */
  public void append(Batch batch, List<String> keys, List<List<String>> groups) {
    if (broken) {
      throw new IllegalStateException("the writer failed or was finished before");
    }
    broken = true;
    check(batch, keys, groups);
    appendRequests(batch);
    for (int f = 0; f < columns.size(); f++) {
      columns.get(f).append(batch.column(f));
    }
    for (int e = 0; e < positives.length; e++) {
      positives[e] += count(batch.labels(e), batch.impressions(), (byte) 1);
      unknown[e] += count(batch.labels(e), batch.impressions(), Batch.UNKNOWN);
      labels.get(e).write(batch.labels(e), 0, batch.impressions());
    }
    for (int m = 0; m < meeting.length; m++) {
      meeting[m] += count(batch.marked(m), batch.impressions(), (byte) 1);
      marked.get(m).write(batch.marked(m), 0, batch.impressions());
    }
    for (int k = 0; k < numbers.size(); k++) {
      numbers.get(k).writeFloats(batch.number(k), 0, batch.impressions());
    }
    for (int g = 0; g < groups.size(); g++) {
      groups.get(g).forEach(this.groups.get(g)::append);
    }
    if (this.keys != null) {
      keys.forEach(this.keys::append);
    }
    impressions += batch.impressions();
    requests = Math.addExact(requests, batch.requests());
    broken = false;
  }

  private void check(Batch batch, List<String> keys, List<List<String>> groups) {
    FeatureSchema schema = layout.schema();
    if (batch.schema() != schema && !batch.schema().equals(schema)) {
      throw new IllegalArgumentException("the batch has another schema than the layout");
    }
    if (!batch.events().equals(layout.eventNames())) {
      throw new IllegalArgumentException(
          "the batch has the events " + batch.events() + ", the layout " + layout.eventNames());
    }
    if (!batch.marks().equals(layout.marks())) {
      throw new IllegalArgumentException(
          "the batch has the marks " + batch.marks() + ", the layout " + layout.marks());
    }
    if (!batch.numbers().equals(layout.numbers())) {
      throw new IllegalArgumentException(
          "the batch has the numbers " + batch.numbers() + ", the layout " + layout.numbers());
    }
    batch.check();
    for (int e = 0; e < batch.events().size(); e++) {
      checkLabels(batch, e);
    }
    for (int k = 0; k < batch.numbers().size(); k++) {
      checkNumbers(batch, k);
    }
    expect("keys", keys.size(), layout.key() == null ? 0 : batch.impressions());
    expect("group columns", groups.size(), layout.groups().size());
    for (int g = 0; g < groups.size(); g++) {
      GroupColumn column = layout.groups().get(g);
      boolean perRequest = column.level() == Level.REQUEST;
      expect(
          "values of [" + column.name() + "]",
          groups.get(g).size(),
          perRequest ? batch.requests() : batch.impressions());
    }
  }

  private static void expect(String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(found + " " + what + ", expected " + expected);
    }
  }

  /** The file of first impressions begins when a request first has more than one. */
  private void appendRequests(Batch batch) {
    if (firstImpressions == null && batch.impressions() != batch.requests()) {
      firstImpressions = folder.newFile(ColumnFileNames.FIRST_IMPRESSIONS, ChecksumKind.CRC32C);
      for (long i = 0; i <= impressions; i++) {
        firstImpressions.writeLong(i);
      }
    }
    if (firstImpressions != null) {
      for (int r = 1; r <= batch.requests(); r++) {
        firstImpressions.writeLong(impressions + batch.firstImpression()[r]);
      }
    }
  }

  private static void checkLabels(Batch batch, int event) {
    byte[] labels = batch.labels(event);
    for (int i = 0; i < batch.impressions(); i++) {
      if (labels[i] != 0 && labels[i] != 1 && labels[i] != Batch.UNKNOWN) {
        throw new IllegalArgumentException(
            "the label of [" + batch.events().get(event) + "] is " + labels[i] + ", not 0 or 1");
      }
    }
  }

  private static void checkNumbers(Batch batch, int place) {
    float[] numbers = batch.number(place);
    for (int i = 0; i < batch.impressions(); i++) {
      if (!Float.isFinite(numbers[i])) {
        throw new IllegalArgumentException(
            "the number [" + batch.numbers().get(place) + "] is " + numbers[i]);
      }
    }
  }

  private static long count(byte[] values, int rows, byte value) {
    long count = 0;
    for (int i = 0; i < rows; i++) {
      count += values[i] == value ? 1 : 0;
    }
    return count;
  }

  /** Impressions appended so far. */
  public long impressions() {
    return impressions;
  }

  /** Requests appended so far. */
  public long requests() {
    return requests;
  }

  /**
   * Completes the set: it appears at its folder whole or not at all.
   *
   * @param provenance whatever tells where the rows came from and how many were set aside; goes
   *     into {@code prepared.json} as it is (strings, numbers, lists and maps)
   * @throws io.esmm.problem.ProblemException if the storage fails
   */
  public void finish(Map<String, Object> provenance) {
    if (broken) {
      throw new IllegalStateException("the writer failed or was finished before");
    }
    broken = true;
    List<Long> bagIds = columns.stream().map(ColumnWriter::finish).toList();
    labels.forEach(OutputFile::close);
    marked.forEach(OutputFile::close);
    numbers.forEach(OutputFile::close);
    List<PreparedFile.StoredGroup> storedGroups = groups.stream().map(GroupWriter::finish).toList();
    if (keys != null) {
      keys.finish();
    }
    if (firstImpressions != null) {
      firstImpressions.close();
    }
    SchemaFolder.save(layout.schema(), folder, PreparedFile.SCHEMA);
    PreparedFile file =
        new PreparedFile(
            requests,
            impressions,
            bagIds,
            events(),
            layout.key(),
            storedGroups,
            marks(),
            layout.numbers(),
            layout.sampled(),
            provenance);
    folder.write(PreparedFile.NAME, file.toJson());
    folder.commit();
  }

  private List<PreparedFile.StoredEvent> events() {
    List<PreparedFile.StoredEvent> events = new ArrayList<>();
    for (EventLabel event : layout.events()) {
      int e = events.size();
      events.add(
          new PreparedFile.StoredEvent(event.event(), event.label(), positives[e], unknown[e]));
    }
    return events;
  }

  private List<PreparedFile.StoredMark> marks() {
    List<PreparedFile.StoredMark> marks = new ArrayList<>();
    for (String mark : layout.marks()) {
      marks.add(new PreparedFile.StoredMark(mark, meeting[marks.size()]));
    }
    return marks;
  }

  /** Removes what was written, unless {@link #finish} completed it. */
  @Override
  public void close() {
    folder.close();
  }
}
