package io.esmm.data.prepare;

import static io.esmm.data.prepare.RawFolder.bag;
import static io.esmm.data.prepare.RawFolder.categorical;
import static io.esmm.data.prepare.RawFolder.clickAndConversion;
import static io.esmm.data.prepare.RawFolder.number;
import static io.esmm.data.prepare.RawFolder.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.esmm.data.config.DataConfig;
import io.esmm.data.raw.PathResolver;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real files, where they are at hand: {@code ESMM_DATA}, else {@code shared/data} beside the
 * checkout.
 */
class RealFilesTest {
  @TempDir Path temporary;

  private static Path data(String folder) {
    Path root =
        Optional.ofNullable(System.getenv("ESMM_DATA"))
            .map(Path::of)
            .orElseGet(() -> Path.of("..", "..", "shared", "data"))
            .toAbsolutePath()
            .normalize();
    Path found = root.resolve(folder);
    assumeTrue(
        Files.isDirectory(found),
        () -> "no folder " + found + "; set ESMM_DATA to the folder of the real data sets");
    return found;
  }

  private static List<FieldConfig> aliCcpFields() {
    List<FieldConfig> fields = new ArrayList<>();
    for (String id : List.of("101", "121", "122", "124", "125", "126", "127", "128", "129")) {
      fields.add(categorical(id, Level.REQUEST));
    }
    for (String id : List.of("109_14", "110_14", "127_14", "150_14")) {
      fields.add(bag(id, Level.REQUEST, Pooling.WEIGHTED));
    }
    for (String id : List.of("205", "206", "207", "216", "301")) {
      fields.add(categorical(id, Level.IMPRESSION));
    }
    for (String id : List.of("210", "508", "509", "702", "853")) {
      fields.add(bag(id, Level.IMPRESSION, Pooling.WEIGHTED));
    }
    return fields;
  }

  private PreparationSummary prepareAliCcp(Path folder, String skeleton, String common) {
    String json =
        """
        {'source': {'type': 'ali-ccp', 'skeleton': '%s', 'commonFeatures': '%s'}, 'key': 'sample_id',
         'group': '101', 'policy': {'noPositives': 'accept'}}\
        """
            .formatted(skeleton, common);
    return new Preparation(
            aliCcpFields(),
            clickAndConversion(),
            RawFolder.data(json),
            PathResolver.in(folder),
            () -> 0)
        .run(temporary.resolve("out"), PreparationListener.SILENT);
  }

  @Test
  void joinableAliCcpRowsPrepareWithTheirQuirksCounted() {
    PreparationSummary summary =
        prepareAliCcp(
            data("ali-ccp-format/derived"),
            "sample_skeleton_train.csv",
            "common_features_train.csv");
    assertThat(summary.rowsIn()).isEqualTo(10);
    assertThat(summary.rowsUsed()).isEqualTo(10);
    assertThat(summary.splits().getFirst().requests()).isEqualTo(1);
    assertThat(summary.splits().getFirst().positives()).containsEntry("click", 1L);
    assertThat(summary.quirks())
        .containsOnlyKeys("impressions with a field's tokens apart")
        .containsEntry("impressions with a field's tokens apart", 3L);
    assertThat(summary.warnings())
        .contains("event [conversion] never happens in the 10 training rows")
        .contains("field [126] has no value in any training row");
  }

  @Test
  void aliCcpRowsWithoutTheirCommonFeaturesPrepareAndSaySo() {
    PreparationSummary summary =
        prepareAliCcp(
            data("ali-ccp-format"),
            "sample_skeleton_train.first2.csv",
            "common_features_train.first2.csv");
    assertThat(summary.rowsUsed()).isEqualTo(2);
    assertThat(summary.quirks()).containsEntry("requests without common features", 1L);
    assertThat(summary.warnings()).contains("field [101] has no value in any training row");
  }

  @Test
  void kuairandPreparesFromOneQueryWithSideTables() {
    Path folder = data("kuairand-pure");
    FunnelLabels labels =
        new FunnelLabels(
            new FunnelConfig(
                "impression",
                List.of(
                    new EventConfig("click", "impression", "is_click", new NoTower()),
                    new EventConfig("like", "click", "is_like", new NoTower()))));
    String json =
        """
        {'source': {'type': 'sql', 'query': 'QUERY'},
         'joins': [{'source': {'type': 'parquet', 'path': 'user_sequences.parquet'}, 'key': 'user_id'},
                   {'source': {'type': 'csv', 'path': 'user_features_pure.csv.gz'}, 'key': 'user_id'}],
         'columns': {'history': 'watch_seq'}, 'group': 'user_id',
         'split': {'type': 'time', 'column': 'time_ms', 'testFrom': '1651276800000'},
         'policy': {'funnelViolation': 'clear'}}\
        """;
    String query =
        "select distinct on (user_id, video_id, time_ms) * from 'impressions-0425-0430.parquet'"
            + " order by time_ms, user_id, video_id";
    DataConfig data = RawFolder.data(json.replace('\'', '"').replace("QUERY", query));
    PreparationSummary summary =
        new Preparation(
                List.of(
                    categorical("user_id", Level.REQUEST),
                    sequence("history", Level.REQUEST),
                    categorical("user_active_degree", Level.REQUEST),
                    categorical("video_id", Level.IMPRESSION),
                    categorical("tab", Level.IMPRESSION),
                    number("duration_ms", Level.IMPRESSION)),
                labels,
                data,
                PathResolver.in(folder),
                () -> 0)
            .run(temporary.resolve("out"), PreparationListener.SILENT);
    assertThat(summary.rowsUsed()).isEqualTo(summary.rowsIn()).isGreaterThan(90_000);
    assertThat(summary.splits()).extracting(SplitSummary::name).containsExactly("train", "test");
    assertThat(summary.rowsCleared()).isPositive();
    assertThat(summary.fields().get(1).missingShare()).isLessThan(0.2);
  }
}
