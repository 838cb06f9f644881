package io.esmm.tower;

/**
 * Marks the configuration of a trunk: a record whose components are the properties that stand
 * beside {@code "type"} in the JSON, made as a {@link TowerConfig} is. Bound to its trunk in a
 * {@link TowerModule}.
 */
public interface TrunkConfig {}
