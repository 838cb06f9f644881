package io.esmm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.embedding.Sharing;
import io.esmm.field.SequenceField;
import io.esmm.objective.ObjectiveConfig;
import io.esmm.objective.Preset;
import io.esmm.objective.Probability;
import io.esmm.objective.TermConfig;
import io.esmm.problem.ProblemException;
import io.esmm.tower.TowerRegistry;
import io.esmm.train.EarlyStoppingConfig;
import io.esmm.train.OptimizerConfig;
import io.esmm.train.ScheduleConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
  static final Path GOOD = Path.of("src/test/resources/io/esmm/config/good.json");

  private final ConfigReader reader = new ConfigReader(TowerRegistry.of(new FakeTowers()));

  @TempDir Path folder;

  record FakeData(String train, String test, Map<String, String> columns) {}

  @Test
  void everyPartOfAConfigurationIsRead() {
    EsmmConfig config = reader.read(GOOD);

    assertThat(config.name()).isEqualTo("kuairand");
    assertThat(config.fields()).hasSize(5);
    assertThat(config.fields().get(1))
        .isInstanceOfSatisfying(
            SequenceField.class,
            history -> assertThat(history.sharesVocabularyWith()).isEqualTo("video_id"));
    assertThat(config.funnel().names()).containsExactly("click", "conversion");
    assertThat(config.funnel().event("conversion").tower())
        .isEqualTo(new FakeTowers.LayeredConfig(List.of(200, 80), true, FakeTowers.Curve.ROUND));
    assertThat(config.training().seed()).isEqualTo(7);
    assertThat(config.training().learningRateSchedule())
        .isEqualTo(new ScheduleConfig.Warmup(100, new ScheduleConfig.CosineDecay(0.0)));
    assertThat(config.data()).isNotNull();
    assertThat(config.data().get("train").textValue()).isEqualTo("prepared/train");
  }

  @Test
  void whatIsLeftOutHasThePapersDefaults() {
    EsmmConfig config =
        reader.read(
            """
            {"name": "small",
             "fields": [{"name": "item", "level": "impression", "kind": "categorical"}],
             "funnel": {"space": "impression", "events": [
               {"name": "click", "after": "impression", "label": "y",
                "tower": {"type": "linear", "scale": 1}}]}}
            """,
            "small.json");

    assertThat(config.data()).isNull();
    assertThat(config.embedding().dimension()).isEqualTo(18);
    assertThat(config.embedding().sharing()).isEqualTo(Sharing.ALL);
    assertThat(config.objective()).isEqualTo(ObjectiveConfig.of(Preset.ESMM));
    assertThat(config.optimizer()).isEqualTo(new OptimizerConfig("adam", .001, .9, .999, 1e-8));
    assertThat(config.training().batchSize()).isEqualTo(4096);
    assertThat(config.training().epochs()).isEqualTo(1);
    assertThat(config.training().learningRateSchedule())
        .isEqualTo(new ScheduleConfig.ConstantRate());
    assertThat(config.training().earlyStopping()).isNull();
  }

  @Test
  void aWrittenConfigurationReadsToAnEqualOne() {
    EsmmConfig config = reader.read(GOOD);

    ObjectNode written = reader.write(config);

    assertThat(reader.read(written.toPrettyString(), "written.json")).isEqualTo(config);
    assertThat(written.at("/optimizer/epsilon").doubleValue()).isEqualTo(1e-8);
    assertThat(written.at("/funnel/events/1/tower/type").textValue()).isEqualTo("layered");
    assertThat(written.at("/funnel/events/1/tower/bias").booleanValue()).isTrue();
    assertThat(written.get("objective").textValue()).isEqualTo("esmm");
  }

  @Test
  void termsWrittenOutByHandAreKeptWhenWritten() {
    EsmmConfig config =
        reader.read(
            GOOD,
            List.of(
                "objective={\"terms\": [{\"event\": \"click\", \"probability\": \"joint\","
                    + " \"over\": \"impression\"},{\"event\": \"conversion\", \"probability\":"
                    + " \"conditional\", \"over\": \"click\", \"weight\": 0.5}]}"));

    assertThat(config.objective().terms(config.funnel()))
        .containsExactly(
            new TermConfig("click", Probability.JOINT, "impression", 1.0),
            new TermConfig("conversion", Probability.CONDITIONAL, "click", 0.5));
    assertThat(reader.read(reader.write(config), "again.json")).isEqualTo(config);
  }

  @Test
  void settingsReachElementsByIndexAndByName() {
    EsmmConfig config =
        reader.read(
            GOOD,
            List.of(
                "training.seed=11",
                "name=eleven",
                "fields.user_id.minCount=5",
                "funnel.events.1.tower.hidden=[40, 20]",
                "funnel.events.click.tower.scale=0.25",
                "training.learningRateSchedule.then.minimum=0.1",
                "embedding.initialDeviation=0.02"));

    assertThat(config.training().seed()).isEqualTo(11);
    assertThat(config.name()).isEqualTo("eleven");
    assertThat(config.embedding().initialDeviation()).isEqualTo(0.02);
    assertThat(config.funnel().event("conversion").tower())
        .isEqualTo(new FakeTowers.LayeredConfig(List.of(40, 20), null, null));
    assertThat(config.funnel().event("click").tower()).isEqualTo(new FakeTowers.LinearConfig(0.25));
  }

  @Test
  void aSettingMakesTheObjectsOnItsWay() {
    ObjectNode tree = reader.tree("{\"name\": \"a\"}", "a.json");

    ConfigReader.override(tree, "training.earlyStopping.metric=joint.auc:click");

    assertThat(tree.at("/training/earlyStopping/metric").textValue()).isEqualTo("joint.auc:click");
  }

  @Test
  void aSettingOfNullBringsBackTheDefault() {
    EsmmConfig config = reader.read(GOOD, List.of("training.earlyStopping=null"));

    assertThat(config.training().earlyStopping()).isNull();
  }

  @Test
  void aStopHasDefaults() {
    assertThat(reader.read(GOOD).training().earlyStopping())
        .isEqualTo(new EarlyStoppingConfig("joint.auc:conversion", 1, null, 0.0));
  }

  @Test
  void dataIsCheckedTogetherWithTheRest() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() ->
            reader
                .withData(FakeData.class)
                .read(GOOD, List.of("training.epochs=0", "data.columns.label=3")))
        .satisfies(e ->
            assertThat(e.problems())
                .extracting(problem -> problem.what())
                .containsExactly(
                    "epochs [0] must be at least 1", "columns.label [3] is an integer"));
  }

  @Test
  void aFileIsNamedAsItWasGiven() throws IOException {
    Path file = Files.writeString(folder.resolve("conf.json"), "{");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reader.read(file))
        .withMessageStartingWith(file + ":1:2: malformed JSON");
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("nowhere.json");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reader.read(file))
        .withMessage(file + ": no such file; check the path");
  }

  @Test
  void aFolderIsNoConfiguration() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reader.read(folder))
        .withMessage(folder + ": is a folder; name the file in it");
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Path file = Files.write(folder.resolve("conf.json"), new byte[] {'{', (byte) 0xE9, '}'});

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reader.read(file))
        .withMessage(file + ": is not UTF-8; save it as UTF-8");
  }

  @Test
  void aByteOrderMarkIsSkipped() throws IOException {
    Path file =
        Files.write(
            folder.resolve("conf.json"),
            ("\uFEFF" + Files.readString(GOOD)).getBytes(StandardCharsets.UTF_8));

    assertThat(reader.read(file)).isEqualTo(reader.read(GOOD));
  }
}
