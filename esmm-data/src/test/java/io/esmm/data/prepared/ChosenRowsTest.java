package io.esmm.data.prepared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.batch.Batch;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chosen rows are those of the set, as often as asked, in its order. */
class ChosenRowsTest {
  private static final List<EventLabel> EVENTS =
      List.of(new EventLabel("click", "is_click"), new EventLabel("conversion", "is_like"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyRowComesAsOftenAsItWasChosen(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (PreparedSet set = write(RandomSchema.schema(random), random, 60, seed % 2 == 0 ? 1 : 9)) {
      int[] copies = random.ints(set.impressions(), 0, 3).toArray();
      ChosenRows chosen = ChosenRows.of(set, row -> copies[(int) row]);
      assertThat(chosen.impressions()).isEqualTo(IntStream.of(copies).sum());
      assertThat(chosen.schema()).isEqualTo(set.schema());
      List<String> expected = expected(set, copies);
      assertThat(chosen.requests()).isEqualTo(expected.size());
      int[] order = IntStream.range(0, expected.size()).map(r -> expected.size() - 1 - r).toArray();
      Batch batch = chosen.newBatch();
      for (int from = 0; from < order.length; from += 7) {
        int count = Math.min(7, order.length - from);
        chosen.read(order, from, count, batch);
        List<String> found = rows(batch);
        for (int i = 0; i < count; i++) {
          assertThat(found.get(i)).isEqualTo(expected.get(order[from + i]));
          assertThat(chosen.impressions(order[from + i]))
              .isEqualTo(batch.firstImpression()[i + 1] - batch.firstImpression()[i]);
        }
      }
    }
  }

  /** The texts of the requests that have a chosen row. */
  private static List<String> expected(PreparedSet set, int[] copies) {
    List<String> expected = new ArrayList<>();
    Batch batch = set.newBatch();
    for (int r = 0; r < set.requests(); r++) {
      set.read(new int[] {r}, 0, 1, batch);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < batch.impressions(); i++) {
        for (int c = copies[(int) set.firstImpression(r) + i]; c > 0; c--) {
          text.append(row(batch, 0, i)).append('\n');
        }
      }
      if (!text.isEmpty()) {
        expected.add(text.toString());
      }
    }
    return expected;
  }

  private static List<String> rows(Batch batch) {
    batch.check();
    List<String> texts = new ArrayList<>();
    for (int r = 0; r < batch.requests(); r++) {
      StringBuilder text = new StringBuilder();
      for (int i = batch.firstImpression()[r]; i < batch.firstImpression()[r + 1]; i++) {
        text.append(row(batch, r, i)).append('\n');
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static String row(Batch batch, int request, int impression) {
    StringBuilder text = new StringBuilder();
    for (int f = 0; f < batch.schema().fields().size(); f++) {
      EncodedField field = batch.schema().fields().get(f);
      int row = field.level() == Level.REQUEST ? request : impression;
      text.append(RandomSchema.row(batch.column(f), row)).append(' ');
    }
    for (int e = 0; e < batch.events().size(); e++) {
      text.append(batch.labels(e)[impression]);
    }
    return text.toString();
  }

  @Test
  void aViewOfOneEventHasItsLabelsAlone() {
    SplittableRandom random = new SplittableRandom(7);
    try (PreparedSet set = write(RandomSchema.schema(random), random, 20, 5)) {
      PreparedSet conversions = set.withEvents(List.of("conversion"));
      assertThat(conversions.events()).containsExactly("conversion");
      assertThat(conversions.positives(0)).isEqualTo(set.positives(1));
      byte[] labels = new byte[(int) set.impressions()];
      set.readLabels(1, 0, labels);
      byte[] same = new byte[labels.length - 3];
      conversions.readLabels(0, 3, same);
      for (int i = 0; i < same.length; i++) {
        assertThat(same[i]).isEqualTo(labels[i + 3]);
      }
      Batch batch = conversions.newBatch();
      conversions.read(new int[] {2}, 0, 1, batch);
      for (int i = 0; i < batch.impressions(); i++) {
        assertThat(batch.labels(0)[i]).isEqualTo(labels[(int) set.firstImpression(2) + i]);
      }
      assertThatThrownBy(() -> set.withEvents(List.of("cart")))
          .hasMessageContainingAll("[cart]", "[click, conversion]");
    }
  }

  @Test
  void noRowsAtAllAndNegativeCopies() {
    SplittableRandom random = new SplittableRandom(8);
    try (PreparedSet set = write(RandomSchema.schema(random), random, 20, 5)) {
      ChosenRows none = ChosenRows.of(set, _ -> 0);
      assertThat(none.requests()).isZero();
      assertThat(none.impressions()).isZero();
      assertThatThrownBy(() -> ChosenRows.of(set, row -> row == 4 ? -1 : 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("-1 copies of row 4");
    }
  }

  private PreparedSet write(
      FeatureSchema schema, SplittableRandom random, int requests, int mostImpressions) {
    PreparedLayout layout = new PreparedLayout(schema, EVENTS);
    try (PreparedWriter writer = PreparedWriter.create(folder.resolve("set"), layout)) {
      Batch batch = new Batch(schema, layout.eventNames());
      for (int r = 0; r < requests; r++) {
        RandomSchema.addRequest(batch, mostImpressions, random);
      }
      writer.append(batch);
      writer.finish(Map.of());
    }
    return PreparedSet.open(folder.resolve("set"));
  }
}
