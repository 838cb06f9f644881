package io.esmm.data.prepare;

import static io.esmm.data.prepare.RawFolder.bag;
import static io.esmm.data.prepare.RawFolder.categorical;
import static io.esmm.data.prepare.RawFolder.clickAndConversion;
import static io.esmm.data.prepare.RawFolder.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of bad input: what the user is told, and that nothing is left behind. */
class BadInputTest {
  private static final String HEADER = "id,item,price,tags,click,conversion";
  private static final List<FieldConfig> FIELDS =
      List.of(
          categorical("item", Level.IMPRESSION),
          number("price", Level.IMPRESSION),
          bag("tags", Level.IMPRESSION, Pooling.WEIGHTED));

  @TempDir Path temporary;
  private RawFolder folder;
  private List<String> before = List.of();

  @BeforeEach
  void begin() {
    folder = new RawFolder(temporary);
  }

  private static String csv(String policy) {
    return "{'source': {'type': 'csv', 'path': 'rows.csv'}, 'key': 'id', 'policy': {"
        + policy
        + "}}";
  }

  private void rows(String... lines) {
    String[] all = new String[lines.length + 1];
    all[0] = HEADER;
    System.arraycopy(lines, 0, all, 1, lines.length);
    folder.write("rows.csv", all);
  }

  private void assertProblem(String data, String... words) {
    before = folder.names();
    assertThatThrownBy(() -> folder.prepare(FIELDS, clickAndConversion(), data))
        .isInstanceOf(ProblemException.class)
        .message()
        .contains(words)
        .satisfies(message -> assertThat(message.lines()).hasSizeLessThanOrEqualTo(3));
  }

  @AfterEach
  void nothingIsLeftBehind() {
    if (!before.isEmpty()) {
      assertThat(folder.names()).isEqualTo(before);
    }
  }

  @Test
  void missingFileIsNamedWithTheFolderItWasLookedForIn() {
    folder.write("other.csv", "x");
    assertProblem(csv(""), "rows.csv: there is no such file", "relative to " + temporary);
  }

  @Test
  void folderInPlaceOfAFileIsRefused() throws IOException {
    Files.createDirectory(temporary.resolve("rows.csv"));
    assertProblem(csv(""), "rows.csv: is a folder");
  }

  @Test
  void unsetEnvironmentVariableIsNamed() {
    rows("1,a,1,,1,1");
    assertProblem(
        "{'source': {'type': 'csv', 'path': '${NOWHERE}/rows.csv'}}",
        "environment variable [NOWHERE] is not set");
  }

  @Test
  void truncatedGzipIsToldWithTheLine() {
    String[] lines = new String[2001];
    lines[0] = HEADER;
    for (int i = 1; i < lines.length; i++) {
      lines[i] = i + "," + Integer.toHexString(i * 0x9E3779B9) + ",1,,1,1";
    }
    folder.gzip("rows.csv", lines);
    folder.truncate("rows.csv", 0.6);
    assertProblem(csv(""), "rows.csv:", "the gzip file ends in the middle", "get it again");
  }

  @Test
  void damagedGzipIsTold() throws IOException {
    String[] lines = new String[500];
    java.util.Arrays.setAll(lines, i -> i + "," + Integer.toHexString(i * 0x9E3779B9) + ",1,,1,1");
    lines[0] = HEADER;
    Path file = folder.gzip("rows.csv", lines);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 6] ^= 0x55;
    folder.write("rows.csv", bytes);
    assertProblem(csv(""), "the gzip file is damaged");
  }

  @Test
  void wrongSeparatorIsSuggested() {
    folder.write("rows.csv", HEADER.replace(',', '\t'), "1\ta\t1\t\t1\t1");
    assertProblem(
        csv(""),
        "rows.csv:1: the first line has 1 column [id\\titem\\tprice",
        "is the delimiter [\\t]?");
  }

  @Test
  void whatIsNoTextIsToldByItsFirstBytes() {
    folder.write("rows.csv", "PK\u0003\u0004 and so on");
    assertProblem(csv(""), "rows.csv: is a zip archive; unpack it");
    folder.write("rows.csv", "PAR1 and so on");
    assertProblem(csv(""), "rows.csv: is a Parquet file", "\"type\": \"parquet\"");
  }

  @Test
  void wrongNumberOfColumnsIsToldWithThePlace() {
    rows("1,a,1,,1,1", "2,b,1,,1");
    assertProblem(
        csv("'unreadableRow': 'error'"),
        "rows.csv:3: wrong number of columns: the row has 5 columns, the first line 6");
  }

  @Test
  void missingColumnsAreNamedTogetherWithSuggestions() {
    folder.write("rows.csv", "id,itme,price,tags,clicked,conversion", "1,a,1,,1,1");
    assertProblem(
        csv(""),
        "#/fields: field [item]: there is no column [item]",
        "did you mean [itme]?",
        "#/funnel: label: there is no column [click]",
        "did you mean [clicked]?");
  }

  @Test
  void repeatedColumnIsNamed() {
    folder.write("rows.csv", "id,item,price,tags,click,conversion,item", "1,a,1,,1,1,b");
    assertProblem(csv(""), "rows.csv:1: column [item] stands twice");
  }

  @Test
  void quoteThatIsNeverClosedEndsTheRun() {
    rows("1,a,1,,1,1", "2,\"b,1,,1,1", "3,c,1,,0,0");
    assertProblem(csv("'unreadableRow': 'error'"), "rows.csv:3:");
  }

  @Test
  void nonNumericValueIsToldWithFieldAndPlace() {
    rows("1,a,1,,1,1", "2,b,cheap,,1,1");
    assertProblem(
        csv("'unreadableRow': 'error'"),
        "rows.csv:3: field [price] cannot be read: non-numeric value [cheap]",
        "set data.policy.unreadableRow to another policy than error");
  }

  @Test
  void infiniteAndHexadecimalNumbersAreNoNumbers() {
    for (String number : List.of("Infinity", "-inf", "1e999", "0x10", "1d", "1,5")) {
      rows("1,a,\"" + number + "\",,1,1");
      assertProblem(csv("'unreadableRow': 'error'"), "field [price] cannot be read");
    }
  }

  @Test
  void weightThatIsNoNumberIsTold() {
    rows("1,a,1,x:heavy,1,1");
    assertProblem(
        csv("'unreadableRow': 'error'"),
        "field [tags] cannot be read: weight [heavy] of [x] is not a number");
  }

  @Test
  void labelOutOfRangeIsTold() {
    for (String label : List.of("2", "-1", "0.5", "yes")) {
      rows("1,a,1,," + label + ",0");
      assertProblem(
          csv("'unreadableRow': 'error'"),
          "rows.csv:2: label [click] is not 0 or 1: label [click] is [" + label + "]");
    }
  }

  @Test
  void missingLabelIsTold() {
    rows("1,a,1,,,0");
    assertProblem(csv("'unreadableRow': 'error'"), "rows.csv:2: label [click] is missing");
  }

  @Test
  void conversionWithoutClickIsAnErrorByDefault() {
    rows("1,a,1,,1,1", "2,b,1,,0,1");
    assertProblem(
        csv(""),
        "rows.csv:3: [conversion] without [click]: label [conversion] is 1, [click] is 0",
        "data.policy.funnelViolation");
  }

  @Test
  void repeatedKeyIsAnErrorByDefault() {
    rows("1,a,1,,1,1", "2,b,1,,0,0", "1,c,1,,0,0");
    assertProblem(
        csv(""), "rows.csv:4: key [id] repeated: key [id] is [1]", "data.policy.duplicateKey");
  }

  @Test
  void missingKeyIsTold() {
    rows(",a,1,,1,1");
    assertProblem(csv("'unreadableRow': 'error'"), "rows.csv:2: key [id] is missing");
  }

  @Test
  void emptyFileIsTold() {
    folder.write("rows.csv", "");
    assertProblem(csv(""), "rows.csv: the file is empty");
  }

  @Test
  void fileWithAHeaderAloneIsTold() {
    rows();
    assertProblem(csv(""), "rows.csv: there are no rows");
  }

  @Test
  void eventWithoutPositivesIsNamed() {
    rows("1,a,1,,1,0", "2,b,1,,0,0");
    assertProblem(
        csv(""),
        "event [conversion] never happens in the 2 training rows",
        "[conversion] its label?");
  }

  @Test
  void splitThatLeavesNothingToTrainOnIsTold() {
    rows("1,a,1,,1,1");
    assertProblem(
        "{'source': {'type': 'csv', 'path': 'rows.csv'},"
            + " 'split': {'type': 'time', 'column': 'id', 'testFrom': '0'}}",
        "#/data/split: no row is left to train on");
  }

  @Test
  void tooManyRowsSetAsideEndTheRunWithReasonsAndExamples() {
    rows("1,a,1,,1,1", "2,b,x,,0,0", "3,c,1,,7,0", "4,d,1,,0,0");
    assertProblem(
        csv("'unreadableRow': 'drop'"),
        "2 of 4 rows would be set aside (1 x field [price] cannot be read, 1 x label [click] is not"
            + " 0 or 1), more than data.policy.maxSetAsideShare [0.05] allows",
        "rows.csv:3: field [price]");
  }

  @Test
  void labelAsAFieldIsAnError() {
    rows("1,a,1,,1,1");
    assertProblem(
        "{'source': {'type': 'csv', 'path': 'rows.csv'}, 'columns': {'item': 'click'}}",
        "#/data/columns/item: field [item] would read column [click], the label of an event");
  }

  @Test
  void unknownFieldInColumnsIsSuggested() {
    rows("1,a,1,,1,1");
    assertProblem(
        "{'source': {'type': 'csv', 'path': 'rows.csv'}, 'columns': {'itme': 'x'}}",
        "#/data/columns/itme: field [itme] unknown",
        "did you mean [item]?");
  }

  @Test
  void foreignOutputFolderIsNotReplaced() throws IOException {
    rows("1,a,1,,1,1");
    Files.createDirectory(folder.out());
    Files.writeString(folder.out().resolve("thesis.txt"), "years of work");
    assertProblem(csv(""), "out");
    assertThat(folder.out().resolve("thesis.txt")).hasContent("years of work");
  }
}
