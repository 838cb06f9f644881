package io.esmm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model folder that is harmed, and outputs that cannot be written. */
class BadModelTest {
  @TempDir private Path folder;
  private TinyProject project;
  private Path model = Path.of("");

  @BeforeEach
  void project() {
    project = new TinyProject(folder);
    model = project.train();
  }

  @Test
  void aModelThatIsNotThere() {
    CommandRun.of("evaluate", project.path("other"), "--input", project.rows())
        .failsSaying(project.path("other").toString());
    CommandRun.of("explain", project.path("other")).failsSaying("other", "no such file");
  }

  @Test
  void aModelWithAMissingFile() throws IOException {
    Files.delete(model.resolve("weights.safetensors"));
    predict().failsSaying("weights.safetensors", "missing");
  }

  @Test
  void aModelWithATruncatedFile() throws IOException {
    Path weights = model.resolve("weights.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(bytes, bytes.length - 10));
    predict().failsSaying("weights.safetensors", "bytes");
  }

  @Test
  void aModelWithAnAlteredFile() throws IOException {
    Path weights = model.resolve("weights.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 3] ^= 1;
    Files.write(weights, bytes);
    predict().failsSaying("weights.safetensors", "altered");
    CommandRun.of("explain", model).failsSaying("weights.safetensors", "altered");
    CommandRun.of("evaluate", model, "--input", project.rows())
        .failsSaying("weights.safetensors", "altered");
  }

  @Test
  void aConfigurationThatNoLongerMatchesThePreparedRows() {
    project.replace("esmm.json", "\"kind\": \"numeric\"", "\"kind\": \"numeric\", \"buckets\": 4");
    CommandRun.of(
            "train",
            project.config(),
            "--out",
            project.path("again"),
            "--set",
            "data={\"train\":\"model.data/train\"}")
        .failsSaying("model.data/train", "price", "buckets");
    assertThat(project.path("again")).doesNotExist();
  }

  @Test
  void preparedRowsOfAnotherModel() {
    project.replace("rows.csv", "u3,", "user-three,");
    CommandRun.of("prepare", project.config(), "--out", project.path("other")).succeeds();
    CommandRun.of("evaluate", model, "--input", project.path("other/test"))
        .failsSaying("other/test", "[user]");
    CommandRun.of("evaluate", model, "--input", project.path("other"))
        .failsSaying("not a prepared split", "other/test");
  }

  @Test
  void aFolderOfSomethingElseIsNotReplaced() throws IOException {
    Path photos = Files.createDirectory(project.path("photos"));
    Files.writeString(photos.resolve("cat.jpg"), "miau");
    CommandRun.of("train", project.config(), "--out", photos).failsSaying("photos");
    CommandRun.of("prepare", project.config(), "--out", photos).failsSaying("photos");
    CommandRun.of("simulate", "--impressions", 2000, "--out", photos).failsSaying("photos");
    CommandRun.of("quickstart", "--dir", photos).failsSaying("photos", "--dir");
    assertThat(photos).isDirectoryContaining("glob:**cat.jpg");
  }

  @Test
  void whatIsReadIsNotReplaced() throws IOException {
    String rows = Files.readString(project.rows());
    String config = Files.readString(project.config());
    Path linked = Files.createSymbolicLink(project.path("linked.csv"), project.rows());
    CommandRun.of("predict", model, "--input", project.rows(), "--out", linked)
        .failsSaying("linked.csv", "is what is read", "another file");
    for (String option : List.of("--json", "--report")) {
      CommandRun.of("evaluate", model, "--input", project.rows(), option, project.rows())
          .failsSaying("rows.csv", "is what is read");
    }
    for (String command : List.of("train", "compare")) {
      Path out = project.path(command);
      CommandRun.of(
              command, project.config(), "--out", out, "--report", project.config().toString())
          .failsSaying("esmm.json", "is what is read");
      assertThat(out).doesNotExist();
    }
    assertThat(project.rows()).hasContent(rows);
    assertThat(project.config()).hasContent(config);
  }

  @Test
  void aPlaceForNoModelIsToldBeforeRowsAreRead() throws IOException {
    Files.writeString(project.rows(), "no rows at all");
    for (Path out : List.of(project.config(), folder, Path.of("/"))) {
      CommandRun.of("train", project.config(), "--out", out).failsSaying(out + ": ", "; ");
    }
    CommandRun.of("train", project.config(), "--out", project.path("new/m"))
        .failsSaying("rows.csv");
    assertThat(project.path("new/m")).doesNotExist();
  }

  @Test
  void columnsOfTheModelThatAreNowhere() throws IOException {
    Path other = Files.writeString(project.path("other.csv"), "a,b\n1,2\n");
    CommandRun.of("predict", model, "--input", other, "--out", project.path("p.csv"))
        .failsSaying(model + "/model.json#/fields: field [user]: there is no column [user]");
    CommandRun.of("evaluate", model, "--input", other)
        .failsSaying(model + "/model.json#/funnel: label: there is no column [clicked]");
  }

  @Test
  void aDiskWithoutSpace() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full here");
    Set<String> before = project.files();
    CommandRun.of("predict", model, "--input", project.rows(), "--out", full)
        .failsSaying("/dev/full", "no space left");
    CommandRun.of("evaluate", model, "--input", project.rows(), "--json", full)
        .failsSaying("/dev/full", "no space left");
    assertThat(project.files()).isEqualTo(before);
  }

  @Test
  void anEndingThatNoFormatHas() {
    CommandRun.of("predict", model, "--input", project.rows(), "--out", project.path("p.xlsx"))
        .failsSaying("p.xlsx", "known: .csv, .jsonl");
  }

  @Test
  void aKeyThatIsNoColumn() {
    CommandRun.of(
            "predict",
            model,
            "--input",
            project.rows(),
            "--out",
            project.path("p.csv"),
            "--key",
            "nr")
        .failsSaying("[nr]", "rows.csv");
    assertThat(project.path("p.csv")).doesNotExist();
  }

  private CommandRun predict() {
    return CommandRun.of(
        "predict", model, "--input", project.rows(), "--out", project.path("p.csv"));
  }
}
