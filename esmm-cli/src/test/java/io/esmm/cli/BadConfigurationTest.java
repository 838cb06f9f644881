package io.esmm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that cannot be used is told as such, at its place, and nothing is written. */
class BadConfigurationTest {
  @TempDir private Path folder;
  private TinyProject project;
  private Set<String> before = Set.of();

  @BeforeEach
  void project() {
    project = new TinyProject(folder);
    before = project.files();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(project.files()).isEqualTo(before);
  }

  @Test
  void malformedJson() {
    project.replace("esmm.json", "\"embedding\": {", "\"embedding\" {");
    train().failsSaying("esmm.json:8:", "malformed JSON");
  }

  @Test
  void anUnknownProperty() {
    project.replace("esmm.json", "\"dimension\"", "\"dimesion\"");
    train().failsSaying("esmm.json#/embedding/dimesion", "[dimesion] unknown", "mean [dimension]?");
  }

  @Test
  void anUnknownTowerType() {
    project.replace("esmm.json", "\"type\": \"mlp\", \"hidden\": [8]}}]", "\"type\": \"mpl\"}}]");
    train().failsSaying("#/funnel/events/1/tower/type", "tower type [mpl] unknown", "mean [mlp]?");
  }

  @Test
  void aLayerWithoutWidth() {
    train("--set", "funnel.events.buy.tower.hidden=[8,0]")
        .failsSaying("--set funnel.events.buy.tower.hidden=[8,0]", "hidden width [0]");
  }

  @Test
  void aTowerThatReadsAnUnknownField() {
    train("--set", "funnel.events.buy.tower.fields=[\"pirce\"]")
        .failsSaying("/funnel/events/1/tower", "[pirce]", "price");
  }

  @Test
  void aFieldNamedTwice() {
    project.replace("esmm.json", "{\"name\": \"item\"", "{\"name\": \"user\"");
    train().failsSaying("#/fields/1/name", "field [user] is named twice");
  }

  @Test
  void aLabelAsField() {
    project.replace("esmm.json", "{\"name\": \"item\"", "{\"name\": \"bought\"");
    train().failsSaying("#/fields/1", "label [bought]", "labels leak", "remove the field");
  }

  @Test
  void aLabelBehindAnotherFieldsName() {
    project.replace("esmm.json", "\"key\": \"id\"", "\"columns\": {\"item\": \"bought\"}");
    train().failsSaying("field [item]", "column [bought]", "never an input");
  }

  @Test
  void eventsInACycle() {
    project.replace("esmm.json", "\"after\": \"impression\"", "\"after\": \"buy\"");
    train().failsSaying("#/funnel", "cycle", "click after buy after click");
  }

  @Test
  void anEventWithoutTower() {
    project.replace(
        "esmm.json",
        "\"clicked\",\n    \"tower\": {\"type\": \"mlp\", \"hidden\": [8]}}",
        "\"clicked\"}");
    train().failsSaying("#/funnel/events/0", "[tower]", "missing", "mlp");
  }

  @Test
  void aConfigurationThatIsNotThere() {
    CommandRun.of("train", project.path("other.json"), "--out", project.path("model"))
        .failsSaying(project.path("other.json").toString(), "no such file");
  }

  @Test
  void aConfigurationWithoutData() {
    project.replace("esmm.json", "\"data\": {", "\"name2\": {");
    train().failsSaying("[name2] unknown");
    project.write(
        "esmm.json",
        project.read("esmm.json").replaceAll("(?s)\"name2\":.*?\"fields\"", "\"fields\""));
    train().failsSaying("esmm.json#/data: ", "does not say where the rows are");
  }

  @Test
  void aSettingThatSetsNothing() {
    train("--set", "training.epoch=3").failsSaying("--set training.epoch=3", "[epochs]");
    train("--set", "nonsense").failsSaying("--set nonsense", "path=value");
  }

  @Test
  void earlyStoppingByAnUnknownMetric() {
    project.replace("esmm.json", "\"test\": 0.25", "\"test\": 0.25, \"validation\": 0.25");
    train("--set", "training.earlyStopping={\"metric\":\"joint.auk:buy\"}")
        .failsSaying("esmm.json", "joint.auk:buy", "[auc]");
  }

  @Test
  void earlyStoppingWithoutValidationRows() {
    train("--set", "training.earlyStopping={\"metric\":\"joint.auc:buy\"}")
        .failsSaying("esmm.json#/training/earlyStopping: ", "no validation rows", "data.split");
  }

  @Test
  void anUnknownOptimizer() {
    train("--set", "optimizer={\"type\":\"adma\"}")
        .failsSaying("optimizer", "type [adma] unknown; did you mean [adam]?");
    project.replace(
        "esmm.json", "\"training\"", "\"optimizer\": {\"type\": \"adma\"}, \"training\"");
    train().failsSaying("esmm.json#/optimizer/type: type [adma] unknown");
  }

  @Test
  void labelsAndFieldsThatAreNoColumns() {
    project.replace("rows.csv", "user", "usr").replace("rows.csv", "clicked", "klicked");
    train()
        .failsSaying(
            "esmm.json#/fields: field [user]: there is no column [user]", "did you mean [usr]?")
        .failsSaying(
            "esmm.json#/funnel: label: there is no column [clicked]", "did you mean [klicked]?");
  }

  @Test
  void columnsThatAreNowhere() {
    project.replace("esmm.json", "\"key\": \"id\", \"group\": \"user\"", "\"key\": \"uid\"");
    train().failsSaying("esmm.json#/data/key: there is no column [uid]", "rows.csv", "[id]");
    CommandRun.of("prepare", project.config(), "--out", project.path("d"))
        .failsSaying("esmm.json#/data/key: there is no column [uid]");
    CommandRun.of("compare", project.config(), "--out", project.path("c"), "--seeds", 1)
        .failsSaying("esmm.json#/data/key: there is no column [uid]");
  }

  private CommandRun train(String... settings) {
    Object[] args = new Object[4 + settings.length];
    args[0] = "train";
    args[1] = project.config();
    args[2] = "--out";
    args[3] = project.path("model");
    System.arraycopy(settings, 0, args, 4, settings.length);
    return CommandRun.of(args);
  }
}
