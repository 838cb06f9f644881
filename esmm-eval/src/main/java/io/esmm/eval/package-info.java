/** Metrics, statistical tests and reports. */
@NullMarked
package io.esmm.eval;

import org.jspecify.annotations.NullMarked;
