/**
 * The configuration of a model: records that check themselves, read from JSON with every problem
 * named at its place, written back with all defaults, and described as a JSON schema and a
 * reference page.
 *
 * <p>Start at {@link io.esmm.config.EsmmConfig}. A new setting is a new component of its record;
 * reading, writing, schema and reference follow.
 */
@NullMarked
package io.esmm.config;

import org.jspecify.annotations.NullMarked;
