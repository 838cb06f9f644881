package io.esmm.data.prepared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.batch.Batch;
import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.NumberScale;
import io.esmm.field.NumericField;
import io.esmm.field.Pooling;
import io.esmm.field.Vocabulary;
import io.esmm.problem.ProblemException;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.ChecksumKind;
import io.esmm.storage.StoredFolder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing but a whole, true set is opened; nothing but rows of the layout is written. */
class PreparedSetRejectsTest {
  private static final FeatureSchema SCHEMA =
      new FeatureSchema(
          List.of(
              new EncodedField.Categorical(
                  new CategoricalField("user", Level.REQUEST, null, null, null),
                  new Vocabulary("user", List.of("a", "b"))),
              new EncodedField.Bag(
                  new BagField("tags", Level.IMPRESSION, null, null, null, Pooling.WEIGHTED),
                  new Vocabulary("tags", List.of("x", "y"))),
              new EncodedField.Number(
                  new NumericField("price", Level.IMPRESSION, null, null, null, null),
                  new NumberScale(false, 0, 1))));
  private static final PreparedLayout LAYOUT =
      new PreparedLayout(
          SCHEMA,
          List.of(new EventLabel("click", "is_click")),
          "id",
          List.of(new GroupColumn("tab", Level.IMPRESSION)));

  @TempDir Path folder;
  private Path set;

  private static Batch batch() {
    SplittableRandom random = new SplittableRandom(1);
    Batch batch = new Batch(SCHEMA, LAYOUT.eventNames());
    while (batch.impressions() < 20) {
      RandomSchema.addRequest(batch, 4, random);
    }
    return batch;
  }

  private static List<String> texts(int count) {
    return Stream.iterate("k", text -> text + "k").limit(count).toList();
  }

  private static void append(PreparedWriter writer, Batch batch) {
    List<String> texts = texts(batch.impressions());
    writer.append(batch, texts, List.of(texts));
  }

  @BeforeEach
  void write() {
    set = folder.resolve("set");
    try (PreparedWriter writer = PreparedWriter.create(set, LAYOUT)) {
      append(writer, batch());
      writer.finish(Map.of());
    }
  }

  private static List<Path> files(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void everyFileMissingTruncatedExtendedOrAlteredIsNamed() throws Exception {
    List<Path> files = files(set);
    assertThat(files).hasSizeGreaterThan(14);
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      Files.delete(file);
      assertRefused(file);
      if (content.length > 0) {
        Files.write(file, Arrays.copyOf(content, content.length - 1));
        assertRefused(file);
        byte[] altered = content.clone();
        altered[content.length / 2] ^= 4;
        Files.write(file, altered);
        assertRefused(file);
      }
      Files.write(file, Arrays.copyOf(content, content.length + 1));
      assertRefused(file);
      Files.write(file, content);
    }
    PreparedSet.open(set).close();
  }

  private void assertRefused(Path file) {
    assertThatThrownBy(() -> PreparedSet.open(set))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(file.getFileName().toString());
  }

  @Test
  void aFolderWithoutASetIsRefused() throws Exception {
    assertThat(PreparedSet.isPrepared(set)).isTrue();
    assertThat(PreparedSet.isPrepared(folder)).isFalse();
    assertThatThrownBy(() -> PreparedSet.open(folder.resolve("nowhere")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> PreparedSet.open(folder)).isInstanceOf(ProblemException.class);
  }

  /** Copies the set with one file replaced and the checksums made right again. */
  private Path forged(String name, byte[] content) throws Exception {
    Path forged = folder.resolve("forged");
    StoredFolder stored =
        StoredFolder.open(set, PreparedFile.FORMAT, StoredFolder.Check.EVERYTHING);
    try (AtomicFolder out = AtomicFolder.create(forged, PreparedFile.FORMAT)) {
      for (var entry : stored.manifest().files()) {
        byte[] bytes =
            entry.path().equals(name) ? content : Files.readAllBytes(set.resolve(entry.path()));
        Path file = out.path().resolve(entry.path());
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        out.add(entry.path(), ChecksumKind.CRC32C);
      }
      out.commit();
    }
    return forged;
  }

  @ParameterizedTest
  @CsvSource({
    "fields/0.ids.i32, 0, 4, field [user] has the id [4]",
    "fields/0.ids.i32, 0, -1, field [user] has the id [-1]",
    "fields/1.ids.i32, 1, 9, field [tags] has the id [9]",
    "fields/1.offsets.i64, 0, 1, field [tags] has the offset [1]",
    "fields/1.offsets.i64, 2, 1000, field [tags] has the offset",
    "fields/1.offsets.i64, -2, 1000, field [tags] ends at the offset [1000]",
    "fields/1.weights.f32, 0, 2143289344, field [tags] has the number [NaN]",
    "fields/2.numbers.f32, 3, 2139095040, field [price] has the number [Infinity]",
    "requests/first-impression.i64, 4, 0, first-impression.i64 has the offset [0]",
    "groups/0.ids.i32, 0, 77, groups/0.ids.i32 has the id [77]",
    "keys/0.offsets.i64, 4, 1000, keys/0 has the offset"
  })
  void aLieWithATrueChecksumIsFoundOut(String name, int place, int value, String what)
      throws Exception {
    byte[] content = Files.readAllBytes(set.resolve(name));
    int at = (place < 0 ? content.length + 4 * place : 4 * place);
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    Path forged = forged(name, content);
    assertThatThrownBy(() -> PreparedSet.open(forged))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"positives\" | \"more\"",
        "\"requests\" : | \"requests\" : 1",
        "\"impressions\" : 2 | \"impressions\" : 3",
        "\"is_click\" | \"\"",
        "\"bagIds\" : [ 0 | \"bagIds\" : [ -1",
        "\"bagIds\" : [ 0, | \"bagIds\" : [",
        "\"bagIds\" : [ 0 | \"bagIds\" : [ null",
        "\"key\" : \"id\" | \"key\" : null",
        "\"values\" : | \"values\" : 1",
        "\"level\" : \"impression\" | \"level\" : \"request\"",
        "\"level\" : \"impression\" | \"level\" : null",
        "\"name\" : \"tab\" | \"name\" : null",
        "\"provenance\" : { } | \"provenance\" : null",
        "} | "
      })
  void aDescriptionThatContradictsTheFilesIsRefused(String from, String to) throws Exception {
    String text = Files.readString(set.resolve(PreparedFile.NAME));
    assertThat(text).contains(from);
    Path forged =
        forged(PreparedFile.NAME, text.replace(from, to == null ? "" : to).getBytes("UTF-8"));
    if (text.contains("\"key\" : \"id\"") && "\"key\" : null".equals(to)) {
      // Harmless: the keys are there and nobody asks for them.
      PreparedSet.open(forged).close();
      return;
    }
    assertThatThrownBy(() -> PreparedSet.open(forged)).isInstanceOf(ProblemException.class);
  }

  @Test
  void aWriterThatIsNotFinishedLeavesNothing() throws Exception {
    Path other = folder.resolve("other");
    try (PreparedWriter writer = PreparedWriter.create(other, LAYOUT)) {
      append(writer, batch());
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(set);
    }
  }

  @Test
  void aFinishedSetReplacesAnOldOne() {
    try (PreparedWriter writer = PreparedWriter.create(set, LAYOUT)) {
      append(writer, batch());
      append(writer, batch());
      try (PreparedSet old = PreparedSet.open(set)) {
        assertThat(old.impressions()).isEqualTo(batch().impressions());
      }
      writer.finish(Map.of());
    }
    try (PreparedSet replaced = PreparedSet.open(set)) {
      assertThat(replaced.impressions()).isEqualTo(2L * batch().impressions());
    }
  }

  @Test
  void rowsThatDoNotFitTheLayoutAreRefusedAndEndTheWriter() {
    Batch labels = batch();
    labels.labels(0)[3] = 2;
    assertNotWritten(labels, "the label of [click] is 2, not 0 or 1");
    Batch ids = batch();
    ((Column.Ids) ids.column(0)).ids()[0] = 4;
    assertNotWritten(ids, "field [user] has the id 4, its table 4 rows");
    Batch numbers = batch();
    ((Column.Numbers) numbers.column(2)).values()[0] = Float.NaN;
    assertNotWritten(numbers, "field [price] has the number NaN");
    Batch rows = batch();
    ((Column.Ids) rows.column(0)).add(0);
    assertNotWritten(rows, "field [user] has");
    assertNotWritten(new Batch(SCHEMA, List.of("buy")), "the batch has the events [buy]");
  }

  private void assertNotWritten(Batch batch, String what) {
    try (PreparedWriter writer = PreparedWriter.create(folder.resolve("bad"), LAYOUT)) {
      assertThatThrownBy(() -> append(writer, batch)).hasMessageContaining(what);
      assertThatThrownBy(() -> append(writer, batch())).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> writer.finish(Map.of())).isInstanceOf(IllegalStateException.class);
    }
    assertThat(folder.resolve("bad")).doesNotExist();
  }

  @Test
  void keysAndGroupsMustCoverEveryRow() {
    try (PreparedWriter writer = PreparedWriter.create(folder.resolve("bad"), LAYOUT)) {
      assertThatThrownBy(() -> writer.append(batch())).hasMessageContaining("0 keys, expected 2");
    }
    try (PreparedWriter writer = PreparedWriter.create(folder.resolve("bad"), LAYOUT)) {
      List<String> keys = texts(batch().impressions());
      assertThatThrownBy(() -> writer.append(batch(), keys, List.of(keys.subList(1, 5))))
          .hasMessageContaining("4 values of [tab], expected 2");
    }
  }

  @Test
  void aClosedSetIsNotRead() {
    PreparedSet closed = PreparedSet.open(set);
    Batch batch = closed.newBatch();
    closed.close();
    closed.close();
    assertThatThrownBy(() -> closed.read(new int[] {0}, 0, 1, batch))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void requestsOutsideTheSetAreRefused() {
    try (PreparedSet open = PreparedSet.open(set)) {
      Batch batch = open.newBatch();
      assertThatThrownBy(() -> open.read(new int[] {open.requests()}, 0, 1, batch))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> open.readKeys(open.impressions() - 1, new String[2]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
