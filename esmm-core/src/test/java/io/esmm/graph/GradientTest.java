package io.esmm.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.batch.Batch;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.embedding.EmbeddingTables;
import io.esmm.embedding.Sharing;
import io.esmm.field.FeatureSchema;
import io.esmm.funnel.Funnel;
import io.esmm.graph.op.Operations;
import io.esmm.numerics.ElementFunction;
import io.esmm.objective.Objective;
import io.esmm.objective.Probability;
import io.esmm.objective.PropensityConfig;
import io.esmm.objective.Term;
import io.esmm.objective.TermWeight;
import io.esmm.scoring.FunnelGraph;
import io.esmm.train.GradientCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation's gradient, and whole funnels', against finite differences in double precision.
 */
class GradientTest {
  private static final FeatureSchema SCHEMA = RandomRows.schema();

  /** All inputs of an event to its logit. */
  private interface Network {
    Tensor logit(Operations g, String event, List<Tensor> in);
  }

  static Stream<Arguments> networks() {
    Network linear = (g, e, in) -> g.dense(e + "/a", g.concat(in), 1, ElementFunction.IDENTITY);
    Network deep =
        (g, e, in) -> {
          Tensor x = g.dense(e + "/a", g.concat(in), 5, ElementFunction.TANH);
          return g.dense(
              e + "/c",
              g.dense(e + "/b", x, 3, ElementFunction.SIGMOID),
              1,
              ElementFunction.IDENTITY);
        };
    Network relu =
        (g, e, in) ->
            g.dense(
                e + "/b",
                g.dense(e + "/a", g.concat(in), 7, ElementFunction.RELU),
                1,
                ElementFunction.IDENTITY);
    Network requestOnly =
        (g, e, in) -> {
          List<Tensor> request =
              in.stream().filter(t -> t.shape().rows().equals(Rows.REQUESTS)).toList();
          return g.lift(
              g.dense(
                  e + "/b",
                  g.dense(e + "/a", g.concat(request), 4, ElementFunction.TANH),
                  1,
                  ElementFunction.IDENTITY));
        };
    Network twice =
        (g, e, in) -> {
          Tensor all = g.concat(in);
          Tensor a = g.dense(e + "/a", all, 4, ElementFunction.TANH);
          Tensor b =
              g.dense(
                  e + "/b",
                  g.concat(List.of(a, in.get(3), in.get(3), all)),
                  4,
                  ElementFunction.TANH);
          Tensor gate = g.activate(ElementFunction.SIGMOID, g.add(a, b));
          Tensor mixed =
              g.multiply(g.add(gate, g.dense(e + "/r", in.get(0), 4, ElementFunction.IDENTITY)), b);
          return g.dense(e + "/c", g.concat(List.of(mixed, a)), 1, ElementFunction.IDENTITY);
        };
    Network gated =
        (g, e, in) -> {
          Tensor all = g.concat(in);
          Tensor user = g.linear(e + "/u", in.get(0), 4);
          Tensor item = g.dense(e + "/i", all, 4, ElementFunction.TANH);
          Tensor gate = g.softmax(g.linear(e + "/g", all, 3));
          Tensor own = g.softmax(g.linear(e + "/h", in.get(0), 2));
          Tensor mixed = g.mix(gate, List.of(user, item, item));
          Tensor again = g.mix(own, List.of(mixed, user));
          Tensor scaled = g.scale(-0.7, g.scale(1.5, again));
          return g.add(g.add(g.dot(mixed, scaled), g.dot(again, again)), g.dot(user, item));
        };
    return Stream.of(
        Arguments.of("linear", linear),
        Arguments.of("gates, mixtures and dot products, tensors used twice", gated),
        Arguments.of("deep", deep),
        Arguments.of("relu", relu),
        Arguments.of("request only", requestOnly),
        Arguments.of("every operation, tensors used twice", twice));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void gradientsOfESMMAgreeWithFiniteDifferences(String name, Network network) {
    Objective esmm =
        new Objective(chain(2), List.of(term(0, Probability.JOINT), term(1, Probability.JOINT)));
    assertErrors(network, Sharing.ALL, esmm);
    assertErrors(network, Sharing.NONE, esmm);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void gradientsOfLongFunnelsAndMixedTermsAgreeWithFiniteDifferences(String name, Network network) {
    Funnel branching =
        new Funnel(
            "impression",
            List.of(
                new Funnel.Event("e0", Funnel.SPACE, "l0"),
                new Funnel.Event("e1", 0, "l1"),
                new Funnel.Event("e2", 0, "l2"),
                new Funnel.Event("e3", 2, "l3")));
    Objective terms =
        new Objective(
            branching,
            List.of(
                term(0, Probability.JOINT),
                new Term(1, Probability.CONDITIONAL, 0, 0.5),
                new Term(3, Probability.JOINT, Funnel.SPACE, 2),
                new Term(2, Probability.JOINT, 0, 0.3)));
    assertErrors(network, Sharing.ALL, terms);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void gradientsOfMeetingPathsAndLearntWeightsAgreeWithFiniteDifferences(
      String name, Network network) {
    Funnel.Event cart = new Funnel.Event("e1", 0, "l1");
    Funnel meeting =
        new Funnel(
            "impression",
            List.of(
                new Funnel.Event("e0", Funnel.SPACE, "l0"),
                cart,
                Funnel.Event.otherwise("not-e1", cart, 1),
                new Funnel.Event("e2", List.of(1, 2), "l2"),
                new Funnel.Event("e3", 3, "l3")));
    TermWeight learnt = TermWeight.Learnt.UNCERTAINTY;
    Objective terms =
        new Objective(
            meeting,
            List.of(
                term(0, Probability.JOINT),
                new Term(1, Probability.JOINT, Funnel.SPACE, learnt, 3),
                new Term(2, Probability.CONDITIONAL, 0, 0.5),
                new Term(3, Probability.JOINT, Funnel.SPACE, learnt, 1),
                new Term(3, Probability.CONDITIONAL, Funnel.SPACE, learnt, 0.2),
                new Term(4, Probability.JOINT, Funnel.SPACE, 2)));
    assertErrors(network, Sharing.ALL, terms);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void gradientsWithAPropensityHeldAgreeWithFiniteDifferences(String name, Network network) {
    Objective terms =
        new Objective(
            chain(3),
            List.of(
                term(0, Probability.JOINT),
                byPropensity(1, 0, new PropensityConfig("e0", true, 0.01)),
                byPropensity(2, Funnel.SPACE, new PropensityConfig("e1", false, 0.01)),
                term(2, Probability.JOINT)));
    assertErrors(network, Sharing.ALL, terms);
    assertErrors(network, Sharing.NONE, terms);
  }

  private static Term byPropensity(int event, int over, PropensityConfig propensity) {
    return new Term(
        event,
        Probability.CONDITIONAL,
        over,
        TermWeight.ONE,
        1,
        List.of(),
        Funnel.SPACE,
        null,
        null,
        propensity);
  }

  private static Funnel chain(int events) {
    return new Funnel(
        "impression",
        IntStream.range(0, events)
            .mapToObj(e -> new Funnel.Event("e" + e, e - 1, "l" + e))
            .toList());
  }

  private static Term term(int event, Probability probability) {
    return new Term(event, probability, Funnel.SPACE, 1);
  }

  private static void assertErrors(Network network, Sharing sharing, Objective objective) {
    Graph graph = new Graph();
    Operations operations = new Operations(graph);
    EmbeddingTables tables =
        new EmbeddingTables(operations, SCHEMA, new EmbeddingConfig(3, sharing, null));
    List<Tensor> logits = new ArrayList<>();
    for (Funnel.Head head : objective.funnel().heads()) {
      List<Tensor> inputs = new ArrayList<>();
      for (int f = 0; f < SCHEMA.fields().size(); f++) {
        inputs.add(tables.input(head.name(), f));
      }
      logits.add(network.logit(operations, head.name(), inputs));
    }
    List<String> labelled = objective.funnel().labelledNames();
    Batch batch = RandomRows.batch(SCHEMA, labelled, 6, 42);
    List<Parameter> parameters = new ArrayList<>(graph.parameters());
    parameters.addAll(objective.parameters());
    FunnelGraph funnel = new FunnelGraph(objective.funnel(), logits, parameters);
    List<GradientCheck.Finding> findings =
        new GradientCheck(funnel, objective, batch, 7).findings();
    assertThat(findings)
        .extracting(GradientCheck.Finding::parameter)
        .containsAll(objective.parameters().stream().map(Parameter::name).toList());
    assertThat(findings)
        .isNotEmpty()
        .allSatisfy(f -> assertThat(f.error()).as(f.parameter()).isLessThan(1e-6));
  }
}
