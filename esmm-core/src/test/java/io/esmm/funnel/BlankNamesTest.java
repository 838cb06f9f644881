package io.esmm.funnel;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A funnel hangs together by names; a blank one is refused where it stands. */
class BlankNamesTest {
  @Test
  void anEventComesAfterAName() {
    for (String blank : List.of("", " ")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new EventConfig("click", blank, null, "c", null, null, null))
          .withMessage("event [click] comes after a blank name; name the space or an event");
      assertThatIllegalArgumentException().isThrownBy(() -> EventConfig.otherwise("not", blank));
    }
  }

  @Test
  void theSpaceHasAName() {
    assertThatThrownBy(() -> new FunnelConfig("", List.of(), null, null, null))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("/space: space [] unknown; known: [impression, request]");
  }
}
