/**
 * The {@code data} section of a configuration: where the rows are, how their columns become fields,
 * how they are split, and what becomes of bad ones.
 *
 * <p>Start at {@link io.esmm.data.config.DataConfig}. A new kind of source is a new permitted
 * record of {@link io.esmm.data.config.SourceConfig} and a case in {@link
 * io.esmm.data.raw.RawInput}.
 */
@NullMarked
package io.esmm.data.config;

import org.jspecify.annotations.NullMarked;
