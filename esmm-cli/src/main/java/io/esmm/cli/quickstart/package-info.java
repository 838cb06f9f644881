/**
 * {@code esmm quickstart}: the whole way on a log whose truth is known, from raw lines to a scored
 * request, and ESMM beside the baseline.
 */
@NullMarked
package io.esmm.cli.quickstart;

import org.jspecify.annotations.NullMarked;
