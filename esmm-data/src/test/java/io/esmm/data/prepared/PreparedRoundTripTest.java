package io.esmm.data.prepared;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.batch.Batch;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.train.TrainingSet;
import java.nio.file.Files;
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

/** What was written is read back, whatever the fields, the rows and the order of reading. */
class PreparedRoundTripTest {
  private static final List<EventLabel> EVENTS =
      List.of(new EventLabel("click", "is_click"), new EventLabel("conversion", "is_like"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomRequestsOfRandomFieldsComeBackInAnyOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FeatureSchema schema = RandomSchema.schema(random);
    int mostImpressions = seed % 2 == 0 ? 1 : 30;
    List<String> expected = new ArrayList<>();
    long impressions = 0;
    try (PreparedWriter writer =
        PreparedWriter.create(folder.resolve("set"), new PreparedLayout(schema, EVENTS))) {
      Batch batch = new Batch(schema, List.of("click", "conversion"));
      for (int n = 0; n < 5; n++) {
        batch.clear();
        for (int r = random.nextInt(40); r > 0; r--) {
          RandomSchema.addRequest(batch, mostImpressions, random);
        }
        writer.append(batch);
        expected.addAll(RandomSchema.requests(batch));
        impressions += batch.impressions();
      }
      assertThat(writer.requests()).isEqualTo(expected.size());
      writer.finish(Map.of());
    }
    try (PreparedSet set = PreparedSet.open(folder.resolve("set"))) {
      set.verify();
      assertThat(set.schema()).isEqualTo(schema);
      assertThat(set.requests()).isEqualTo(expected.size());
      assertThat(set.impressions()).isEqualTo(impressions);
      assertReadsBack(set, expected, IntStream.range(0, expected.size()).toArray());
      int[] shuffled = random.ints(300, 0, expected.size()).toArray();
      for (int i = 0; i + 20 < shuffled.length; i += 7 + random.nextInt(20)) {
        // Runs of all lengths among random requests.
        for (int k = 1; k < random.nextInt(20); k++) {
          shuffled[i + k] = Math.min(shuffled[i] + k, expected.size() - 1);
        }
      }
      assertReadsBack(set, expected, shuffled);
    }
  }

  private static void assertReadsBack(TrainingSet set, List<String> expected, int[] requests) {
    Batch batch = set.newBatch();
    for (int from = 0; from < requests.length; from += 64) {
      int count = Math.min(64, requests.length - from);
      set.read(requests, from, count, batch);
      List<String> found = RandomSchema.requests(batch);
      assertThat(found).hasSize(count);
      for (int i = 0; i < count; i++) {
        assertThat(found.get(i)).isEqualTo(expected.get(requests[from + i]));
      }
    }
  }

  @Test
  void severalThreadsReadOneSet() throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    FeatureSchema schema = RandomSchema.schema(random);
    List<String> expected = new ArrayList<>();
    try (PreparedWriter writer =
        PreparedWriter.create(folder.resolve("set"), new PreparedLayout(schema, EVENTS))) {
      Batch batch = new Batch(schema, List.of("click", "conversion"));
      for (int r = 0; r < 300; r++) {
        RandomSchema.addRequest(batch, 5, random);
      }
      writer.append(batch);
      expected.addAll(RandomSchema.requests(batch));
      writer.finish(Map.of());
    }
    List<Throwable> failures = new ArrayList<>();
    try (PreparedSet set = PreparedSet.open(folder.resolve("set"))) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int[] requests = random.split().ints(2000, 0, 300).toArray();
        Thread thread = new Thread(() -> assertReadsBack(set, expected, requests));
        thread.setUncaughtExceptionHandler((_, failure) -> {
          synchronized (failures) {
            failures.add(failure);
          }
        });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void keysAndGroupsOfBothLevelsComeBack() {
    SplittableRandom random = new SplittableRandom(3);
    FeatureSchema schema = RandomSchema.schema(random);
    PreparedLayout layout =
        new PreparedLayout(
            schema,
            EVENTS,
            "sample_id",
            List.of(
                new GroupColumn("user_id", Level.REQUEST),
                new GroupColumn("tab", Level.IMPRESSION)));
    List<String> keys = new ArrayList<>();
    List<String> users = new ArrayList<>();
    List<String> tabs = new ArrayList<>();
    try (PreparedWriter writer = PreparedWriter.create(folder.resolve("set"), layout)) {
      for (int n = 0; n < 3; n++) {
        Batch batch = new Batch(schema, layout.eventNames());
        List<String> batchUsers = new ArrayList<>();
        List<String> batchTabs = new ArrayList<>();
        List<String> batchKeys = new ArrayList<>();
        for (int r = 0; r < 10; r++) {
          int before = batch.impressions();
          RandomSchema.addRequest(batch, 4, random);
          batchUsers.add(r == 5 ? "" : "u" + random.nextInt(6));
          for (int i = before; i < batch.impressions(); i++) {
            batchTabs.add("t\u00e9\n" + random.nextInt(3));
            batchKeys.add("k" + keys.size() + "\u4e2d" + i);
            users.add(batchUsers.getLast());
          }
        }
        keys.addAll(batchKeys);
        tabs.addAll(batchTabs);
        writer.append(batch, batchKeys, List.of(batchUsers, batchTabs));
      }
      writer.finish(Map.of("rows", 7, "from", List.of("a.csv")));
    }
    try (PreparedSet set = PreparedSet.open(folder.resolve("set"))) {
      assertThat(set.layout()).isEqualTo(layout);
      assertThat(set.provenance()).isEqualTo(Map.of("rows", 7, "from", List.of("a.csv")));
      for (int from = 0; from < keys.size(); from += 5) {
        int count = Math.min(7, keys.size() - from);
        String[] foundKeys = new String[count];
        set.readKeys(from, foundKeys);
        assertThat(foundKeys).containsExactlyElementsOf(keys.subList(from, from + count));
        assertThat(groups(set, 0, from, count)).isEqualTo(users.subList(from, from + count));
        assertThat(groups(set, 1, from, count)).isEqualTo(tabs.subList(from, from + count));
      }
      assertThat(groups(set, 0, keys.size(), 0)).isEmpty();
      assertThat(set.groupValues(1)).isEqualTo(3);
    }
  }

  private static List<String> groups(PreparedSet set, int group, long from, int count) {
    int[] ids = new int[count];
    set.readGroups(group, from, ids);
    return IntStream.of(ids).mapToObj(id -> set.groupValue(group, id)).toList();
  }

  @Test
  void anEmptySetIsASet() {
    FeatureSchema schema = RandomSchema.schema(new SplittableRandom(1));
    try (PreparedWriter writer =
        PreparedWriter.create(folder.resolve("set"), new PreparedLayout(schema, EVENTS))) {
      writer.finish(Map.of());
    }
    try (PreparedSet set = PreparedSet.open(folder.resolve("set"))) {
      assertThat(set.requests()).isZero();
      assertThat(set.impressions()).isZero();
      assertThat(set.firstImpression(0)).isZero();
      Batch batch = set.newBatch();
      set.read(new int[0], 0, 0, batch);
      assertThat(batch.requests()).isZero();
    }
  }

  @Test
  void requestsOfOneImpressionNeedNoIndex() {
    FeatureSchema schema = RandomSchema.schema(new SplittableRandom(1));
    SplittableRandom random = new SplittableRandom(2);
    PreparedLayout layout = new PreparedLayout(schema, EVENTS);
    for (int most : new int[] {1, 3}) {
      Path path = folder.resolve("set" + most);
      try (PreparedWriter writer = PreparedWriter.create(path, layout)) {
        Batch batch = new Batch(schema, layout.eventNames());
        for (int r = 0; r < 20; r++) {
          RandomSchema.addRequest(batch, r < 10 ? 1 : most, random);
        }
        writer.append(batch);
        writer.finish(Map.of());
      }
      assertThat(Files.exists(path.resolve(ColumnFileNames.FIRST_IMPRESSIONS))).isEqualTo(most > 1);
      try (PreparedSet set = PreparedSet.open(path)) {
        assertThat(set.firstImpression(10)).isEqualTo(10);
        assertThat(set.firstImpression(20)).isEqualTo(set.impressions());
      }
    }
  }

  @Test
  void theSameRowsGiveTheSameBytes() throws Exception {
    for (String name : List.of("one", "two")) {
      SplittableRandom random = new SplittableRandom(9);
      FeatureSchema schema = RandomSchema.schema(random);
      PreparedLayout layout = new PreparedLayout(schema, EVENTS);
      try (PreparedWriter writer = PreparedWriter.create(folder.resolve(name), layout)) {
        Batch batch = new Batch(schema, layout.eventNames());
        RandomSchema.addRequest(batch, 9, random);
        writer.append(batch);
        writer.finish(Map.of());
      }
    }
    assertThat(folder.resolve("one").resolve("manifest.json"))
        .hasSameBinaryContentAs(folder.resolve("two").resolve("manifest.json"));
  }
}
