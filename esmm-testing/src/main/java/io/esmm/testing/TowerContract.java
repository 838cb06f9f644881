package io.esmm.testing;

import io.esmm.problem.ProblemException;
import io.esmm.tower.TowerConfig;
import io.esmm.tower.TowerModule;
import io.esmm.tower.TowerRegistry;

/**
 * The tests that a tower has to pass to be as good as those that ship. An author extends this class
 * in a few lines:
 *
 * <pre>{@code
 * class GatedTowerTest extends TowerContract {
 *   @Override
 *   protected TowerModule module() {
 *     return new AcmeModule();
 *   }
 *
 *   @Override
 *   protected String tower() {
 *     return "{\"type\": \"acme-gated\", \"width\": 8}";
 *   }
 * }
 * }</pre>
 *
 * <p>The tower is tried as the tower of every event of funnels of one, two (ESMM) and four events,
 * with shared and with separate embeddings, over fields of every kind at either level: shapes,
 * gradients against finite differences, JSON there and back, schema, saving and loading, the same
 * bits on one and two threads, a request against its rows one by one, and memory. Narrow layers
 * make quick tests.
 *
 * <p>Its configuration may name these fields: at request level the categorical {@code user}, the
 * numbers {@code age} and {@code income} (in buckets), the bag {@code interests}, the sequences
 * {@code history} of items and {@code history_categories}; at impression level the categorical
 * {@code item} and {@code category}, the numbers {@code price} and {@code duration} (in buckets),
 * the bags {@code tags} (weighted) and {@code words}, the sequence {@code similar} of items.
 * Embeddings have width 3.
 */
public abstract class TowerContract extends NetworkContract {

  /** For subclasses, which JUnit makes. */
  protected TowerContract() {}

  /** The module that binds the tower; asked for in every test. */
  protected abstract TowerModule module();

  /** The tower's configuration, as it stands in an event: a JSON object with its type. */
  protected abstract String tower();

  @Override
  final ContractModel model(FunnelCase funnel) {
    TowerRegistry registry = registry(module());
    String events = "{\"space\": \"impression\", \"events\": " + funnel.json(tower()) + "}";
    return ContractModel.of("tower " + tower(), registry, events, funnel);
  }

  @Override
  final TypeName typeName() {
    ContractModel model = model(FunnelCase.all().getFirst());
    TowerConfig config = model.config().funnel().events().getFirst().ways().getFirst().tower();
    return new TypeName("tower", model.registry().towers().nameOf(config), config.getClass());
  }

  static TowerRegistry registry(TowerModule... modules) {
    try {
      return TowerRegistry.of(modules);
    } catch (ProblemException e) {
      throw new AssertionError("the module cannot be used: " + e.getMessage(), e);
    }
  }
}
