package io.esmm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that cannot be used end the run with their place, and nothing is written. */
class BadRowsTest {
  @TempDir private Path folder;
  private TinyProject project;

  @BeforeEach
  void project() {
    project = new TinyProject(folder);
  }

  @Test
  void aMissingFile() {
    project.replace("esmm.json", "rows.csv", "rowz.csv");
    failsSaying("rowz.csv", "no such file");
  }

  @Test
  void aTruncatedGzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(project.read("rows.csv").getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = bytes.toByteArray();
    Files.write(project.path("rows.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
    project.replace("esmm.json", "rows.csv", "rows.csv.gz");
    failsSaying("rows.csv.gz", "the gzip file ends in the middle");
  }

  @Test
  void aWrongSeparator() {
    project.replace("rows.csv", ",", ";");
    failsSaying("rows.csv:1", "has 1 column", "is the delimiter [;]?");
  }

  @Test
  void aValueThatIsNoNumber() {
    project.replace("rows.csv", "r5,u1,i9,5.5,", "r5,u1,i9,cheap,");
    failsSaying("rows.csv:7", "price", "[cheap]");
  }

  @Test
  void aLabelOutOfRange() {
    project.replace("rows.csv", "red|t0,0,0\nr6,", "red|t0,2,0\nr6,");
    failsSaying("rows.csv:7", "clicked", "[2]");
  }

  @Test
  void tooManyUnreadableRows() {
    project.replace("esmm.json", "\"key\"", "\"policy\": {\"unreadableRow\": \"drop\"}, \"key\"");
    project.replace("rows.csv", "5.5,", "cheap,");
    failsSaying("rows.csv", "24 of 240 rows would be set aside", "maxSetAsideShare");
  }

  @Test
  void aPurchaseWithoutClick() {
    project.replace("rows.csv", "red|t0,0,0\nr6,", "red|t0,0,1\nr6,");
    failsSaying("rows.csv:7", "[buy] without [click]", "funnelViolation");
  }

  @Test
  void aKeyThatStandsTwice() {
    project.replace("rows.csv", "\nr5,", "\nr4,");
    failsSaying("rows.csv:7", "[id]", "[r4]", "duplicateKey");
  }

  @Test
  void anEmptyFile() {
    project.write("rows.csv", "");
    failsSaying("rows.csv", "empty");
  }

  @Test
  void aFileOfAHeaderAlone() {
    project.write("rows.csv", "id,user,item,price,tags,clicked,bought\n");
    failsSaying("rows.csv", "no rows");
  }

  @Test
  void noPositives() {
    project.write("rows.csv", project.read("rows.csv").replaceAll(",1\n", ",0\n"));
    failsSaying("rows.csv", "event [buy] never happens", "noPositives");
  }

  private void failsSaying(String... words) {
    Set<String> before = project.files();
    CommandRun.of("train", project.config(), "--out", project.path("model")).failsSaying(words);
    CommandRun.of("prepare", project.config(), "--out", project.path("d")).failsSaying(words);
    assertThat(project.files()).isEqualTo(before);
  }
}
