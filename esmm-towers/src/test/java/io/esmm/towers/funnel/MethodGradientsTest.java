package io.esmm.towers.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.batch.Batch;
import io.esmm.config.ConfigReader;
import io.esmm.config.EsmmConfig;
import io.esmm.config.Method;
import io.esmm.embedding.EmbeddingConfig;
import io.esmm.field.EncodedField;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelConfig;
import io.esmm.objective.Objective;
import io.esmm.scoring.FunnelGraph;
import io.esmm.tower.Activation;
import io.esmm.tower.TowerConfig;
import io.esmm.tower.TowerRegistry;
import io.esmm.tower.TrunkConfig;
import io.esmm.towers.ShippedTowers;
import io.esmm.towers.aitm.AitmConfig;
import io.esmm.towers.mlp.MlpConfig;
import io.esmm.towers.mmoe.MmoeConfig;
import io.esmm.towers.ple.PleConfig;
import io.esmm.train.GradientCheck;
import io.esmm.train.InMemorySet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The gradients of every method through whole models, on chains of two and four events, against
 * finite differences with what stops gradients held as it is.
 */
class MethodGradientsTest {
  private static final TowerRegistry REGISTRY = TowerRegistry.of(new ShippedTowers());
  private static final TowerConfig TOWER = new MlpConfig(List.of(3), Activation.TANH, null);
  private static final List<String> CHAIN = List.of("click", "cart", "buy", "review");
  private static final int ROWS = 40;

  private static EsmmConfig config(int events, Method method) {
    List<EventConfig> chain = new ArrayList<>();
    for (int e = 0; e < events; e++) {
      String after = e == 0 ? "impression" : CHAIN.get(e - 1);
      chain.add(new EventConfig(CHAIN.get(e), after, "is_" + CHAIN.get(e), TOWER));
    }
    EsmmConfig config =
        EsmmConfig.of(
                "gradients",
                KnownFunnel.SCHEMA.fields().stream().map(EncodedField::config).toList(),
                new FunnelConfig("impression", chain, trunk(method)))
            .with(EmbeddingConfig.of(3));
    return new ConfigReader(REGISTRY).with(config, method);
  }

  /** Narrow ones, without kinks; null for the methods that are by none. */
  private static @Nullable TrunkConfig trunk(Method method) {
    return switch (method) {
      case AITM -> new AitmConfig(List.of(3), Activation.TANH, null);
      case MMOE -> new MmoeConfig(2, List.of(3), Activation.TANH, null);
      case PLE -> new PleConfig(2, 1, 1, List.of(3), Activation.TANH, null);
      default -> null;
    };
  }

  private static List<GradientCheck.Finding> findings(EsmmConfig config) {
    FunnelGraph graph =
        FunnelGraph.of(
            config.funnel(), config.objective(), config.embedding(), KnownFunnel.SCHEMA, REGISTRY);
    Objective objective = Objective.of(config.objective().terms(config.funnel()), graph.funnel());
    InMemorySet rows = new KnownFunnel(Funnel.of(config.funnel()), ROWS, 5).set();
    Batch batch = rows.newBatch();
    rows.read(IntStream.range(0, ROWS).toArray(), 0, ROWS, batch);
    return new GradientCheck(graph, objective, batch, 3).findings();
  }

  @ParameterizedTest
  @EnumSource
  void agreeWithFiniteDifferences(Method method) {
    for (int events : new int[] {2, 4}) {
      List<GradientCheck.Finding> findings = findings(config(events, method));
      assertThat(findings).anyMatch(finding -> finding.norm() > 0);
      assertThat(findings)
          .allSatisfy(finding ->
              assertThat(finding.error())
                  .as("%s of a chain of %s", finding.parameter(), events)
                  .isLessThanOrEqualTo(1e-6));
    }
  }

  @Test
  void agreeWithFiniteDifferencesWhereTheBatchNormalizes() {
    EsmmConfig config = config(4, Method.ESCM2_IPW);
    assertThat(findings(config.with(config.objective().withSelfNormalized(true))))
        .allSatisfy(finding ->
            assertThat(finding.error()).as(finding.parameter()).isLessThanOrEqualTo(1e-6));
  }

  /** A head that nothing trains would stay as it was, and no difference would tell. */
  @ParameterizedTest
  @EnumSource(names = {"ESCM2_DR", "DCMT"})
  void everyAuxiliaryHeadIsTrained(Method method) {
    EsmmConfig config = config(4, method);
    List<GradientCheck.Finding> findings = findings(config);
    config
        .objective()
        .heads(config.funnel())
        .forEach(head ->
            assertThat(findings)
                .filteredOn(finding -> finding.parameter().startsWith(head.name() + "/"))
                .isNotEmpty()
                .allMatch(finding -> finding.norm() > 0));
  }
}
