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
import io.esmm.objective.Term;
import io.esmm.scoring.FunnelGraph;
import io.esmm.train.GradientCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradients of operations on elements and pairs, and of those with parameters of their own,
 * against finite differences in double precision. Some sequences of the rows are empty.
 */
class SequenceGradientTest {
  private static final FeatureSchema SCHEMA = RandomRows.schema();
  private static final Funnel FUNNEL =
      new Funnel(
          "impression",
          List.of(new Funnel.Event("e0", Funnel.SPACE, "l0"), new Funnel.Event("e1", 0, "l1")));

  /** The fields as one event sees them, and operations on them. */
  private record Scope(Operations g, EmbeddingTables tables, String event) {
    Tensor input(String field) {
      return tables.input(event, SCHEMA.indexOf(field));
    }

    Tensor elements(String field) {
      return tables.elements(event, SCHEMA.indexOf(field));
    }

    Tensor dense(String name, int width, ElementFunction function, Tensor... parts) {
      return g.dense(event + "/" + name, g.concat(List.of(parts)), width, function);
    }

    Tensor logit(Tensor... parts) {
      return dense("logit", 1, ElementFunction.IDENTITY, parts);
    }
  }

  private interface Network {
    Tensor logit(Scope s);
  }

  private static Tensor attention(Scope s, String sequence, boolean softmax) {
    return attention(s, sequence, 4, softmax);
  }

  private static Tensor attention(Scope s, String sequence, int width, boolean softmax) {
    Tensor h = s.elements(sequence);
    Tensor t = s.input("item");
    Tensor hidden =
        s.dense(
            sequence,
            width,
            ElementFunction.TANH,
            h,
            t,
            s.g.subtract(h, t),
            s.g.multiply(h, t),
            s.input("user"));
    Tensor score = s.dense(sequence + "-score", 1, ElementFunction.IDENTITY, hidden);
    return s.g.weightedSum(softmax ? s.g.sequenceSoftmax(score) : score, h);
  }

  static Stream<Arguments> networks() {
    Network plain = s -> s.logit(attention(s, "history", false), s.input("item"));
    Network normalised = s -> s.logit(attention(s, "history", true), s.input("price"));
    Network wide = s -> s.logit(attention(s, "history", 200, false));
    Network ofImpressions = s -> s.logit(attention(s, "trail", true), s.input("user"));
    Network several =
        s ->
            s.logit(
                attention(s, "history", false), attention(s, "trail", false), s.input("history"));
    Network withoutPairs =
        s -> {
          Tensor h = s.elements("history");
          Tensor score = s.dense("score", 1, ElementFunction.TANH, h, s.input("item"));
          return s.logit(s.g.weightedSum(score, h));
        };
    Network lifted =
        s -> {
          Tensor h = s.elements("history");
          Tensor user = s.input("user");
          Tensor mixed = s.g.multiply(s.g.add(h, user), s.g.lift(user, h.shape().rows()));
          Tensor pairs = s.g.add(s.g.multiply(s.input("item"), mixed), s.g.subtract(user, mixed));
          Tensor score = s.dense("score", 1, ElementFunction.SIGMOID, pairs, mixed);
          return s.logit(s.g.weightedSum(score, mixed), s.g.lift(user));
        };
    Network differences =
        s -> {
          Tensor a = s.dense("a", 3, ElementFunction.TANH, s.input("item"), s.input("price"));
          Tensor b = s.dense("b", 3, ElementFunction.TANH, s.input("user"));
          Tensor d = s.g.subtract(a, b);
          Tensor e = s.g.subtract(a, s.input("item"));
          return s.logit(d, e, s.g.subtract(e, d), s.g.add(a, b), s.g.lift(b), a);
        };
    Network curves =
        s -> {
          Tensor x = s.dense("x", 4, ElementFunction.IDENTITY, s.input("item"), s.input("user"));
          return s.logit(s.g.gelu(x), s.g.prelu(s.event + "/p", x), s.g.dice(s.event + "/d", x));
        };
    Network normalisations =
        s -> {
          Tensor x = s.dense("x", 4, ElementFunction.IDENTITY, s.input("item"), s.input("user"));
          Tensor batch = s.g.batchNorm(s.event + "/b", x);
          Tensor layer = s.g.layerNorm(s.event + "/l", x);
          Tensor dropped = s.g.dropout(s.event + "/dropped", x, 0.4);
          return s.logit(s.g.activate(ElementFunction.TANH, s.g.add(batch, layer)), dropped);
        };
    Network curvesOfPairs =
        s -> {
          Tensor h = s.elements("history");
          Tensor x = s.dense("x", 3, ElementFunction.IDENTITY, h, s.g.multiply(h, s.input("item")));
          Tensor y = s.g.dropout(s.event + "/dropped", s.g.dice(s.event + "/d", x), 0.2);
          Tensor z = s.g.batchNorm(s.event + "/b", s.g.prelu(s.event + "/p", y));
          return s.logit(
              s.g.weightedSum(s.dense("s", 1, ElementFunction.IDENTITY, z), h), s.input("item"));
        };
    Network scoredByDice =
        s -> {
          Tensor h = s.elements("history");
          Tensor x = s.dense("x", 3, ElementFunction.IDENTITY, h, s.g.multiply(h, s.input("item")));
          Tensor score = s.dense("s", 1, ElementFunction.IDENTITY, s.g.dice(s.event + "/d", x));
          // What Dice is over has another use, so that its gradient is added to.
          Tensor other = s.dense("o", 1, ElementFunction.TANH, x);
          return s.logit(s.g.weightedSum(score, h), s.g.weightedSum(other, h));
        };
    return Stream.of(
        Arguments.of("attention", plain),
        Arguments.of("attention with softmax", normalised),
        Arguments.of("attention so wide that a request's impressions are cut to groups", wide),
        Arguments.of("attention to a sequence of the impression", ofImpressions),
        Arguments.of("two attentions and a pool", several),
        Arguments.of("elements and impressions without pairs", withoutPairs),
        Arguments.of("lifts", lifted),
        Arguments.of("differences", differences),
        Arguments.of("activations", curves),
        Arguments.of("normalisations and dropout", normalisations),
        Arguments.of("activations and normalisation of pairs", curvesOfPairs),
        Arguments.of("a layer of one output over Dice", scoredByDice));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void gradientsAgreeWithFiniteDifferences(String name, Network network) {
    for (Sharing sharing : Sharing.values()) {
      Graph graph = new Graph();
      Operations g = new Operations(graph);
      EmbeddingTables tables =
          new EmbeddingTables(g, SCHEMA, new EmbeddingConfig(3, sharing, null));
      List<Tensor> logits = new ArrayList<>();
      for (String event : FUNNEL.names()) {
        logits.add(network.logit(new Scope(g, tables, event)));
      }
      Batch batch = RandomRows.batch(SCHEMA, FUNNEL.names(), 6, 42);
      Objective esmm =
          new Objective(
              FUNNEL,
              List.of(
                  new Term(0, Probability.JOINT, Funnel.SPACE, 1),
                  new Term(1, Probability.JOINT, Funnel.SPACE, 1)));
      FunnelGraph described = new FunnelGraph(FUNNEL, logits, graph.parameters(), List.of());
      assertThat(new GradientCheck(described, esmm, batch, 7).findings())
          .anyMatch(finding -> finding.norm() > 0)
          .allSatisfy(
              finding -> assertThat(finding.error()).as(finding.parameter()).isLessThan(1e-6));
    }
  }
}
