package io.esmm.tower;

/**
 * Marks the configuration of a tower: a record whose components are the properties that stand
 * beside {@code "type"} in the JSON. A primitive component is required, a boxed or
 * {@code @Nullable} one optional; the record fills in the default and checks its values in its
 * constructor with an {@link IllegalArgumentException} that names the value and the remedy. Give
 * every component a {@code JsonPropertyDescription}: schema and reference are written from it.
 *
 * <p>Bound to its tower in a {@link TowerModule}.
 */
public interface TowerConfig {}
