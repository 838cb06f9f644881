package io.esmm.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawValueTest {
  private static final List<String> TOKENS = List.of("a", "", "user-17", "x".repeat(300), "0");

  private static void addAscii(RawValue value, String token, float weight) {
    byte[] bytes = ("<" + token + ">").getBytes(StandardCharsets.US_ASCII);
    value.addAscii(bytes, 1, bytes.length - 1, token.hashCode(), weight);
  }

  @Test
  void tokensOfBytesEqualTokensOfTexts() {
    RawValue bytes = new RawValue();
    RawValue texts = new RawValue();
    Vocabulary vocabulary = new Vocabulary("v", List.of("0", "user-17", "x".repeat(300), "鞋子"));
    for (int round = 0; round < 3; round++) {
      bytes.clear();
      texts.clear();
      for (String token : TOKENS) {
        addAscii(bytes, token, token.length());
        texts.add(token, token.length());
      }
      assertThat(bytes.size()).isEqualTo(TOKENS.size());
      for (int i = 0; i < TOKENS.size(); i++) {
        assertThat(bytes.isEmpty(i)).isEqualTo(texts.isEmpty(i));
        assertThat(vocabulary.id(bytes, i)).isEqualTo(vocabulary.id(texts, i));
        assertThat(vocabulary.id(bytes, i)).isEqualTo(vocabulary.id(TOKENS.get(i)));
        assertThat(bytes.weight(i)).isEqualTo(texts.weight(i));
        assertThat(bytes.token(i)).isEqualTo(TOKENS.get(i));
        assertThat(vocabulary.id(bytes, i))
            .as("once it is a text")
            .isEqualTo(vocabulary.id(texts, i));
      }
      assertThat(bytes.firstOfLatest(2)).isEqualTo(texts.firstOfLatest(2));
    }
  }

  @Test
  void bothKindsMayStandInOneValue() {
    RawValue value = new RawValue();
    value.add("鞋子");
    addAscii(value, "b", 2);
    value.add("c");
    addAscii(value, "dd", 3);
    RawValue copy = new RawValue();
    for (int i = 0; i < value.size(); i++) {
      copy.add(value, i);
    }
    assertThat(List.of(copy.token(0), copy.token(1), copy.token(2), copy.token(3)))
        .containsExactly("鞋子", "b", "c", "dd");
    assertThat(copy.weight(3)).isEqualTo(3);
  }

  @Test
  void tableAddsTokensOfBytesOnce() {
    TokenTable table = new TokenTable();
    RawValue value = new RawValue();
    addAscii(value, "b", 1);
    value.add("b");
    assertThat(table.add(value, 0)).isZero();
    assertThat(table.add(value, 1)).isZero();
    assertThat(table.add("b")).isZero();
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void aTokenReplacesANumber() {
    RawValue value = new RawValue();
    value.setNumber(3);
    addAscii(value, "b", 1);
    assertThat(value.isNumber()).isFalse();
    assertThat(value.size()).isEqualTo(1);
  }
}
