package io.esmm.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private final Vocabulary vocabulary = new Vocabulary("item", List.of("beer", "wine"));

  @Test
  void missingIsZeroUnknownIsOneTokensFollow() {
    assertThat(vocabulary.id("")).isEqualTo(0);
    assertThat(vocabulary.id("milk")).isEqualTo(1);
    assertThat(vocabulary.id("beer")).isEqualTo(2);
    assertThat(vocabulary.id("wine")).isEqualTo(3);
    assertThat(vocabulary.rows()).isEqualTo(4);
  }

  @Test
  void tokensStandInTheOrderOfTheirIds() {
    assertThat(vocabulary.tokens()).containsExactly("beer", "wine");
  }

  @Test
  void aRepeatedTokenIsRefusedWhereverItStands() {
    assertThatThrownBy(() -> new Vocabulary("item", List.of("a", "a")))
        .hasMessage("token [a] stands twice in vocabulary [item]");
    assertThatThrownBy(() -> new Vocabulary("item", List.of("a", "b", "a")))
        .hasMessage("token [a] stands twice in vocabulary [item]");
  }

  @Test
  void anEmptyTokenIsRefused() {
    assertThatThrownBy(() -> new Vocabulary("item", List.of("a", "")))
        .hasMessageContaining("empty token in vocabulary [item]");
  }

  @Test
  void equalVocabulariesHaveTheSameNameAndTokensInOrder() {
    assertThat(vocabulary)
        .isEqualTo(new Vocabulary("item", List.of("beer", "wine")))
        .hasSameHashCodeAs(new Vocabulary("item", List.of("beer", "wine")))
        .isNotEqualTo(new Vocabulary("shop", List.of("beer", "wine")))
        .isNotEqualTo(new Vocabulary("item", List.of("wine", "beer")))
        .isNotEqualTo(new Vocabulary("item", List.of("beerw", "ine")));
  }

  @Test
  void aHundredThousandTokensAreAllFound() {
    List<String> tokens = IntStream.range(0, 100_000).mapToObj(i -> "t" + i).toList();
    Vocabulary large = new Vocabulary("large", tokens);
    for (int i = 0; i < tokens.size(); i++) {
      assertThat(large.id(tokens.get(i))).isEqualTo(i + Vocabulary.FIRST_TOKEN);
    }
    assertThat(large.id("t100000")).isEqualTo(Vocabulary.UNKNOWN);
  }
}
