package io.esmm.data.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalTextTest {

  private static double parse(String text) {
    byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    double fromBytes = DecimalText.parse(bytes, 1, bytes.length - 1);
    assertThat(Double.valueOf(fromBytes)).isEqualTo(Double.valueOf(DecimalText.parse(text)));
    return fromBytes;
  }

  @Test
  void agreesWithTheLibraryOnPlainNumbers() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      int digits = 1 + random.nextInt(15);
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
      int point = random.nextInt(digits + 1);
      for (int d = 0; d < digits; d++) {
        text.append(d == point ? "." : "").append((char) ('0' + random.nextInt(10)));
      }
      assertThat(parse(text.toString())).isEqualTo(Double.parseDouble(text.toString()));
    }
  }

  @Test
  void minusZeroKeepsItsSign() {
    assertThat(Double.doubleToRawLongBits(parse("-0"))).isEqualTo(Double.doubleToRawLongBits(-0.0));
  }

  @Test
  void leavesEverythingElseToASlowerParser() {
    for (String text :
        new String[] {
          "",
          "-",
          ".",
          "-.",
          "+1",
          "1e3",
          "0x1",
          "1.2.3",
          " 1",
          "1 ",
          "NaN",
          "Infinity",
          "1,5",
          "--1",
          "1234567890123456",
          "٣"
        }) {
      assertThat(parse(text)).as("[%s]", text).isNaN();
    }
  }
}
