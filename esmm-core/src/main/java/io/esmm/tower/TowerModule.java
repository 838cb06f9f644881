package io.esmm.tower;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import java.util.regex.Pattern;

/**
 * The Guice module of a plugin. Its {@code configure} binds each tower and each trunk once under
 * its JSON type name; injection, the reading of JSON, the schema and the error that lists the known
 * types all follow from that binding. Whatever else the module binds can be injected into its
 * networks.
 *
 * <pre>{@code
 * public final class AcmeModule extends TowerModule {
 *   @Override
 *   protected void configure() {
 *     bindTower("acme-linear", LinearConfig.class, LinearTower.class);
 *   }
 * }
 * }</pre>
 *
 * <p>A module is found by {@link java.util.ServiceLoader}: name it in {@code
 * META-INF/services/io.esmm.tower.TowerModule}. Each module gets an injector of its own, so modules
 * never see each other's bindings.
 */
public abstract class TowerModule extends AbstractModule {
  static final TypeLiteral<String> NAME = TypeLiteral.get(String.class);
  static final TypeLiteral<NetworkType<?, ?>> NETWORK = new TypeLiteral<>() {};

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** A module without bindings; public and without parameters, as the service loader asks. */
  public TowerModule() {}

  /**
   * Binds a tower.
   *
   * @param type the name that stands in the JSON: small letters, digits and single hyphens
   * @param config the record that the JSON is read into
   * @param tower a class with an {@code @Inject} constructor that may take the record
   */
  protected final void bindTower(
      String type, Class<? extends TowerConfig> config, Class<? extends Tower> tower) {
    bind(new NetworkType<>(NetworkKind.TOWER, type, config, tower));
  }

  /** Binds a trunk, as {@link #bindTower} does a tower. */
  protected final void bindTrunk(
      String type, Class<? extends TrunkConfig> config, Class<? extends Trunk> trunk) {
    bind(new NetworkType<>(NetworkKind.TRUNK, type, config, trunk));
  }

  private void bind(NetworkType<?, ?> type) {
    if (!TYPE.matcher(type.name()).matches()) {
      addError(type.title() + " is no type name; use small letters, digits and single hyphens");
      return;
    }
    if (!type.config().isRecord()) {
      addError("configuration %s of %s is no record; make it one", type.config(), type.title());
      return;
    }
    for (var component : type.config().getRecordComponents()) {
      if (component.getName().equals("type")) {
        addError(
            "configuration %s of %s has a component [type], the name that stands in the JSON for"
                + " the %s itself; rename it",
            type.config(), type.title(), type.kind().thing());
        return;
      }
    }
    MapBinder.newMapBinder(binder(), NAME, NETWORK).addBinding(type.title()).toInstance(type);
  }
}
