package io.esmm.tower;

/**
 * One line of a {@link TowerModule}: the JSON type name, the configuration and the tower it
 * configures.
 */
record TowerType(String name, Class<? extends TowerConfig> config, Class<? extends Tower> tower) {}
