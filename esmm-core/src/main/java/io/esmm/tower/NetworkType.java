package io.esmm.tower;

/**
 * One line of a {@link TowerModule}: the JSON type name, the configuration and the network it
 * configures.
 */
record NetworkType<C, N>(
    NetworkKind<C, N> kind, String name, Class<? extends C> config, Class<? extends N> network) {

  /** What errors call it, and what stands for it in the module's map: "tower type [mlp]". */
  String title() {
    return kind.thing() + " type [" + name + "]";
  }
}
