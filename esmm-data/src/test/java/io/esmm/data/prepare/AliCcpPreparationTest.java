package io.esmm.data.prepare;

import static io.esmm.data.prepare.RawFolder.bag;
import static io.esmm.data.prepare.RawFolder.categorical;
import static io.esmm.data.prepare.RawFolder.clickAndConversion;
import static io.esmm.data.prepare.RawFolder.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.batch.Batch;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AliCcpPreparationTest {
  private static final List<FieldConfig> FIELDS =
      List.of(
          categorical("user", Level.REQUEST),
          bag("history", Level.REQUEST, Pooling.WEIGHTED),
          categorical("item", Level.IMPRESSION),
          bag("intentions", Level.IMPRESSION, Pooling.MEAN),
          number("match", Level.IMPRESSION));
  private static final String DATA =
      """
      {'source': {'type': 'ali-ccp', 'skeleton': 'skeleton.csv', 'commonFeatures': 'common.csv'},
       'columns': {'user': '101', 'history': '109_14', 'item': '205', 'intentions': '210', 'match': '508'},
       'key': 'sample_id', 'group': '101', 'policy': {POLICY}}\
      """;

  @TempDir Path temporary;
  private RawFolder folder;

  /** A feature list written as {@code 101:7:1.0 205:8:1.0}. */
  private static String list(String features) {
    return features
        .replaceAll("([^ :]+):([^ :]+):([^ :]+)", "$1\u0002$2\u0003$3")
        .replace(' ', '\u0001');
  }

  private static String line(String columns, String features) {
    return columns + "," + list(features);
  }

  @BeforeEach
  void writeFiles() {
    folder = new RawFolder(temporary);
    folder.write(
        "common.csv",
        line("bb,2", "101:u2:1.0 121:x:1.0"),
        line("aa,3", "101:u1:1.0 109_14:c1:0.69315 109_14:c2:2.5"));
    folder.write(
        "skeleton.csv",
        line("1,1,1,aa,4", "205:i1:1.0 210:t1:1.0 210:t2:1.0 508:s:0.69315"),
        line("2,0,0,aa,1", "205:i2:1.0"),
        line("3,1,0,bb,2", "210:t1:1.0 205:i1:1.0"));
  }

  private PreparationSummary prepare(String policy) {
    return folder.prepare(FIELDS, clickAndConversion(), DATA.replace("POLICY", policy));
  }

  private PreparedSet train() {
    return PreparedSet.open(folder.out().resolve("train"));
  }

  @Test
  void rowsOfOneIndexAreARequestWithItsCommonFeatures() {
    PreparationSummary summary = prepare("");
    assertThat(summary.rowsUsed()).isEqualTo(3);
    try (PreparedSet train = train()) {
      assertThat(train.requests()).isEqualTo(2);
      Batch batch = train.newBatch();
      train.read(new int[] {0, 1}, 0, 2, batch);
      EncodedField.Categorical user = (EncodedField.Categorical) train.schema().fields().get(0);
      assertThat(((Column.Ids) batch.column(0)).ids())
          .startsWith(user.vocabulary().id("u1"), user.vocabulary().id("u2"));
      Column.Bags history = (Column.Bags) batch.column(1);
      assertThat(history.offsets()).startsWith(0, 2, 2);
      assertThat(history.weights()).startsWith(0.69315f, 2.5f);
      assertThat(((Column.Bags) batch.column(3)).offsets()).startsWith(0, 2, 2, 3);
      assertThat(batch.labels(0)).startsWith(1, 0, 1);
      assertThat(batch.labels(1)).startsWith(1, 0, 0);
      assertThat(train.groupValue(0, groupOf(train, 2))).isEqualTo("u2");
    }
  }

  private static int groupOf(PreparedSet set, long impression) {
    int[] group = new int[1];
    set.readGroups(0, impression, group);
    return group[0];
  }

  @Test
  void numericFieldTakesTheValueBehindTheToken() {
    PreparationSummary summary = prepare("");
    assertThat(summary.fields().get(4).missingShare()).isEqualTo(2.0 / 3);
    try (PreparedSet train = train()) {
      EncodedField.Number match = (EncodedField.Number) train.schema().fields().get(4);
      assertThat(match.scale().mean()).isEqualTo(0.69315);
    }
  }

  @Test
  void packedFilesGiveTheSame() throws IOException {
    prepare("");
    byte[] manifest = Files.readAllBytes(folder.out().resolve("train/manifest.json"));
    String[] skeleton = Files.readString(temporary.resolve("skeleton.csv")).split("\n");
    String[] common = Files.readString(temporary.resolve("common.csv")).split("\n");
    folder.gzip("skeleton.csv", skeleton);
    folder.gzip("common.csv", common);
    prepare("");
    assertThat(Files.readAllBytes(folder.out().resolve("train/manifest.json"))).isEqualTo(manifest);
  }

  @Test
  void carriageReturnsAndAMissingLastLineEndChangeNothing() throws IOException {
    prepare("");
    byte[] labels = Files.readAllBytes(folder.out().resolve("train/manifest.json"));
    for (String file : List.of("skeleton.csv", "common.csv")) {
      folder.write(
          file, Files.readString(temporary.resolve(file)).stripTrailing().replace("\n", "\r\n"));
    }
    prepare("");
    assertThat(Files.readAllBytes(folder.out().resolve("train/manifest.json"))).isEqualTo(labels);
  }

  @Test
  void quirksAreCountedAndHarmless() {
    folder.write(
        "skeleton.csv",
        line("1,1,1,aa,4", "210:t1:1.0 205:i1:1.0 210:t2:1.0 901:z:1.0"),
        line("2,0,0,cc,9", "205:i2:1.0"),
        line("3,0,0,aa,1", "101:u9:1.0"));
    PreparationSummary summary = prepare("");
    assertThat(summary.rowsUsed()).isEqualTo(3);
    assertThat(summary.quirks())
        .containsEntry("requests without common features", 1L)
        .containsEntry("requests whose index came before and is back", 1L)
        .containsEntry("impressions with a field's tokens apart", 1L)
        .containsEntry("impressions with another number of features than feature_num", 1L)
        .containsEntry("impressions with field id 101, which is declared at request level", 1L)
        .containsEntry("lists with field id 901, which no field reads", 1L)
        .hasSize(6);
  }

  @Test
  void impressionLevelFieldTakesTheTokensOfBothFiles() {
    PreparationSummary summary =
        folder.prepare(
            List.of(bag("history", Level.IMPRESSION, Pooling.SUM)),
            clickAndConversion(),
            """
            {'source': {'type': 'ali-ccp', 'skeleton': 'skeleton.csv', 'commonFeatures': 'common.csv'},
             'columns': {'history': '109_14'}}\
            """);
    assertThat(summary.fields().getFirst().missingShare()).isEqualTo(1.0 / 3);
  }

  @Test
  void brokenListsAreSetAsideWithTheirControlCharactersVisible() throws IOException {
    folder.write(
        "skeleton.csv",
        line("1,1,1,aa,1", "205:i1:1.0"),
        "2,0,0,aa,1,205\u0002i1",
        line("3,0,0,aa,1", "205:i1:high"),
        "4,0,0,aa");
    PreparationSummary summary = prepare("'unreadableRow': 'drop', 'maxSetAsideShare': 0.9");
    assertThat(summary.setAside())
        .containsEntry("features cannot be read", 2L)
        .containsEntry("not a row of 6 columns", 1L);
    assertThat(Files.readString(folder.out().resolve("set-aside.csv")))
        .contains("feature [205\\x02i1] is not field 0x02 token 0x03 value")
        .contains("non-numeric value [high] in 205\\x02i1\\x03high");
  }

  @Test
  void brokenCommonLineSetsAsideTheImpressionsOfItsRequest() {
    folder.write("common.csv", "aa,1,101-u1", line("bb,1", "101:u2:1.0"));
    PreparationSummary summary =
        prepare("'unreadableRow': 'drop', 'maxSetAsideShare': 0.9, 'noPositives': 'accept'");
    assertThat(summary.rowsUsed()).isEqualTo(1);
    assertThat(summary.setAside()).containsEntry("common features cannot be read", 2L);
  }

  @Test
  void twoTokensOfACategoricalFieldAreNotOne() {
    folder.write("skeleton.csv", line("1,1,1,aa,2", "205:i1:1.0 205:i2:1.0"));
    assertThatThrownBy(() -> prepare("'unreadableRow': 'error'"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("skeleton.csv:1: field [item] cannot be read")
        .hasMessageContaining("declare it as a bag");
  }

  @Test
  void labelOutOfRangeIsTold() {
    folder.write("skeleton.csv", line("1,3,1,aa,1", "205:i1:1.0"));
    assertThatThrownBy(() -> prepare("'unreadableRow': 'error'"))
        .hasMessageContaining("skeleton.csv:1: label [click] is not 0 or 1: label [click] is [3]");
  }

  @Test
  void anotherKindOfFileIsTold() {
    folder.write("skeleton.csv", "sample_id\tclick", "1\t0");
    assertThatThrownBy(() -> prepare(""))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(
            "skeleton.csv:1: the line has 1 columns separated by commas, expected 6");
    assertThat(folder.names()).containsExactly("common.csv", "skeleton.csv");
  }

  @Test
  void truncatedPackedCommonFeaturesAreTold() {
    String[] lines = new String[3000];
    java.util.Arrays.setAll(
        lines, i -> line(i + ",1", "101:" + Integer.toHexString(i * 0x9E3779B9) + ":1.0"));
    folder.gzip("common.csv", lines);
    folder.truncate("common.csv", 0.5);
    assertThatThrownBy(() -> prepare(""))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("common.csv: the gzip file ends in the middle");
    assertThat(folder.names()).containsExactly("common.csv", "skeleton.csv");
  }

  @Test
  void labelThatTheFormatHasNotIsSuggested() {
    assertThatThrownBy(() ->
            folder.prepare(
                FIELDS,
                RawFolder.clickOnly(),
                DATA.replace("POLICY", "").replace("'key': 'sample_id'", "'key': 'sampleid'")))
        .hasMessageContaining("/data/key: key [sampleid] is no column of the Ali-CCP format")
        .hasMessageContaining("did you mean [sample_id]?");
  }

  @Test
  void testRowsMayHaveFilesOfTheirOwn() {
    folder.write("test-common.csv", line("aa,1", "101:u9:1.0"));
    folder.write(
        "test-skeleton.csv", line("1,0,0,aa,1", "205:i1:1.0"), line("2,1,0,aa,1", "205:i7:1.0"));
    PreparationSummary summary =
        folder.prepare(
            FIELDS,
            clickAndConversion(),
            DATA.replace(
                "'policy': {POLICY}",
                """
                'split': {'type': 'files', 'test': {'type': 'ali-ccp', 'skeleton': 'test-skeleton.csv',
                          'commonFeatures': 'test-common.csv'}}\
                """));
    assertThat(summary.splits())
        .extracting(SplitSummary::name, SplitSummary::impressions)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("train", 3L),
            org.assertj.core.groups.Tuple.tuple("test", 2L));
    assertThat(summary.fields().get(2).unknownShareInTest()).isEqualTo(0.5);
  }

  @Test
  void tokensOfAnyLengthAndScriptAreKeptApart() {
    String[] tokens = {
      "a", "aa", "abcdefgh", "abcdefghi", "abcdefghijklmnop", "abcdefghijklmnopq", "鞋子", "ñ"
    };
    StringBuilder features = new StringBuilder();
    for (String token : tokens) {
      features.append("210:").append(token).append(":1.0 ");
    }
    folder.write("skeleton.csv", line("1,1,1,aa,8", features.toString().strip()));
    prepare("");
    try (PreparedSet train = train()) {
      EncodedField.Bag intentions = (EncodedField.Bag) train.schema().fields().get(3);
      assertThat(intentions.vocabulary().tokens()).containsExactlyInAnyOrder(tokens);
    }
  }
}
