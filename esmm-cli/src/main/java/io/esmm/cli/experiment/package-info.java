/**
 * {@code esmm experiment}: the paper's comparison of methods, on its data or on simulated logs
 * whose true probabilities are known.
 *
 * <p>{@link io.esmm.cli.experiment.PaperMethod} says what the methods are, {@link
 * io.esmm.cli.experiment.ExperimentSource} where the rows come from, {@link
 * io.esmm.cli.experiment.MethodGrid} trains every method with every seed and keeps what is done,
 * {@link io.esmm.cli.experiment.GridResults} is what came out. Each command is a grid or several of
 * them.
 */
@NullMarked
package io.esmm.cli.experiment;

import org.jspecify.annotations.NullMarked;
