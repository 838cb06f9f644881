package io.esmm.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenTableTest {

  @Test
  void textsAreNumberedInTheOrderOfArrival() {
    TokenTable table = new TokenTable();
    assertThat(table.add("b")).isEqualTo(0);
    assertThat(table.add("a")).isEqualTo(1);
    assertThat(table.add("b")).isEqualTo(0);
    assertThat(table.size()).isEqualTo(2);
    assertThat(table.token(1)).isEqualTo("a");
    assertThat(table.find("c")).isEqualTo(-1);
  }

  @Test
  void agreesWithAHashMapOnRandomTexts() {
    Random random = new Random(1);
    TokenTable table = new TokenTable();
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      String text = randomText(random);
      assertThat(table.find(text)).isEqualTo(expected.getOrDefault(text, -1));
      expected.putIfAbsent(text, expected.size());
      assertThat(table.add(text)).isEqualTo(expected.get(text));
    }
    table.trim();
    expected.forEach((text, number) -> {
      assertThat(table.find(text)).isEqualTo(number);
      assertThat(table.token(number)).isEqualTo(text);
    });
  }

  private static String randomText(Random random) {
    int[] ends = {'z', 0x7FF, 0xFFFF, Character.MAX_CODE_POINT};
    int end = ends[random.nextInt(4)];
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      int c = random.nextInt(end + 1);
      text.appendCodePoint(c >= 0xD800 && c < 0xE000 ? 'x' : c);
    }
    return text.toString();
  }

  @Test
  void textsWithEqualHashCodesAreToldApart() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    TokenTable table = new TokenTable();
    assertThat(table.add("Aa")).isEqualTo(0);
    assertThat(table.find("BB")).isEqualTo(-1);
    assertThat(table.add("BB")).isEqualTo(1);
    assertThat(table.find("Aa")).isEqualTo(0);
  }

  @Test
  void textsOfEveryUtf8LengthAreFound() {
    TokenTable table = new TokenTable();
    String[] texts = {"", "a", "\u00e9", "\u20ac", "\ud83d\ude00", "a\u00e9\u20ac\ud83d\ude00z"};
    for (String text : texts) {
      table.add(text);
    }
    for (int i = 0; i < texts.length; i++) {
      assertThat(table.find(texts[i])).isEqualTo(i);
      assertThat(table.token(i)).isEqualTo(texts[i]);
    }
    assertThat(table.find("\u00e8")).isEqualTo(-1);
    assertThat(table.find("\ud83d\ude01")).isEqualTo(-1);
  }

  @Test
  void halfASurrogatePairBecomesAQuestionMark() {
    TokenTable table = new TokenTable();
    assertThat(table.add("?")).isEqualTo(0);
    assertThat(table.add("\ud83d")).isEqualTo(0);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void comparesByBytesWithoutSign() {
    TokenTable table = new TokenTable();
    int z = table.add("z");
    int accented = table.add("\u00e9");
    int za = table.add("za");
    assertThat(table.compare(z, accented)).isNegative();
    assertThat(table.compare(za, z)).isPositive();
    assertThat(table.compare(z, z)).isZero();
  }

  @Test
  void fourBytesAreBigEndianAndPaddedWithZeros() {
    TokenTable table = new TokenTable();
    table.add("abcde");
    table.add("next");
    assertThat(table.fourBytes(0, 0)).isEqualTo(0x61626364L);
    assertThat(table.fourBytes(0, 4)).isEqualTo(0x65000000L);
    assertThat(table.fourBytes(0, 8)).isZero();
  }
}
