/** Rates of training, measured in one run with the peak of the machine: {@code ./esmm-bench}. */
@NullMarked
package io.esmm.benchmarks;

import org.jspecify.annotations.NullMarked;
