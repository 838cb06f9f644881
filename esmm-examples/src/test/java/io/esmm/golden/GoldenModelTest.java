package io.esmm.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.esmm.model.EsmmModel;
import io.esmm.model.Request;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.Predictions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every version of the model format is still read, and gives what it gave when it was written; a
 * newer one is refused with the release that reads it.
 */
class GoldenModelTest {
  /**
   * Kernels of another kind, or of a later release, may round otherwise: an answer may be off by
   * 1e-5 of itself, some hundred roundings of a float.
   */
  private static final double PERCENT = 1e-3;

  @TempDir Path temporary;

  @Test
  void thereIsOneOfEveryVersionThatWasEverWritten() throws Exception {
    List<Path> versions = Goldens.of("model");
    EsmmModel.load(versions.getFirst().resolve("model")).save(temporary.resolve("now"));
    assertThat(versions).hasSize(Goldens.version(temporary.resolve("now")));
    for (int v = 1; v <= versions.size(); v++) {
      assertThat(Goldens.version(versions.get(v - 1).resolve("model"))).isEqualTo(v);
    }
  }

  @Test
  void eachAnswersAsItDid() throws Exception {
    for (Path version : Goldens.of("model")) {
      EsmmModel model = EsmmModel.load(version.resolve("model"));
      List<Request> requests = GoldenModel.requests(version.resolve("answers.json"));
      List<GoldenModel.Answer> answers = GoldenModel.answers(version.resolve("answers.json"));
      assertThat(answers).hasSizeGreaterThan(5);
      for (GoldenModel.Answer answer : answers) {
        Predictions predictions = model.predict(requests.get(answer.request()));
        assertThat(answer.probabilities().keySet()).hasSameElementsAs(model.funnel().names());
        answer
            .probabilities()
            .forEach((event, expected) -> {
              assertThat(predictions.conditional(event, answer.candidate()))
                  .as("%s of %s", event, answer)
                  .isCloseTo(expected[0], withinPercentage(PERCENT));
              assertThat(predictions.joint(event, answer.candidate()))
                  .as("%s of %s", event, answer)
                  .isCloseTo(expected[1], withinPercentage(PERCENT));
            });
      }
    }
  }

  @Test
  void savedAgainItHasTheSameWeights() throws Exception {
    for (Path version : Goldens.of("model")) {
      EsmmModel model = EsmmModel.load(version.resolve("model"));
      model.save(temporary.resolve("again"));
      EsmmModel again = EsmmModel.load(temporary.resolve("again"));
      assertThat(again.graph().parameters()).hasSameSizeAs(model.graph().parameters());
      for (int p = 0; p < model.graph().parameters().size(); p++) {
        assertThat(again.weights().of(again.graph().parameters().get(p)).floats())
            .containsExactly(model.weights().of(model.graph().parameters().get(p)).floats());
      }
    }
  }

  @Test
  void aNewerFormatIsRefusedWithTheReleaseThatReadsIt() throws Exception {
    int version = Goldens.of("model").size() + 1;
    Path model = Goldens.newer("esmm-model", version, temporary.resolve("newer"));
    assertThatThrownBy(() -> EsmmModel.load(model))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(
            "esmm-model version %d is too new, needs version 99.1.0 of ESMM", version);
  }
}
