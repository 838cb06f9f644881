/** {@code esmm predict}: the probabilities of every event for every row of a file. */
@NullMarked
package io.esmm.cli.predict;

import org.jspecify.annotations.NullMarked;
