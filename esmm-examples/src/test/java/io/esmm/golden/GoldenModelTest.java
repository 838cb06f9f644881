package io.esmm.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.esmm.model.EsmmModel;
import io.esmm.model.Request;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.Predictions;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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

  private static Path goldens() throws URISyntaxException {
    return Path.of(Objects.requireNonNull(GoldenModelTest.class.getResource("version-1")).toURI())
        .resolveSibling("");
  }

  private static List<Path> versions() throws Exception {
    try (Stream<Path> folders = Files.list(goldens())) {
      return folders
          .filter(f -> f.getFileName().toString().startsWith("version-"))
          .sorted()
          .toList();
    }
  }

  private static int formatVersion(Path model) throws IOException {
    String manifest = Files.readString(model.resolve("manifest.json"));
    return Integer.parseInt(manifest.replaceFirst("(?s).*\"version\": (\\d+),.*", "$1"));
  }

  @Test
  void thereIsOneOfEveryVersionThatWasEverWritten() throws Exception {
    EsmmModel.load(versions().getFirst().resolve("model")).save(temporary.resolve("now"));
    int newest = formatVersion(temporary.resolve("now"));
    assertThat(versions()).hasSize(newest);
    for (int version = 1; version <= newest; version++) {
      assertThat(formatVersion(goldens().resolve("version-" + version + "/model")))
          .isEqualTo(version);
    }
  }

  @Test
  void eachAnswersAsItDid() throws Exception {
    for (Path version : versions()) {
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
    for (Path version : versions()) {
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
    Path model = temporary.resolve("newer");
    EsmmModel.load(versions().getLast().resolve("model")).save(model);
    int version = formatVersion(model);
    Path manifest = model.resolve("manifest.json");
    String text = Files.readString(manifest);
    String body =
        text.substring(0, text.lastIndexOf(",\n  \"manifestSha256\""))
            .replaceFirst("\"version\": \\d+", "\"version\": " + (version + 1))
            .replaceFirst("\"since\": \"[^\"]+\"", "\"since\": \"99.1.0\"");
    String sha256 =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8)));
    Files.writeString(manifest, body + ",\n  \"manifestSha256\": \"" + sha256 + "\"\n}\n");
    assertThatThrownBy(() -> EsmmModel.load(model))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("esmm-model version %d is too new, needs ESMM 99.1.0", version + 1);
  }
}
