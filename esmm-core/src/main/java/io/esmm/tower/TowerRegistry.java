package io.esmm.tower;

import java.util.List;
import java.util.ServiceLoader;

/**
 * All towers and trunks that are known. Used while a model is being built, never in training or
 * scoring. Immutable; thread-safe.
 */
public final class TowerRegistry {
  private final NetworkTypes<TowerConfig, Tower> towers = new NetworkTypes<>(NetworkKind.TOWER);
  private final NetworkTypes<TrunkConfig, Trunk> trunks = new NetworkTypes<>(NetworkKind.TRUNK);

  private TowerRegistry(List<TowerModule> modules) {
    for (TowerModule module : modules) {
      PluginModule plugin = PluginModule.of(module);
      towers.add(plugin);
      trunks.add(plugin);
    }
  }

  /**
   * The modules that {@link ServiceLoader} finds on the class path.
   *
   * @throws io.esmm.problem.ProblemException naming a plugin that fails to load, or two that bind
   *     the same type
   */
  public static TowerRegistry load() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return load(context == null ? TowerRegistry.class.getClassLoader() : context);
  }

  /**
   * The modules that {@link ServiceLoader} finds through a class loader, such as one over plugin
   * jars.
   */
  public static TowerRegistry load(ClassLoader loader) {
    return new TowerRegistry(PluginModule.find(loader));
  }

  /**
   * The given modules and no others.
   *
   * @throws io.esmm.problem.ProblemException if two of them bind the same type
   */
  public static TowerRegistry of(TowerModule... modules) {
    return new TowerRegistry(List.of(modules));
  }

  /** The towers, by their JSON type names. */
  public NetworkTypes<TowerConfig, Tower> towers() {
    return towers;
  }

  /** The trunks, by their JSON type names. */
  public NetworkTypes<TrunkConfig, Trunk> trunks() {
    return trunks;
  }

  /** Every kind of network. */
  public List<NetworkTypes<?, ?>> kinds() {
    return List.of(towers, trunks);
  }
}
