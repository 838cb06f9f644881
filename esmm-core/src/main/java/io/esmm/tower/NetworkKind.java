package io.esmm.tower;

/**
 * A kind of network that plugins give.
 *
 * @param thing what one is called in errors: "tower"
 * @param config what all configurations of the kind are
 * @param network what all networks of the kind are
 */
record NetworkKind<C, N>(String thing, Class<C> config, Class<N> network) {
  static final NetworkKind<TowerConfig, Tower> TOWER =
      new NetworkKind<>("tower", TowerConfig.class, Tower.class);
  static final NetworkKind<TrunkConfig, Trunk> TRUNK =
      new NetworkKind<>("trunk", TrunkConfig.class, Trunk.class);
}
