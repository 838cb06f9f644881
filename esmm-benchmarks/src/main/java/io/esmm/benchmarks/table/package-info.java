/**
 * What {@code ./esmm-bench all} prints: lines of what was measured, each with the bar that is set
 * for it and whether it is met, and the time of each stage of a step. Start at {@link
 * io.esmm.benchmarks.table.TablePrinter}; a new kind of figure is a {@link
 * io.esmm.benchmarks.table.Unit}.
 */
@NullMarked
package io.esmm.benchmarks.table;

import org.jspecify.annotations.NullMarked;
