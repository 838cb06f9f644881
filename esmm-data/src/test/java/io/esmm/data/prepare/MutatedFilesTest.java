package io.esmm.data.prepare;

import static io.esmm.data.prepare.RawFolder.bag;
import static io.esmm.data.prepare.RawFolder.categorical;
import static io.esmm.data.prepare.RawFolder.clickAndConversion;
import static io.esmm.data.prepare.RawFolder.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.data.vocabulary.SchemaLearner;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.field.Level;
import io.esmm.field.Pooling;
import io.esmm.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files with random damage: every row is used or set aside, or the run ends with words for the
 * user. More rounds with {@code -Desmm.mutations=100000}.
 */
class MutatedFilesTest {
  private static final int ROUNDS = Integer.getInteger("esmm.mutations", 400);
  private static final List<FieldConfig> FIELDS =
      List.of(
          categorical("user", Level.REQUEST),
          bag("history", Level.REQUEST, Pooling.WEIGHTED),
          categorical("item", Level.IMPRESSION),
          number("price", Level.IMPRESSION));

  @TempDir Path temporary;

  @Test
  void csv() {
    mutate(
        "csv",
        """
        id,user,history,item,price,click,conversion
        1,u1,"a:0.5 b:2",i1,1.5,1,1
        2,u1,"a:0.5 b:2",i2,,0,0
        3,u2,,"quoted \""item\""\",-2e3,1,0
        4,u3,c:1,鞋子,7,0,0
        """,
        "",
        "{'source': {'type': 'csv', 'path': 'x'}, 'request': ['user'], 'key': 'id'");
  }

  @Test
  void jsonLines() {
    mutate(
        "jsonl",
        """
        {"id": 1, "user": "u1", "history": {"a": 0.5}, "item": 7, "price": 1.5, "click": 1, "conversion": 0}
        {"request": {"user": "u2", "history": "a:1 b:2"}, "impressions": [{"id": 2, "item": "x", "click": true, "conversion": 1}, {"id": 3, "item": null, "price": -1e3, "click": 0, "conversion": 0}]}
        {"id": "4", "user": "u1", "history": ["a:3", "b"], "item": 7.0, "click": 0, "conversion": 0}
        """,
        "",
        "{'source': {'type': 'json-lines', 'path': 'x'}, 'key': 'id'");
  }

  @Test
  void aliCcp() {
    mutate(
        "csv",
        """
        1,1,1,aa,3,205\u0002i1\u00031.0\u0001508\u0002s\u00030.69315\u0001210\u0002t\u00031.0
        2,0,0,aa,1,205\u0002i2\u00031.0
        3,1,0,bb,2,508\u0002s\u00032.5\u0001205\u0002i1\u00031.0
        4,0,0,cc,1,205\u0002鞋子\u00031.0
        """,
        """
        aa,3,101\u0002u1\u00031.0\u0001109_14\u0002a\u00030.5\u0001109_14\u0002b\u00032
        bb,1,101\u0002u2\u00031.0
        """,
        """
        {'source': {'type': 'ali-ccp', 'skeleton': 'x', 'commonFeatures': 'common'}, 'key': 'sample_id',
         'columns': {'user': '101', 'history': '109_14', 'item': '205', 'price': '508'}\
        """);
  }

  private void mutate(String ending, String main, String common, String data) {
    RawFolder folder = new RawFolder(temporary);
    FeatureSchema schema = new SchemaLearner(FIELDS).finish();
    ModelRows rows =
        new ModelRows(
            schema,
            clickAndConversion(),
            RawFolder.data(
                data
                    + ", 'policy': {'maxSetAsideShare': 1, 'funnelViolation': 'drop',"
                    + " 'duplicateKey': 'drop'}}"),
            folder.paths());
    int ended = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      folder.write("common", damaged(common, random));
      Path file = folder.write("x." + ending, damaged(main, random));
      try (EncodedRows encoded = rows.forEvaluation(file, temporary)) {
        long used = 0;
        while (encoded.next()) {
          encoded.batch().check();
          used += encoded.batch().impressions();
        }
        long aside = encoded.setAside().values().stream().mapToLong(Long::longValue).sum();
        assertThat(used + aside).as("seed %d", seed).isEqualTo(encoded.rowsIn());
      } catch (ProblemException e) {
        ended++;
        assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertThat(ended).as("runs that ended").isLessThan(ROUNDS);
    assertThat(folder.names()).containsExactly("common", "x." + ending);
  }

  /** A few bytes changed, removed, repeated or inserted, or the end cut off. */
  private static byte[] damaged(String text, Random random) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i > 0 && bytes.length > 1; i--) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(bytes.length - at, 1 + random.nextInt(12));
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> {
              byte[] changed = bytes.clone();
              changed[at] = (byte) random.nextInt(256);
              yield changed;
            }
            case 1 -> replaced(bytes, at, length, new byte[0]);
            case 2 -> replaced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
            case 3 -> replaced(bytes, at, 0, interesting(random));
            default -> Arrays.copyOf(bytes, at);
          };
    }
    return bytes;
  }

  private static byte[] interesting(Random random) {
    String[] texts = {
      "\"",
      ",",
      "\n",
      "\r",
      "\u0000",
      "\u0001",
      "\u0002",
      "\u0003",
      "{",
      "]",
      "1e999",
      "NaN",
      ":",
      "\t",
      "99999999999999999999",
      "-",
      "null",
      "\uFEFF",
      "\u001f\u008b"
    };
    return texts[random.nextInt(texts.length)].getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] replaced(byte[] bytes, int at, int removed, byte[] inserted) {
    byte[] result = new byte[bytes.length - removed + inserted.length];
    System.arraycopy(bytes, 0, result, 0, at);
    System.arraycopy(inserted, 0, result, at, inserted.length);
    System.arraycopy(
        bytes, at + removed, result, at + inserted.length, bytes.length - at - removed);
    return result;
  }
}
