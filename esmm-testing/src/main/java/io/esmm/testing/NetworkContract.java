package io.esmm.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.batch.Batch;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.config.SchemaWriter;
import io.esmm.graph.Parameter;
import io.esmm.model.EsmmModel;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.FunnelGraph;
import io.esmm.train.GradientCheck;
import io.esmm.train.RepeatedStep;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is tried of every network, tower or trunk. */
@DisplayNameGeneration(ContractNames.class)
public abstract class NetworkContract {
  private static final String FUNNELS = "io.esmm.testing.FunnelCase#all";
  private static final double LARGEST_GRADIENT_ERROR = 1e-6;

  /** A step's own few objects; an object for each of a thousand rows cannot hide behind them. */
  private static final long ALLOCATION_MARGIN = 4096;

  NetworkContract() {}

  /** The network in a funnel. */
  abstract ContractModel model(FunnelCase funnel);

  /** What the network is called in a configuration, and what kind it is: "tower", "mlp". */
  abstract TypeName typeName();

  /** A kind of network and the name of a type. */
  record TypeName(String kind, String type, Class<?> config) {}

  /** Two descriptions of one configuration have the same parameters, and at least one. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(FUNNELS)
  public final void describesTheSameNetworkEveryTime(FunnelCase funnel) {
    ContractModel model = model(funnel);
    List<Parameter> first = model.graph().parameters();
    List<Parameter> second = model.graph().parameters();
    assertThat(first)
        .as(
            "%s: it has nothing to learn; let the result depend on a field through a layer",
            model.subject())
        .isNotEmpty();
    assertThat(second)
        .as(
            "%s: asked a second time it describes other parameters; a description may depend on"
                + " nothing but its configuration and the fields, never on chance or static state",
            model.subject())
        .isEqualTo(first);
  }

  /**
   * The gradient of every parameter agrees with finite differences of the loss in double precision,
   * to a relative error of 1e-6; the loss depends on some parameter.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource(FUNNELS)
  public final void gradientsAgreeWithFiniteDifferences(FunnelCase funnel) {
    ContractModel model = model(funnel);
    FunnelGraph graph = model.graph();
    Batch batch = model.rows(graph, 8, 42);
    List<GradientCheck.Finding> findings =
        new GradientCheck(graph, model.objective(graph), batch, 7).findings();
    assertThat(findings)
        .as("%s: the loss depends on none of its parameters", model.subject())
        .anyMatch(finding -> finding.norm() > 0);
    assertThat(findings)
        .allSatisfy(finding ->
            assertThat(finding.error())
                .as(
                    "%s: relative error of the gradient of [%s]; an operation on the way to it is"
                        + " wrong: report it with this configuration",
                    model.subject(), finding.parameter())
                .isLessThanOrEqualTo(LARGEST_GRADIENT_ERROR));
  }

  /** The configuration, written as JSON and read back, equals itself. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(FUNNELS)
  public final void jsonOfTheConfigurationIsReadBackAsAnEqualOne(FunnelCase funnel) {
    ContractModel model = model(funnel);
    ConfigReader reader = new ConfigReader(model.registry());
    ObjectNode written = reader.write(model.config());
    EsmmConfig read;
    try {
      read = reader.read(written.deepCopy(), "written.json");
    } catch (ProblemException e) {
      throw new AssertionError(
          "%s: with its defaults filled in the configuration is refused: %s%nA default must pass the record's own checks.%n%s"
              .formatted(model.subject(), e.getMessage(), written.toPrettyString()),
          e);
    }
    assertThat(read)
        .as(
            "%s: written as JSON and read back the configuration is another one; keep in the record"
                + " what stands in the JSON, and let every component have an equals()",
            model.subject())
        .isEqualTo(model.config());
  }

  /** The schema knows the type, and every component of its record has a description there. */
  @Test
  public final void schemaDescribesEveryProperty() {
    TypeName name = typeName();
    ObjectNode schema = new SchemaWriter(model(FunnelCase.all().getFirst()).registry()).schema();
    JsonNode found = MissingNode.getInstance();
    for (JsonNode each : schema.at("/$defs/" + name.kind() + "/oneOf")) {
      if (each.at("/properties/type/const").asText().equals(name.type())) {
        found = each;
      }
    }
    assertThat(found.isObject())
        .as("%s [%s] is not in the schema; bind it in its module", name.kind(), name.type())
        .isTrue();
    JsonNode properties = found.path("properties");
    assertThat(Arrays.stream(name.config().getRecordComponents()))
        .allSatisfy(component ->
            assertThat(properties.path(component.getName()).path("description").asText())
                .as(
                    "%s [%s]: property [%s] has no description for schema and reference; annotate"
                        + " the component of %s with @JsonPropertyDescription",
                    name.kind(), name.type(), component.getName(), name.config().getSimpleName())
                .isNotBlank());
  }

  /** A trained model gives the same logits, bit for bit, after it was saved and loaded. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(FUNNELS)
  public final void savedAndLoadedModelGivesTheSameBits(FunnelCase funnel, @TempDir Path folder) {
    ContractModel model = model(funnel);
    EsmmModel trained = model.trained(1);
    trained.save(folder.resolve("model"));
    EsmmModel loaded = EsmmModel.load(folder.resolve("model"), model.registry());
    Batch batch = model.rows(trained.graph(), 10, 11);
    model.requireSame(
        trained.predict(batch),
        loaded.predict(batch),
        "saved and loaded it scores otherwise; do configuration and fields alone decide what it"
            + " describes?");
  }

  /** All weights have the same bits whether one thread trained them or two. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(FUNNELS)
  public final void trainingGivesTheSameBitsOnOneAndTwoThreads(FunnelCase funnel) {
    ContractModel model = model(funnel);
    EsmmModel one = model.trained(1);
    EsmmModel two = model.trained(2);
    assertThat(one.weights().differing(two.weights()))
        .as(
            "%s: parameters that one and two threads train to other bits; an operation adds up in"
                + " an order of chance: report it with this configuration",
            model.subject())
        .isEmpty();
  }

  /** An impression has the same logits, bit for bit, beside the others of its request and alone. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(FUNNELS)
  public final void scoringOfARequestEqualsScoringRowByRow(FunnelCase funnel) {
    ContractModel model = model(funnel);
    EsmmModel trained = model.trained(1);
    Batch together = model.rows(trained.graph(), 20, 13);
    model.requireSame(
        trained.predict(together),
        trained.predict(ContractRows.apart(together)),
        "an impression scores otherwise beside the others of its request than alone; an"
            + " operation mixes rows: report it with this configuration");
  }

  /**
   * Once its buffers are there, a training step on 400 requests allocates at most a few kilobytes:
   * no object for each row.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource(FUNNELS)
  public final void steadyStepAllocatesNothing(FunnelCase funnel) {
    ContractModel model = model(funnel);
    FunnelGraph graph = model.graph();
    RepeatedStep step = new RepeatedStep(graph, model.objective(graph), model.rows(graph, 400, 17));
    assertThat(AllocatedBytes.perCall(step::take, ALLOCATION_MARGIN))
        .as(
            "%s: bytes that a training step of 1,000 rows allocates once its buffers are there;"
                + " an operation allocates in its steps: report it with this configuration",
            model.subject())
        .isLessThanOrEqualTo(ALLOCATION_MARGIN);
  }
}
