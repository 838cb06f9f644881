package io.esmm.field;

import static io.esmm.field.Level.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VocabularyOwnersTest {

  private static FieldConfig categorical(String name, @Nullable String sharesWith) {
    return new CategoricalField(name, REQUEST, null, sharesWith, null);
  }

  @Test
  void theOwnerStandsAtTheEndOfTheChain() {
    assertThat(
            VocabularyOwners.of(
                List.of(
                    categorical("c", "b"),
                    categorical("b", "a"),
                    categorical("a", null),
                    new NumericField("n", REQUEST, null, null, null, null))))
        .containsOnly(
            java.util.Map.entry("c", "a"),
            java.util.Map.entry("b", "a"),
            java.util.Map.entry("a", "a"));
  }

  @Test
  void everyProblemIsNamed() {
    List<FieldConfig> fields =
        List.of(
            categorical("a", "b"),
            categorical("b", "a"),
            categorical("c", "price"),
            categorical("d", "itme"),
            categorical("d", "itme"),
            new NumericField("price", REQUEST, null, null, null, null));
    assertThatThrownBy(() -> VocabularyOwners.of(fields))
        .hasMessageContaining("field [d]: stands twice")
        .hasMessageContaining("field [a]: shares a vocabulary in a circle: [a, b]")
        .hasMessageContaining("field [c]: shares the vocabulary of [price], which has none")
        .hasMessageContaining("field [d]: shares the vocabulary of [itme], which is no field")
        .hasMessageContaining("fields with a vocabulary: [a, b, c, d]");
  }
}
