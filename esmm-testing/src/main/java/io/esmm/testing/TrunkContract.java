package io.esmm.testing;

import io.esmm.graph.Tensor;
import io.esmm.tower.Activation;
import io.esmm.tower.Tower;
import io.esmm.tower.TowerConfig;
import io.esmm.tower.TowerModule;
import io.esmm.tower.TowerRegistry;
import io.esmm.tower.TowerScope;
import io.esmm.tower.TrunkConfig;
import jakarta.inject.Inject;
import java.util.Objects;

/**
 * The tests that a trunk has to pass to be as good as those that ship: those of {@link
 * TowerContract}, with a tower of one layer for each event on the trunk.
 *
 * <pre>{@code
 * class StackedTrunkTest extends TrunkContract {
 *   @Override
 *   protected TowerModule module() {
 *     return new AcmeModule();
 *   }
 *
 *   @Override
 *   protected String trunk() {
 *     return "{\"type\": \"acme-stacked\", \"width\": 8}";
 *   }
 * }
 * }</pre>
 */
public abstract class TrunkContract extends NetworkContract {
  private static final String LAYER = "{\"type\": \"contract-layer\"}";

  /** For subclasses, which JUnit makes. */
  protected TrunkContract() {}

  /** The module that binds the trunk; asked for in every test. */
  protected abstract TowerModule module();

  /** The trunk's configuration, as it stands in the funnel: a JSON object with its type. */
  protected abstract String trunk();

  @Override
  final ContractModel model(FunnelCase funnel) {
    TowerRegistry registry = TowerContract.registry(module(), new LayerModule());
    String json =
        "{\"space\": \"impression\", \"trunk\": %s, \"events\": %s}"
            .formatted(trunk(), funnel.json(LAYER));
    return ContractModel.of("trunk " + trunk(), registry, json, funnel);
  }

  @Override
  final TypeName typeName() {
    ContractModel model = model(FunnelCase.all().getFirst());
    TrunkConfig config = Objects.requireNonNull(model.config().funnel().trunk());
    return new TypeName("trunk", model.registry().trunks().nameOf(config), config.getClass());
  }

  /** No properties. */
  record LayerConfig() implements TowerConfig {}

  /** One layer over what the trunk gives. */
  static final class LayerTower implements Tower {
    @Inject
    LayerTower(LayerConfig config) {}

    @Override
    public Tensor logit(TowerScope scope) {
      return scope.dense(scope.concat(scope.inputs()), 1, Activation.IDENTITY);
    }
  }

  private static final class LayerModule extends TowerModule {
    @Override
    protected void configure() {
      bindTower("contract-layer", LayerConfig.class, LayerTower.class);
    }
  }
}
