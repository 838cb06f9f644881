/** From raw logs to the prepared data set. */
@NullMarked
package io.esmm.data;

import org.jspecify.annotations.NullMarked;
