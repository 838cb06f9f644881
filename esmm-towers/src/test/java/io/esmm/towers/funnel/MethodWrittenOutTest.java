package io.esmm.towers.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.config.Method;
import io.esmm.funnel.Funnel;
import io.esmm.graph.Weights;
import io.esmm.model.ModelTrainer;
import io.esmm.tower.TowerRegistry;
import io.esmm.towers.ShippedTowers;
import io.esmm.train.InMemorySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A method's name trains the same weights, bit for bit, as its terms, sharing, read-out, heads and
 * trunk in JSON by hand.
 */
class MethodWrittenOutTest {
  private static final TowerRegistry REGISTRY = TowerRegistry.of(new ShippedTowers());
  private static final ConfigReader READER = new ConfigReader(REGISTRY);
  private static final String CLICK =
      "{'event': 'click', 'probability': 'joint', 'over': 'impression'}";
  private static final String JOINT =
      "{'event': 'buy', 'probability': 'joint', 'over': 'impression'}";
  private static final String IPW =
      """
      {'event': 'buy', 'probability': 'conditional', 'over': 'click',
       'propensity': {'event': 'click', 'least': 0.05}}\
      """;
  private static final String IPW_MEAN = IPW.replace("0.05}", "0.05, 'selfNormalized': true}");
  private static final String UNCLICKED = "'where': [{'event': 'click', 'happened': false}]";

  /** All parts of a model by hand. */
  private record Parts(String sharing, String readout, String trunk, String objective) {

    static Parts of(String sharing, String... terms) {
      return new Parts(
          sharing, "product", "", "{'terms': [%s]}".formatted(String.join(", ", terms)));
    }

    Parts divided() {
      return new Parts(sharing, "division", trunk, objective);
    }

    Parts on(String type) {
      return new Parts(sharing, readout, ", 'trunk': {'type': '%s'}".formatted(type), objective);
    }

    Parts withHead(String head) {
      String heads = "{'heads': [{'name': '%s', 'event': 'buy'}], ".formatted(head);
      return new Parts(sharing, readout, trunk, heads + objective.substring(1));
    }

    EsmmConfig config() {
      return read(
          ", 'sharing': '%s'".formatted(sharing),
          ", 'readout': '%s'%s".formatted(readout, trunk),
          ", 'objective': " + objective);
    }
  }

  private static EsmmConfig read(String embedding, String funnel, String rest) {
    String text =
        """
        {'name': 'known',
         'fields': [{'name': 'context', 'level': 'impression', 'kind': 'categorical'}],
         'embedding': {'dimension': 4%s},
         'funnel': {'space': 'impression', 'events': [
           {'name': 'click', 'after': 'impression', 'label': 'c',
            'tower': {'type': 'mlp', 'hidden': [3]}},
           {'name': 'buy', 'after': 'click', 'label': 'b',
            'tower': {'type': 'mlp', 'hidden': [3]}}]%s},
         'optimizer': {'type': 'adam', 'learningRate': 0.05},
         'training': {'batchSize': 100, 'epochs': 1, 'seed': 3}%s}
        """
            .formatted(embedding, funnel, rest);
    return READER.read(text.replace('\'', '"'), "by-hand.json");
  }

  private static Parts byHand(Method method) {
    return switch (method) {
      case BASE ->
          Parts.of(
              "none", CLICK, "{'event': 'buy', 'probability': 'conditional', 'over': 'click'}");
      case AMAN ->
          Parts.of(
              "none",
              CLICK,
              """
              {'event': 'buy', 'probability': 'conditional', 'over': 'impression',
               'sample': {'event': 'click', 'keepNegatives': 1}}\
              """);
      case OVERSAMPLING ->
          Parts.of(
              "none",
              CLICK,
              """
              {'event': 'buy', 'probability': 'conditional', 'over': 'click',
               'positiveWeight': 2}\
              """);
      case UNBIAS ->
          Parts.of(
              "none",
              CLICK,
              """
              {'event': 'buy', 'probability': 'conditional', 'over': 'click',
               'sample': {'event': 'click', 'keepBelow': 0.05}}\
              """);
      case DIVISION -> Parts.of("none", CLICK, JOINT).divided();
      case ESMM_NS -> Parts.of("none", CLICK, JOINT);
      case ESMM -> Parts.of("all", CLICK, JOINT);
      case ESCM2_IPW -> Parts.of("all", CLICK, IPW, JOINT);
      case ESCM2_DR ->
          Parts.of(
                  "all",
                  CLICK,
                  """
                  {'event': 'buy', 'probability': 'conditional', 'over': 'impression',
                   'loss': 'doubly-robust', 'head': 'buy-error',
                   'propensity': {'event': 'click', 'least': 0.05}}\
                  """,
                  """
                  {'event': 'buy', 'probability': 'conditional', 'over': 'click',
                   'loss': 'imputation', 'head': 'buy-error',
                   'propensity': {'event': 'click', 'least': 0.05}}\
                  """,
                  JOINT)
              .withHead("buy-error");
      case DCMT ->
          Parts.of(
                  "all",
                  CLICK,
                  IPW_MEAN,
                  """
                  {'event': 'buy', 'probability': 'conditional', 'over': 'impression', %s,
                   'loss': 'counterfactual', 'head': 'buy-counterfactual',
                   'propensity': {'event': 'click', 'happened': false, 'least': 0.05,
                                  'selfNormalized': true}}\
                  """
                      .formatted(UNCLICKED),
                  """
                  {'event': 'buy', 'probability': 'conditional', 'over': 'impression',
                   'loss': 'counterfactual-prior', 'head': 'buy-counterfactual',
                   'weight': 0.001}\
                  """,
                  JOINT)
              .withHead("buy-counterfactual");
      case NISE ->
          Parts.of(
              "all",
              CLICK,
              """
              {'event': 'buy', 'probability': 'conditional', 'over': 'click',
               'notAbove': 'click'}\
              """,
              """
              {'event': 'buy', 'probability': 'conditional', 'over': 'impression', %s,
               'loss': 'entropy', 'notAbove': 'click'}\
              """
                  .formatted(UNCLICKED));
      case AITM ->
          Parts.of(
                  "all",
                  CLICK,
                  JOINT,
                  """
                  {'event': 'buy', 'probability': 'joint', 'over': 'impression',
                   'loss': 'calibrator', 'weight': 0.6}\
                  """)
              .divided()
              .on("aitm");
      case MMOE -> Parts.of("all", CLICK, JOINT).on("mmoe");
      case PLE -> Parts.of("all", CLICK, JOINT).on("ple");
    };
  }

  private static Weights trained(EsmmConfig config) {
    InMemorySet rows = new KnownFunnel(Funnel.of(config.funnel()), 300, 11).set();
    return ModelTrainer.of(config, REGISTRY).train(rows).weights();
  }

  @ParameterizedTest
  @EnumSource
  void aNameTrainsTheWeightsOfWhatIsWrittenOut(Method method) {
    EsmmConfig named = read("", "", ", 'method': '%s'".formatted(method.word()));
    EsmmConfig written = byHand(method).config();
    assertThat(named.method()).isEqualTo(method);
    assertThat(written.method()).isNull();
    assertThat(trained(named).differing(trained(written))).isEmpty();
  }

  /** Three steps tell methods apart whose parameters have the same names. */
  @Test
  void otherTermsTrainOtherWeights() {
    assertThat(trained(byHand(Method.BASE).config()))
        .satisfies(base -> {
          for (Method other :
              new Method[] {Method.AMAN, Method.OVERSAMPLING, Method.UNBIAS, Method.ESMM_NS}) {
            assertThat(base.differing(trained(byHand(other).config())))
                .as(other.word())
                .isNotEmpty();
          }
        });
  }
}
