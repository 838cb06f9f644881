/** The report that {@code train} and {@code evaluate} write of one model. */
@NullMarked
package io.esmm.cli.report;

import org.jspecify.annotations.NullMarked;
