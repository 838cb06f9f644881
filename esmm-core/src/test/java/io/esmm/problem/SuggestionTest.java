package io.esmm.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> KNOWN =
      List.of("dimension", "sharing", "initialDeviation", "mlp", "din");

  @ParameterizedTest
  @CsvSource({
    "dimensions, dimension",
    "dimenison, dimension",
    "Sharing, sharing",
    "initial_deviation, initialDeviation",
    "mpl, mlp",
    "dien, din"
  })
  void aSlipFindsTheNameThatWasMeant(String slip, String meant) {
    assertThat(Suggestion.closest(slip, KNOWN)).isEqualTo(meant);
  }

  @Test
  void aStrangerFindsNothing() {
    assertThat(Suggestion.closest("learningRate", KNOWN)).isNull();
  }

  @Test
  void knownNamesAreSorted() {
    assertThat(Suggestion.remedy("x", List.of("b", "a"))).isEqualTo("known: [a, b]");
  }
}
