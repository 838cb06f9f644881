/** {@code esmm train}: prepares if need be, trains, evaluates on the test rows, saves. */
@NullMarked
package io.esmm.cli.train;

import org.jspecify.annotations.NullMarked;
