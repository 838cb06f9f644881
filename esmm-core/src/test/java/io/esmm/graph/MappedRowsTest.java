package io.esmm.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.numerics.KernelChoice;
import io.esmm.numerics.Kernels;
import io.esmm.numerics.Matrix;
import io.esmm.numerics.Precision;
import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that is mapped gives the bits of one that is an array. */
class MappedRowsTest {
  private static final int ROWS = 700;

  /** Bags of no id, of few, and of more than are copied together. */
  private static final int[] SIZES = {3, 0, 250, 5, 1, 600, 0, 120, 120, 120, 2};

  private final SplittableRandom random = new SplittableRandom(8);
  private final Kernels kernels = KernelChoice.create(Precision.FLOAT);
  private final int[] offsets = new int[SIZES.length + 1];
  private final int[] ids;
  private final float[] coefficients;
  @TempDir Path folder;

  MappedRowsTest() {
    for (int r = 0; r < SIZES.length; r++) {
      offsets[r + 1] = offsets[r] + SIZES[r];
    }
    ids = random.ints(offsets[SIZES.length], 0, ROWS).toArray();
    coefficients = new float[ids.length];
    for (int j = 0; j < ids.length; j++) {
      coefficients[j] = (float) random.nextDouble(-1, 1);
    }
  }

  private Matrix table(int columns) {
    Matrix table = Matrix.of(Precision.FLOAT, ROWS, columns);
    for (int i = 0; i < table.length(); i++) {
      table.floats()[i] = (float) random.nextDouble(-1, 1);
    }
    return table;
  }

  private static byte[] bytes(Matrix table) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * table.length()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(table.floats());
    return bytes.array();
  }

  /** Begins at an odd address. */
  private static MappedTable mapped(Matrix table) {
    byte[] bytes = bytes(table);
    MemorySegment memory = Arena.ofAuto().allocate(bytes.length + 1L, 8).asSlice(1);
    MemorySegment.copy(MemorySegment.ofArray(bytes), 0, memory, 0, bytes.length);
    return new MappedTable(memory, table.rows(), table.columns(), "table");
  }

  /** The same start values in both; part of wider rows, as inside a concatenation. */
  private static Matrix out(int rows, int columns) {
    Matrix whole = Matrix.withStride(Precision.FLOAT, rows, columns + 5, columns + 8);
    whole.fill(0.25);
    return whole.columns(2, columns);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 18, 70})
  void rowsAndBagsHaveTheBitsOfAnArray(int columns) {
    Matrix table = table(columns);
    EmbeddingRows array = new ArrayRows(kernels, table);
    EmbeddingRows file = new MappedRows(kernels, mapped(table));
    for (int first : new int[] {2, 0, 5}) {
      int rows = SIZES.length - first;
      Matrix expected = out(rows, columns);
      Matrix actual = out(rows, columns);
      array.gather(ids, first, expected);
      file.gather(ids, first, actual);
      assertThat(actual.floats()).isEqualTo(expected.floats());
      for (float[] each : new float[][] {coefficients, null}) {
        array.pool(offsets, ids, each, first, expected);
        file.pool(offsets, ids, each, first, actual);
        assertThat(actual.floats()).isEqualTo(expected.floats());
        if (columns == 1) {
          array.addWeights(ids, first, expected);
          file.addWeights(ids, first, actual);
          array.addBagWeights(offsets, ids, each, first, expected);
          file.addBagWeights(offsets, ids, each, first, actual);
          assertThat(actual.floats()).isEqualTo(expected.floats());
        }
      }
    }
  }

  @Test
  void weightsOfATableThatIsMappedAreACopyOnTheHeap() {
    Matrix table = table(4);
    var t = new Parameter("t", ROWS, 4, Initializer.ZEROS, Parameter.Kind.TABLE);
    var w = new Parameter("w", 2, 3, Initializer.ZEROS, Parameter.Kind.DENSE);
    Weights loaded = new Weights(List.of(t, w), Map.of(t, mapped(table)));
    loaded.of(w).fill(7);
    assertThat(loaded.of(t).floats()).isEqualTo(table.floats()).isNotSameAs(loaded.of(t).floats());
    Weights copy = loaded.copy();
    assertThat(copy.mapped()).isEmpty();
    assertThat(copy.differing(loaded)).isEmpty();
    copy.of(t).set(5, 1, 9);
    assertThat(copy.differing(loaded)).containsExactly(t);
    assertThatThrownBy(() -> loaded.set(copy))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mapped");
  }

  @Test
  void aValueThatIsNotFiniteIsFoundWhereverItStands() {
    Matrix table = table(50);
    assertThat(mapped(table).allFinite()).isTrue();
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      for (int at : new int[] {0, 1, 16_383, 16_384, 20_000, table.length() - 1}) {
        float good = table.floats()[at];
        table.floats()[at] = bad;
        assertThat(mapped(table).allFinite()).as("%s at %d", bad, at).isFalse();
        table.floats()[at] = -Float.MAX_VALUE;
        assertThat(mapped(table).allFinite()).isTrue();
        table.floats()[at] = good;
      }
    }
  }

  @Test
  void anIdThatIsNoRowIsRefused() {
    EmbeddingRows rows = new MappedRows(kernels, mapped(table(3)));
    for (int id : new int[] {-1, ROWS, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> rows.gather(new int[] {id}, 0, out(1, 3)))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> rows.pool(new int[] {0, 1}, new int[] {id}, null, 0, out(1, 3)))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aFileThatIsCutOffWhileItIsInUseIsAProblemThatNamesIt() throws IOException {
    Matrix table = table(64);
    Path file = Files.write(folder.resolve("table"), bytes(table));
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Arena arena = Arena.ofShared()) {
      MemorySegment memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      MappedTable mapped = new MappedTable(memory, ROWS, 64, file.toString());
      Matrix out = Matrix.of(Precision.FLOAT, 1, 64);
      mapped.read(new int[] {ROWS - 1}, 0, out);
      channel.truncate(0);
      assertThatThrownBy(() -> mapped.read(new int[] {ROWS - 1}, 0, out))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("truncated");
    }
  }
}
