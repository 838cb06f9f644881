/**
 * Flat rows with named columns (CSV, JSON lines, Parquet, SQL), their side tables, and how they
 * become raw rows with two levels.
 *
 * <p>Start at {@link io.esmm.data.raw.table.TableInput}. A new format is a new {@link
 * io.esmm.data.raw.table.TableSource} and a case in {@link io.esmm.data.raw.table.TableSources}.
 */
@NullMarked
package io.esmm.data.raw.table;

import org.jspecify.annotations.NullMarked;
