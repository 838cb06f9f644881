package io.esmm.tower;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import java.util.regex.Pattern;

/**
 * The Guice module of a tower plugin. Its {@code configure} binds each tower once under its JSON
 * type name; injection, the reading of JSON, the schema and the error that lists the known types
 * all follow from that binding. Whatever else the module binds can be injected into its towers.
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
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /**
   * Binds a tower.
   *
   * @param type the name that stands in the JSON: small letters, digits and single hyphens
   * @param config the record that the JSON is read into
   * @param tower a class with an {@code @Inject} constructor that may take the record
   */
  protected final <C extends TowerConfig> void bindTower(
      String type, Class<C> config, Class<? extends Tower> tower) {
    if (!TYPE.matcher(type).matches()) {
      addError(
          "tower type [%s] is no type name; use small letters, digits and single hyphens", type);
      return;
    }
    if (!config.isRecord()) {
      addError("configuration %s of tower type [%s] is no record; make it one", config, type);
      return;
    }
    for (var component : config.getRecordComponents()) {
      if (component.getName().equals("type")) {
        addError(
            "configuration %s of tower type [%s] has a component [type], the name that stands in"
                + " the JSON for the tower itself; rename it",
            config, type);
        return;
      }
    }
    MapBinder.newMapBinder(binder(), String.class, TowerType.class)
        .addBinding(type)
        .toInstance(new TowerType(type, config, tower));
  }
}
