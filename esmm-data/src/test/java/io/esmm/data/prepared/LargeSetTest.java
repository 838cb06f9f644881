package io.esmm.data.prepared;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.batch.Batch;
import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.SchemaFolder;
import io.esmm.field.Vocabulary;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.Checksum;
import io.esmm.storage.ChecksumKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A set of 700 million impressions whose columns are larger than 2 GiB. The files are sparse: they
 * hold zeros but for a few bytes, and take next to no place on the disk and in memory.
 */
class LargeSetTest {
  private static final int ROWS = 700_000_000;

  @TempDir Path folder;

  private static void sparse(AtomicFolder out, String name, long size, long at, byte... bytes)
      throws IOException {
    Path file = out.path().resolve(name);
    Files.createDirectories(file.getParent());
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(size);
      sparse.seek(at);
      sparse.write(bytes);
    }
    out.add(name, new Checksum(ChecksumKind.CRC32C, "00000000"));
  }

  private static byte[] longs(long a, long b) {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putLong(a).putLong(b).array();
  }

  @Test
  void rowsBeyondTwoGigabytesAreReadWithinTheHeap() throws IOException {
    Vocabulary items = new Vocabulary("item", List.of("a", "b"));
    FeatureSchema schema =
        new FeatureSchema(
            List.of(
                new EncodedField.Categorical(
                    new CategoricalField("item", Level.IMPRESSION, null, null, null), items),
                new EncodedField.Bag(
                    new BagField("bag", Level.IMPRESSION, null, "item", null, null), items)));
    try (AtomicFolder out = AtomicFolder.create(folder.resolve("large"), PreparedFile.FORMAT)) {
      PreparedFile file =
          new PreparedFile(
              ROWS,
              ROWS,
              List.of(0L, 1L + ROWS),
              List.of(new PreparedFile.StoredEvent("click", "is_click", 1, 0L)),
              null,
              List.of(),
              List.of(),
              List.of(),
              null,
              Map.of());
      SchemaFolder.save(schema, out, PreparedFile.SCHEMA);
      out.write(PreparedFile.NAME, file.toJson());
      // The last row: item 3, a bag of ids 2 and 1 after ROWS - 1 others, and a click.
      sparse(out, "fields/0.ids.i32", 4L * ROWS, 4L * ROWS - 4, (byte) 3);
      sparse(
          out,
          "fields/1.ids.i32",
          4L * (ROWS + 1),
          4L * ROWS - 4,
          (byte) 2,
          (byte) 0,
          (byte) 0,
          (byte) 0,
          (byte) 1);
      sparse(
          out, "fields/1.offsets.i64", 8L * (ROWS + 1), 8L * (ROWS - 1), longs(ROWS - 1, ROWS + 1));
      sparse(out, "labels/0.u8", ROWS, ROWS - 1, (byte) 1);
      out.commit();
    }
    try (PreparedSet set = PreparedSet.open(folder.resolve("large"))) {
      assertThat(set.impressions()).isEqualTo(ROWS);
      Batch batch = set.newBatch();
      set.read(new int[] {ROWS - 1, 5, ROWS - 1}, 0, 3, batch);
      batch.check();
      Column.Ids ids = (Column.Ids) batch.column(0);
      assertThat(ids.ids()).startsWith(3, 0, 3);
      Column.Bags bags = (Column.Bags) batch.column(1);
      assertThat(bags.offsets()).startsWith(0, 2, 2, 4);
      assertThat(bags.ids()).startsWith(2, 1, 2, 1);
      assertThat(batch.labels(0)).startsWith(1, 0, 1);
    }
  }
}
